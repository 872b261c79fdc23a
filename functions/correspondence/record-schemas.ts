import * as z from 'zod';
import { contactChannels, contactPurposes } from '../../shared/domain/contact/may-contact.ts';
import { consentedChannels, correspondenceOutcomes } from '../../shared/domain/correspondence/correspondence.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  inWords,
  localDateSchema,
  sha256Schema,
  statedInstantSchema,
} from '../../shared/http/schemas.ts';

/** Schemas of calls and messages. */

export const channelSchema = z.enum(codesOf(contactChannels)).meta({ description: inWords(contactChannels) });
export const purposeSchema = z.enum(codesOf(contactPurposes)).meta({ description: inWords(contactPurposes) });
const outcomeSchema = z.enum(codesOf(correspondenceOutcomes)).meta({ description: inWords(correspondenceOutcomes) });

/** A person's text, up to the given length. */
export function wordsSchema(most: number, description: string) {
  return z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', 'expected words')
    .refine((text) => /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u.test(text), 'holds a control character')
    .meta({ description });
}

export const partySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('payer').meta({ description: 'A payer' }),
      payerId: idSchema('payer'),
    }),
    z.strictObject({
      kind: z.literal('guarantor').meta({
        description: 'The patient, or who answers for him; an employer or a facility that has an account',
      }),
    }),
    z.strictObject({
      kind: z.literal('physician').meta({ description: 'A provider who treats or refers' }),
      providerId: idSchema('provider'),
    }),
    z.strictObject({
      kind: z.literal('facility').meta({ description: 'A place of treatment' }),
      facilityId: idSchema('facility'),
    }),
  ])
  .meta({ id: 'CorrespondenceParty', description: 'The other party' });

export const aboutBody = z
  .union([z.strictObject({ claimId: claimIdSchema }), z.strictObject({ accountId: idSchema('account') })])
  .meta({ id: 'CorrespondenceAboutBody', description: 'The claim or the account' });

const isGivenSchema = z.boolean().meta({ description: 'Whether consent was given; otherwise it was withdrawn' });

const answeredSchema = z.strictObject({
  id: z.string().meta({ description: 'The question’s name in its script' }),
  ask: z.string().meta({ description: 'The question as it was asked' }),
  answer: z.string(),
});

const noteSchema = z.strictObject({
  at: instantSchema,
  by: z.string(),
  text: z.string().meta({ description: 'What became known' }),
  outcome: outcomeSchema.exactOptional(),
  referenceNumber: z.string().exactOptional().meta({ description: 'The number that the other side gave it' }),
});

const mediaTypeSchema = z.enum(['application/pdf', 'image/tiff']).meta({ description: 'The form of the file' });

const sendingSchema = z
  .strictObject({
    state: z.enum(['waiting', 'handed-over', 'sent', 'not-sent', 'returned']).meta({
      description: '`waiting` for its time, or for a person who mails or faxes it; `handed-over` to the fax service',
    }),
    purpose: purposeSchema,
    at: instantSchema,
    by: z.string().exactOptional(),
    to: z.string().exactOptional().meta({ description: 'The number or address' }),
    dueAt: instantSchema.exactOptional().meta({ description: 'When it leaves' }),
    subject: z.string().exactOptional().meta({ description: 'The subject of an e-mail' }),
    because: z.string().exactOptional().meta({ description: 'Why it was not sent' }),
    delivery: z
      .string()
      .exactOptional()
      .meta({ description: 'How far the delivery of the file to the fax service is' }),
  })
  .meta({ id: 'CorrespondenceSending', description: 'For what the office wrote: how far it is on its way' });

