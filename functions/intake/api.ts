import * as z from 'zod';
import { intakeFormats, intakeRefusals } from '../../shared/domain/intake/intake.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  codesOf,
  idSchema,
  instantSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { claimIntakeRoutes } from './claim-intake-routes.ts';
import { dismissedSchema } from './dismissed-schema.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'] as const;
const senders = ['coder', 'manager', 'api-client'] as const;
/** The roles that answer for the codes. */
const correctors = ['coder', 'manager'] as const;

const mappingName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens, such as practice-system')
  .meta({ description: 'The name of the mapping', examples: ['practice-system'] });

/**
 * Pointers to fields of an encounter, to a row's service, or to a program's ids of patients, providers and facilities.
 */
const pointerSchema = z
  .string()
  .regex(/^\/(?:lines\/-\/)?[A-Za-z]+(?:\/[A-Za-z]+)?$/, 'expected a field of an encounter, such as /lines/-/procedure')
  .refine((pointer) => !/__proto__|constructor|prototype/.test(pointer), 'expected a field of an encounter')
  .meta({ description: 'The field, as a JSON pointer; `/lines/-/` is the service of the row' });

const mappingBody = z
  .strictObject({
    columns: z
      .record(z.string().min(1).max(100), pointerSchema)
      .refine((columns) => Object.values(columns).includes('/externalId'), 'expected a column for /externalId')
      .refine((columns) => Object.keys(columns).length <= 100, 'expected at most 100 columns')
      .meta({
        description: 'By column: the field',
        examples: [{ Visit: '/externalId', MRN: '/patientExternalId', Code: '/lines/-/procedure' }],
      }),
    dates: z
      .enum(['YYYY-MM-DD', 'MM/DD/YYYY', 'YYYYMMDD'])
      .default('YYYY-MM-DD')
      .meta({ description: 'How the file writes days' }),
  })
  .meta({ id: 'IntakeMappingBody' });

const mappingOwn = { name: mappingName, version: versionSchema };
const mappingSchema = z.object({ ...mappingOwn, ...mappingBody.shape }).meta({ id: 'IntakeMapping' });

const intakeSchema = z
  .object({
    id: idSchema('intake'),
    format: z.enum(codesOf(intakeFormats)).meta({ description: 'The form of the file' }),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    mapping: mappingName.exactOptional(),
    state: z.enum(['reading', 'done', 'refused']).meta({
      description: '`refused`: the rest of the file is not read; what was imported before stays',
    }),
    records: z.int().meta({ description: 'How many encounters were read so far' }),
    taken: z.int().meta({ description: 'How many were imported' }),
    known: z.int().meta({ description: 'How many were here already, by their `externalId`' }),
    open: z.int().meta({ description: 'How many failed and wait for a person' }),
    dismissed: z.int().meta({ description: 'How many failures were dismissed' }),
    requestedAt: instantSchema.meta({ description: 'When it was asked for' }),
    requestedBy: z.string().meta({ description: 'Who asked for it' }),
    endedAt: instantSchema.exactOptional(),
    refusal: z
      .object({
        code: z.enum(codesOf(intakeRefusals)),
        detail: z.string(),
        line: z.int().meta({ description: 'The line of the file' }),
      })
      .exactOptional()
      .meta({ description: 'Why the rest of the file is not read' }),
  })
  .meta({ id: 'Intake' });

const failureFields = {
  record: z.int().meta({ description: 'The number of the encounter in its file, from 1' }),
  line: z.int().meta({ description: 'The line on which it begins' }),
  since: instantSchema.meta({ description: 'When it failed first' }),
  at: instantSchema.meta({ description: 'When it failed last' }),
  state: z.enum(['open', 'taken', 'dismissed']).meta({ description: '`taken`: it was tried again, and is here' }),
  errors: z
    .array(
      z.object({
        pointer: z.string().meta({ description: 'The field of the encounter' }),
        source: z.string().exactOptional().meta({
          description: 'Where the file says it: a column, or a segment with its field, such as `FT1[2]-25`',
        }),
        line: z.int().exactOptional().meta({
          description: 'The line of the file, if it is not the line on which the encounter begins',
        }),
        detail: z.string().meta({ description: 'What is wrong, and how to correct it' }),
      }),
    )
    .meta({ description: 'What is wrong, and where' }),
  conflict: z
    .object({
      encounterId: idSchema('encounter'),
      version: versionSchema.meta({ description: 'The version of the encounter that the file was compared with' }),
      state: z.enum(['draft', 'final']).meta({ description: 'The state of the encounter at that time' }),
      canBeTaken: z.boolean().meta({ description: 'Whether it can be taken as a correction: same patient and kind' }),
    })
    .exactOptional()
    .meta({
      description: 'Present if the encounter is here already, and the file differs from it; `errors` say where',
    }),
  encounterId: idSchema('encounter').exactOptional(),
  dismissed: dismissedSchema,
};

