import * as z from 'zod';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
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
  uploadSchema,
} from '../../shared/http/schemas.ts';
import { claimIntakeRoutes } from './claim-intake-routes.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'] as const;
const senders = ['coder', 'manager', 'api-client'] as const;

const mappingName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens, such as practice-system')
  .meta({ description: 'The name of the mapping', examples: ['practice-system'] });

/** Fields of an encounter, of the service of a row, or by what a program calls patients, providers and facilities. */
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
      description: '`refused`: the rest of the file is not read; what was taken in before stays',
    }),
    records: z.int().meta({ description: 'How many encounters were read so far' }),
    taken: z.int().meta({ description: 'How many were taken in' }),
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

const failureSchema = z
  .object({
    record: z.int().meta({ description: 'The number of the encounter in its file, from 1' }),
    line: z.int().meta({ description: 'The line on which it begins' }),
    at: instantSchema.meta({ description: 'When it failed last' }),
    state: z.enum(['open', 'taken', 'dismissed']).meta({ description: '`taken`: it was tried again, and is here' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ description: 'The field of the encounter' }),
          source: z.string().exactOptional().meta({
            description: 'What of the file says it: a column, or a segment with its field, such as `FT1[2]-25`',
          }),
          line: z.int().exactOptional().meta({
            description: 'The line of the file, where it is another one than that on which the encounter begins',
          }),
          detail: z.string().meta({ description: 'What is wrong, and what mends it' }),
        }),
      )
      .meta({ description: 'What is wrong, and where' }),
    encounterId: idSchema('encounter').exactOptional(),
    dismissed: z
      .object({
        by: z.string().meta({ description: 'Who dismissed it' }),
        at: instantSchema.meta({ description: 'When it was dismissed' }),
        reason: z.string().meta({ description: 'Why, in that person’s words' }),
      })
      .exactOptional()
      .meta({ description: 'Who dismissed it, when and why' }),
  })
  .meta({ id: 'IntakeFailure' });

export type IntakeView = z.input<typeof intakeSchema>;
export type IntakeFailureView = z.input<typeof failureSchema>;

export const intakeApi = defineApi({
  ...claimIntakeRoutes,
  createIntakeUpload: {
    method: 'POST',
    path: '/v1/intakes/uploads',
    summary: 'Gets a URL to upload a file of encounters to; the bytes must have this length and SHA-256',
    roles: senders,
    body: z.strictObject({ sha256: sha256Schema, sizeBytes: z.int().min(1).max(largestFileBytes.intake) }),
    answer: { status: 201, schema: uploadSchema },
  },
  createIntake: {
    method: 'POST',
    path: '/v1/intakes',
    summary: 'Has the encounters of an uploaded file taken in as drafts; one that is here already changes nothing',
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
          description: 'Fields of every encounter that does not say them itself',
          examples: [{ billingProviderId: 'prv_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3', placeOfService: '11' }],
        }),
    }),
    problems: ['file-not-uploaded', 'intake-mapping-missing'],
    answer: { status: 202, schema: intakeSchema },
  },
  listIntakes: {
    method: 'GET',
    path: '/v1/intakes',
    summary: 'Files that were taken in in a month, the newest first, with what became of their encounters',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      hasFailures: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only those of which a failure waits for a person' }),
    }),
    answer: { status: 200, schema: pageOf(intakeSchema) },
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
    summary: 'Lists what of a file could not be taken in: where it stands in the file, what is wrong, what mends it',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['open', 'taken', 'dismissed']).exactOptional().meta({ description: 'Only those that stand so' }),
    }),
    answer: { status: 200, schema: pageOf(failureSchema) },
  },
  retryIntake: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/retry',
    summary: 'Tries what failed and still waits once more, after what it needs was entered',
    roles: senders,
    idempotencyKey: 'required',
    problems: ['intake-reading'],
    answer: { status: 202, schema: intakeSchema },
  },
  retryIntakeFailure: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/failures/{record}/retry',
    summary: 'Tries one encounter that failed once more, after what it needs was entered',
    roles: senders,
    idempotencyKey: 'required',
    problems: ['intake-reading', 'intake-failure-over'],
    answer: { status: 202, schema: failureSchema },
  },
  dismissIntakeFailure: {
    method: 'POST',
    path: '/v1/intakes/{intakeId}/failures/{record}/dismiss',
    summary: 'Says that an encounter that failed is not wanted, and why',
    roles: senders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['intake-failure-over'],
    answer: { status: 200, schema: failureSchema },
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
