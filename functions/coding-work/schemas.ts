import * as z from 'zod';
import { reviewCauses, reviewOutcomes } from '../../shared/domain/coding-work/review.ts';
import { codingLists, reopeningCauses } from '../../shared/domain/coding-work/work.ts';
import { mostWorkTags, workActions } from '../../shared/domain/coding-work/work-actions.ts';
import { encounterKinds } from '../../shared/domain/encounter/kinds.ts';
import { seenItems } from '../../shared/http/bulk-schemas.ts';
import { tagSchema } from '../../shared/http/coding-rules.ts';
import {
  centsSchema,
  codesOf,
  externalIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  reasonSchema,
  subjectSchema,
} from '../../shared/http/schemas.ts';

/** Schemas of coding work. */

const versionFromZero = z
  .int()
  .min(0)
  .meta({ description: 'Rises with each change; 0 before the first one. Also the ETag' });

const holdSchema = z
  .object({ until: localDateSchema, note: z.string(), by: z.string(), at: instantSchema })
  .meta({ id: 'CodingHold', description: 'Since when and until which day it waits, and for what' });

const reviewSchema = z
  .object({
    state: z.enum(['asked', ...codesOf(reviewOutcomes)]),
    because: z.enum(codesOf(reviewCauses)),
    coder: z
      .string()
      .meta({ description: 'Whose coding it is: who had the encounter assigned then, or who asked for the review' }),
    askedBy: z.string(),
    askedAt: instantSchema,
    askedVersion: z.int().meta({ description: 'The version of the encounter when the review was asked for' }),
    decidedVersion: z
      .int()
      .exactOptional()
      .meta({ description: 'The version that the reviewer saw; only that one can be finalised' }),
    decidedBy: z.string().exactOptional(),
    decidedAt: instantSchema.exactOptional(),
    reason: z.string().exactOptional(),
  })
  .meta({ id: 'CodingReview', description: 'A second person’s look at the encounter' });

export const workSchema = z
  .object({
    encounterId: idSchema('encounter'),
    version: versionFromZero,
    encounterVersion: z.int().meta({ description: 'The version of the encounter itself' }),
    state: z.enum(['draft', 'final', 'void']).meta({ description: 'The state of the encounter' }),
    list: z.enum(codesOf(codingLists)).meta({ description: 'The list that it is on' }),
    kind: z.enum(codesOf(encounterKinds)),
    externalId: externalIdSchema.exactOptional(),
    patientId: idSchema('patient'),
    billingProviderId: idSchema('provider'),
    facilityId: idSchema('facility').exactOptional(),
    since: localDateSchema.meta({
      description: 'The first day of service; the day of entry while there is no service',
    }),
    dueOn: localDateSchema.meta({
      description:
        'The day by which it should be coded: as somebody set it, or the office’s number of days after the service',
    }),
    cents: centsSchema.meta({
      description: 'The charges so far; for lines without a charge, the price of a schedule that is for every payer',
    }),
    isPriced: z.boolean().meta({ description: 'False when a line has neither a charge nor such a price' }),
    tags: z.array(z.string()).meta({ description: 'The encounter’s tags and those of the work' }),
    assignedTo: z.string().exactOptional(),
    hold: holdSchema.exactOptional(),
    review: reviewSchema.exactOptional(),
    openQueries: z.int().min(0).meta({ description: 'How many queries wait for a physician' }),
    reopened: z
      .object({ because: z.enum(codesOf(reopeningCauses)), at: instantSchema })
      .exactOptional()
      .meta({ description: 'Why it has to be looked at again' }),
    confirmed: z
      .object({ at: instantSchema, by: z.string(), reason: z.string() })
      .exactOptional()
      .meta({ description: 'Who last confirmed that the final encounter is still right, when and why' }),
  })
  .meta({ id: 'CodingWork' });

const dueOn = localDateSchema.exactOptional();
const tags = z.array(tagSchema).min(1).max(mostWorkTags).exactOptional();

const doing = <const Do extends keyof typeof workActions>(name: Do) =>
  z.literal(name).meta({ description: workActions[name] });

export const actionSchema = z
  .discriminatedUnion('do', [
    z.strictObject({ do: doing('take'), dueOn }),
    z.strictObject({ do: doing('assign'), to: subjectSchema, dueOn }),
    z.strictObject({ do: doing('release') }),
    z.strictObject({
      do: doing('hold'),
      until: localDateSchema.meta({ description: 'The follow-up day, on which it is on the list again' }),
      note: reasonSchema,
    }),
    z.strictObject({ do: doing('resume') }),
    z.strictObject({ do: doing('tag'), add: tags, remove: tags }),
    z.strictObject({ do: doing('confirm'), reason: reasonSchema }),
  ])
  .meta({ id: 'CodingWorkAction' });

export const bulkBody = z
  .strictObject({ items: seenItems(idSchema('encounter')), action: actionSchema })
  .meta({ id: 'CodingWorksBulkBody' });

export const reviewDecisionBody = z
  .strictObject({
    outcome: z.enum(codesOf(reviewOutcomes)),
    encounterVersion: z.int().min(1).meta({ description: 'The version of the encounter that you looked at, or made' }),
    reason: reasonSchema.exactOptional(),
  })
  .refine(({ outcome, reason }) => outcome === 'agreed' || reason !== undefined, {
    message: 'expected a reason',
    path: ['reason'],
  });

const percentSchema = z.int().min(0).max(100);

const settingsFields = {
  codingDays: z
    .int()
    .min(0)
    .max(365)
    .meta({ description: 'Days from the service to the day by which it should be coded' }),
  reviewPercent: percentSchema.meta({ description: 'How many of a hundred encounters a second person looks at' }),
  reviewRates: z
    .array(z.strictObject({ coder: subjectSchema, percent: percentSchema }))
    .max(200)
    .refine((rates) => new Set(rates.map(({ coder }) => coder)).size === rates.length, 'a coder is listed twice')
    .meta({ description: 'Coders with a rate of their own, such as new coders' }),
  reviewTags: z
    .array(tagSchema)
    .max(50)
    .meta({ description: 'Encounters with one of these tags are always reviewed; coding rules give tags' }),
  remindAfterDays: z.int().min(1).max(90).meta({ description: 'Days between reminders of a query' }),
  escalateAfterDays: z.int().min(1).max(365).meta({ description: 'Days after which a query is escalated' }),
  escalateTo: subjectSchema
    .exactOptional()
    .meta({ description: 'Who then takes care of it, such as a physician advisor' }),
};

export const settingsOwn = { version: versionFromZero };
export const settingsBody = z.strictObject(settingsFields).meta({ id: 'CodingSettingsBody' });
export const settingsSchema = z.strictObject({ ...settingsOwn, ...settingsFields }).meta({ id: 'CodingSettings' });