const failureSchema = z.object(failureFields).meta({ id: 'IntakeFailure' });

const formatSchema = z.enum(codesOf(intakeFormats)).meta({ description: 'The form of the file' });

const waitingSchema = z
  .object({
    id: z.string().meta({ description: 'The id for marking it as work: the file and the number of the record' }),
    ...{ intakeId: idSchema('intake'), format: formatSchema, ...failureFields, ...markFields },
  })
  .meta({ id: 'WaitingIntakeFailure' });

const causeSchema = z.enum(['fault', 'conflict']).meta({
  description:
    '`fault`: something is wrong or missing. `conflict`: the encounter is here already, and the file differs from it',
});

const mostAtOnce = 100;

const bulkBody = z.strictObject({
  failures: z
    .array(z.strictObject({ intakeId: idSchema('intake'), record: z.int().min(1) }))
    .min(1)
    .max(mostAtOnce)
    .refine(
      (failures) => new Set(failures.map(({ intakeId, record }) => `${intakeId} ${record}`)).size === failures.length,
      'a failure is listed twice',
    ),
  action: z
    .discriminatedUnion('do', [
      z.strictObject({ do: z.literal('retry').meta({ description: 'Retries it' }) }),
      z.strictObject({
        do: z.literal('take').meta({ description: 'Uses it to correct the encounter that is here' }),
        reason: reasonSchema,
      }),
      z.strictObject({ do: z.literal('dismiss').meta({ description: 'Discards it' }), reason: reasonSchema }),
    ])
    .meta({ id: 'IntakeFailureAction' }),
});

const bulkAnswer = z.object({
  items: z.array(
    z
      .object({
        intakeId: idSchema('intake'),
        record: z.int(),
        outcome: z.enum(['done', 'begun', 'refused']).meta({ description: '`begun`: a worker does it' }),
        problem: z.string().exactOptional().meta({ description: 'The kind of problem, as in the list of errors' }),
        title: z.string().exactOptional().meta({ description: 'The problem in words' }),
      })
      .meta({ id: 'IntakeFailureResult' }),
  ),
});

export type IntakeView = z.input<typeof intakeSchema>;
export type IntakeFailureView = z.input<typeof failureSchema>;
export type WaitingFailureView = z.input<typeof waitingSchema>;
export type BulkBody = z.output<typeof bulkBody>;
export type BulkResult = z.input<typeof bulkAnswer>['items'][number];

