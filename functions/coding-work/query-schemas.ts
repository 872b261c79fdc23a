import * as z from 'zod';
import { idSchema, instantSchema, localDateSchema, subjectSchema } from '../../shared/http/schemas.ts';

/** Schemas of queries to physicians. */

function words(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', 'expected words')
    .refine((text) => /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u.test(text), 'holds a control character');
}

const indicatorSchema = z.strictObject({
  noteId: idSchema('note'),
  quote: words(1000).meta({ description: 'An exact quotation from the note or one of its amendments' }),
});

const formSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({
    kind: z.literal('choice'),
    options: z.array(words(200)).min(1).max(10).meta({
      description: 'The possible answers. `other` and `cannot-be-determined` are always among them',
    }),
  }),
]);

const questionFields = {
  indicators: z
    .array(indicatorSchema)
    .min(1)
    .max(10)
    .meta({ description: 'What in the record makes you ask. The answer is added to the note of the first indicator' }),
  question: words(1000).meta({
    description: 'The question; it must not mention payment or suggest an answer',
  }),
  form: formSchema.meta({ description: 'Open, or a choice' }),
};

export const queryBody = z
  .strictObject({
    ...questionFields,
    to: subjectSchema.exactOptional().meta({ description: 'Who is asked; any physician of the office when absent' }),
  })
  .meta({ id: 'PhysicianQueryBody' });

export const answerBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('option'),
      option: z.int().min(1).max(10).meta({ description: 'Which option, from 1' }),
      text: words(5000).exactOptional(),
    }),
    z.strictObject({ kind: z.literal('other'), text: words(5000) }),
    z.strictObject({ kind: z.literal('cannot-be-determined'), text: words(5000).exactOptional() }),
    z.strictObject({ kind: z.literal('text'), text: words(5000) }),
  ])
  .meta({ id: 'PhysicianQueryAnswer' });

export const querySchema = z
  .object({
    id: idSchema('physicianQuery'),
    version: z.int(),
    state: z.enum(['open', 'answered', 'withdrawn']),
    encounterId: idSchema('encounter'),
    patientId: idSchema('patient'),
    billingProviderId: idSchema('provider'),
    facilityId: idSchema('facility').exactOptional(),
    ...queryBody.shape,
    ways: z
      .array(z.enum(['option', 'other', 'cannot-be-determined', 'text']))
      .meta({ description: 'The kinds of answer that it accepts' }),
    askedBy: z.string(),
    askedAt: instantSchema,
    dueOn: localDateSchema.meta({ description: 'The day on which it is escalated' }),
    reminders: z.int().min(0).meta({ description: 'How many reminders there were' }),
    remindedAt: instantSchema.exactOptional(),
    escalatedAt: instantSchema.exactOptional(),
    escalatedTo: z.string().exactOptional(),
    answer: z
      .object({
        kind: z.enum(['option', 'other', 'cannot-be-determined', 'text']),
        option: z.int().exactOptional(),
        text: z.string().exactOptional(),
        by: z.string(),
        at: instantSchema,
        amendment: z.int().meta({ description: 'The number of the amendment of the note that contains it' }),
      })
      .exactOptional(),
    withdrawal: z.object({ by: z.string(), at: instantSchema, reason: z.string() }).exactOptional(),
  })
  .meta({ id: 'PhysicianQuery' });