export const correspondenceSchema = z
  .strictObject({
    id: idSchema('correspondence'),
    version: z.int(),
    channel: channelSchema,
    direction: z.enum(['in', 'out']).meta({ description: 'To the office, or from it' }),
    with: partySchema,
    about: z.strictObject({
      accountId: idSchema('account'),
      patientId: idSchema('patient').exactOptional(),
      claimId: claimIdSchema.exactOptional(),
    }),
    at: instantSchema,
    recordedAt: instantSchema.meta({ description: 'When it was recorded' }),
    recordedBy: z.string().meta({ description: 'Who recorded it' }),
    person: z.string().exactOptional().meta({ description: 'The person spoken to, or who signed' }),
    referenceNumber: z.string().exactOptional().meta({ description: 'The number that the other side gave it' }),
    summary: z.string().meta({ description: 'What was said or written' }),
    outcome: outcomeSchema.exactOptional(),
    script: z
      .strictObject({ name: z.string(), version: z.int(), answers: z.array(answeredSchema) })
      .exactOptional()
      .meta({ description: 'What a script asked, with the answers' }),
    template: z
      .strictObject({ name: z.string(), version: z.int() })
      .exactOptional()
      .meta({ description: 'The template that it was made from, with its version' }),
    file: z
      .strictObject({ sha256: sha256Schema, sizeBytes: z.int(), mediaType: mediaTypeSchema })
      .exactOptional()
      .meta({ description: 'The letter or fax; `getCorrespondenceFile` has it' }),
    receivedDocumentId: idSchema('receivedDocument')
      .exactOptional()
      .meta({ description: 'The document that came and was filed as this' }),
    sending: sendingSchema.exactOptional(),
    consent: z
      .strictObject({ to: z.enum(consentedChannels), isGiven: isGivenSchema })
      .exactOptional()
      .meta({ description: 'A consent that was given or taken back with it' }),
    against: z
      .string()
      .exactOptional()
      .meta({ description: 'What forbade reaching the guarantor this way, by the rules at that moment' }),
    notes: z.array(noteSchema).meta({ description: 'What became known later, the oldest first' }),
    struck: z
      .strictObject({ at: instantSchema, by: z.string(), reason: z.string() })
      .exactOptional()
      .meta({ description: 'It was entered by mistake' }),
  })
  .meta({ id: 'Correspondence' });

const referenceSchema = x12Text(80).meta({ description: 'The number that the other side gave it' });
const followUpSchema = localDateSchema.meta({
  description: 'When to look at the claim or account again; every list shows the day',
});

export const recordBody = z
  .strictObject({
    channel: channelSchema,
    direction: z.enum(['in', 'out']).meta({ description: 'To the office, or from it' }),
    with: partySchema,
    about: aboutBody,
    at: statedInstantSchema.exactOptional().meta({ description: 'When it was; now when absent' }),
    person: x12Text(100).exactOptional().meta({ description: 'The person you spoke to, or who signed' }),
    referenceNumber: referenceSchema.exactOptional(),
    summary: wordsSchema(4000, 'What was said or written'),
    outcome: outcomeSchema.exactOptional(),
    followUpOn: followUpSchema.exactOptional(),
    purpose: purposeSchema
      .exactOptional()
      .meta({ description: 'What the office wanted; `inform` when absent. If a rule forbids it, the rule is noted' }),
    script: z
      .strictObject({
        name: z.string().meta({ description: 'The name of a call script' }),
        answers: z
          .record(z.string(), z.union([z.string().max(1000), z.number(), z.boolean()]))
          .meta({ description: 'The answer to each question, by the question’s name' }),
      })
      .exactOptional()
      .meta({ description: 'The answers to the questions of a script; they can set the day to look again' }),
    consent: z
      .strictObject({ to: z.enum(consentedChannels), isGiven: isGivenSchema })
      .exactOptional()
      .meta({ description: 'A consent that the guarantor gave or withdrew; it applies at once' }),
  })
  .meta({ id: 'CorrespondenceBody' });

export const noteBody = z
  .strictObject({
    text: wordsSchema(2000, 'What became known'),
    outcome: outcomeSchema.exactOptional(),
    referenceNumber: referenceSchema.exactOptional(),
    followUpOn: followUpSchema.exactOptional(),
  })
  .meta({ id: 'CorrespondenceNoteBody' });