export const intakeApi = defineApi({
  ...claimIntakeRoutes,
  createIntakeUpload: uploadRoute('/v1/intakes/uploads', 'a file of encounters', 'intake', senders),
  createIntake: {
    method: 'POST',
    path: '/v1/intakes',
    summary: 'Import the encounters of an uploaded file as drafts. An encounter that is here already changes nothing',
    roles: senders,
    idempotencyKey: 'required',
    body: z.strictObject({
      sha256: sha256Schema,
      format: z.enum(codesOf(intakeFormats)).meta({ description: 'The form of the file' }),
      mapping: mappingName.exactOptional(),
      defaults: z
        .record(
          formOf(/^[A-Za-z]{1,40}$/, 'the name of a field', 'placeOfService'),
          z.union([z.string().max(100), z.boolean()]),
        )
        .refine((fields) => Object.keys(fields).length <= 30, 'expected at most 30 fields')
        .default({})
        .meta({
          description: 'Values for fields that an encounter leaves out',
          examples: [{ billingProviderId: 'prv_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3', placeOfService: '11' }],
        }),
    }),
    problems: ['file-not-uploaded', 'intake-mapping-missing'],
    answer: { status: 202, schema: intakeSchema },
  },
  listIntakes: {
    method: 'GET',
    path: '/v1/intakes',
    summary: 'Files that were imported in a month, the newest first, with the outcome of their encounters',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      ...monthQuery,
      hasFailures: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only files with a failure that waits for a person' }),
    }),
    answer: { status: 200, schema: pageOf(intakeSchema.extend(markFields).meta({ id: 'ListedIntake' })) },
  },
  getIntake: {
    method: 'GET',
    path: '/v1/intakes/{intakeId}',
    summary: 'Shows how far a file is read, and what became of its encounters',
    roles: readers,
    answer: { status: 200, schema: intakeSchema },
  },
  listIntakeFailures: {
    method: 'GET',
    path: '/v1/intakes/{intakeId}/failures',
    summary:
      'Lists the encounters of a file that could not be imported: the place in the file, what is wrong, and how to correct it',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['open', 'taken', 'dismissed']).exactOptional().meta({ description: 'Only those in this state' }),
    }),
    answer: { status: 200, schema: pageOf(failureSchema) },
  },
  retryIntake: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/retry',
    summary: 'Retries everything that failed and still waits, after what was missing has been entered',
    roles: senders,
    idempotencyKey: 'required',
    problems: ['intake-reading'],
    answer: { status: 202, schema: intakeSchema },
  },
  retryIntakeFailure: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/failures/{record}/retry',
    summary: 'Retries one encounter that failed, after what was missing has been entered',
    roles: senders,
    idempotencyKey: 'required',
    problems: ['intake-reading', 'intake-failure-over'],
    answer: { status: 202, schema: failureSchema },
  },
  takeIntakeFailure: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/failures/{record}/take',
    summary: 'Corrects the encounter that is here by what the file says; a final encounter becomes a draft again',
    roles: correctors,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['intake-reading', 'intake-failure-over', 'intake-failure-not-takeable'],
    answer: { status: 202, schema: failureSchema },
  },
  dismissIntakeFailure: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/failures/{record}/dismiss',
    summary: 'Discards an encounter that failed, with a reason',
    roles: senders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['intake-failure-over'],
    answer: { status: 200, schema: failureSchema },
  },
  listWaitingIntakeFailures: {
    method: 'GET',
    path: '/v1/intake-failures',
    summary: 'Everything in all files that waits for a person, the oldest first, with counts by field',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      intakeId: idSchema('intake').exactOptional().meta({ description: 'Only those of this file' }),
      format: formatSchema.exactOptional(),
      cause: causeSchema.exactOptional(),
      field: z
        .string()
        .max(200)
        .exactOptional()
        .meta({ description: 'Only those with an error at this field', examples: ['/lines/-/procedure'] }),
      minAgeDays: z.coerce
        .number()
        .int()
        .min(0)
        .max(3_660)
        .exactOptional()
        .meta({ description: 'Only those that have waited for at least this many days' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(waitingSchema).extend({
        count: z.int().meta({ description: 'How many there are on all pages' }),
        conflicts: z.int().meta({ description: 'How many of them differ from an encounter that is here already' }),
        byField: z
          .array(z.object({ field: z.string(), count: z.int().meta({ description: 'How many have an error there' }) }))
          .meta({ description: 'The fields with errors, the most frequent first: at most 50' }),
        isComplete: z.boolean().meta({ description: 'False when more wait than are counted' }),
      }),
    },
  },
  changeManyIntakeFailures: {
    method: 'POST',
    path: '/v1/intake-failures/bulk-actions',
    summary: 'Does the same with up to 100 records; each succeeds or fails on its own',
    roles: correctors,
    idempotencyKey: 'required',
    body: bulkBody,
    answer: { status: 200, schema: bulkAnswer },
  },
  listIntakeMappings: {
    method: 'GET',
    path: '/v1/intake-mappings',
    summary: 'The mappings of CSV files',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(mappingSchema) },
  },
  getIntakeMapping: {
    method: 'GET',
    path: '/v1/intake-mappings/{name}',
    summary: 'A mapping of CSV files',
    roles: readers,
    answer: { status: 200, schema: mappingSchema },
  },
  replaceIntakeMapping: {
    method: 'PUT',
    path: '/v1/intake-mappings/{name}',
    summary: 'Sets a mapping of CSV files; a new one with version 0',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('IntakeMapping', mappingBody, mappingOwn),
    answer: { status: 200, schema: mappingSchema },
  },
});
