import * as z from 'zod';
import { enteredChannels } from '../../shared/domain/remittance/entered.ts';
import { quarantineReasons, refusalReasons } from '../../shared/domain/remittance/post/quarantine.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  centsSchema,
  codesOf,
  fileUrlSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  oneOf,
  pageOf,
  pageQuery,
  reasonSchema,
  resolutionSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutQuery,
  amountQuery,
  monthCounts,
  monthListQuery,
  workCounts,
  workQuery,
} from '../../shared/http/work-query.ts';
import { differenceSchema } from './difference-schema.ts';
import { enteredRemittanceSchema } from './entered-schema.ts';
import { planHashSchema, postingPlanSchema } from './plan-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const importers = ['biller', 'manager', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;
const fileNameSchema = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The name of the file at its source', examples: ['ERA20261103.835'] });

const fileSchema = z
  .object({
    id: z.string(),
    name: fileNameSchema.exactOptional(),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    source: z
      .enum(['835', ...enteredChannels])
      .meta({ description: 'A payer’s file, or the source from which a person entered it' }),
    receivedAt: instantSchema,
    state: z.enum(['received', 'posting', 'done', 'refused']),
    refusal: z.object({ code: z.enum(codesOf(refusalReasons)), detail: z.string() }).exactOptional(),
    payments: z.int(),
    paymentsDone: z.int(),
    claims: z.int(),
    testPayments: z.int().meta({ description: 'Payments that the payer marked as tests' }),
    acknowledgementFileId: z
      .string()
      .exactOptional()
      .meta({ description: 'The file of acknowledgements, when some came in the same bytes' }),
    findings: z.array(z.object({ code: z.string(), message: z.string(), byteOffset: z.int() })),
  })
  .meta({ id: 'RemittanceFile' });

const remittanceStates = [
  'planned',
  'posting',
  'posted',
  'already-posted',
  'held',
  'admitting',
  'quarantined',
  'rejected',
  'voided',
  'clearing-open',
] as const;

const remittanceSchema = z
  .object({
    id: z.string(),
    fileId: z.string(),
    fileSha256: sha256Schema,
    receivedAt: instantSchema,
    postedOn: localDateSchema.meta({ description: 'The office’s day on which its entries are posted' }),
    state: z.enum(remittanceStates),
    version: z.int().meta({ description: 'Rises with each decision about it, not with posting. Also the ETag' }),
    reason: z.object({ code: z.enum(codesOf(quarantineReasons)), detail: z.string() }).exactOptional(),
    isTest: z.literal(true).exactOptional().meta({
      description: 'The payer marked it as a test: in production it posts only if a person admits it',
    }),
    sameAs: z
      .string()
      .exactOptional()
      .meta({ description: 'The remittance under which this payment was admitted before' }),
    channel: z
      .enum(enteredChannels)
      .exactOptional()
      .meta({ description: 'Set when a person entered it: the source of the payment' }),
    payerName: z.string(),
    payerId: z.string().exactOptional(),
    payeeName: z.string(),
    entityId: z.string(),
    traceNumber: z.string(),
    traceOriginator: z.string().exactOptional(),
    method: z.string(),
    paymentDate: localDateSchema.exactOptional(),
    paymentCents: centsSchema,
    claimPaidCents: centsSchema,
    providerAdjustmentCents: centsSchema,
    claims: z.int(),
    claimsDone: z.int(),
    claimsPosted: z.int(),
    claimsUnapplied: z.int(),
    exceptions: z.int(),
    claimsChecked: z.int().exactOptional().meta({
      description:
        'While an approved plan is checked: claims found unchanged so far. Nothing is booked before all are checked',
    }),
    planChangedAt: instantSchema
      .exactOptional()
      .meta({ description: 'When an approved plan was found to have changed: it needs approval again' }),
    denials: z.int(),
    resolution: resolutionSchema.exactOptional(),
  })
  .meta({ id: 'Remittance' });

const remittanceClaimSchema = z
  .object({
    ledgerEntryId: z.string(),
    kind: z.string(),
    claimId: z.string().exactOptional(),
    paidCents: centsSchema,
    notes: z.array(
      z.object({ meaning: z.string(), reason: z.string(), cents: centsSchema, line: z.int().exactOptional() }),
    ),
    byteOffset: z.int(),
    byteLength: z.int(),
  })
  .meta({ id: 'RemittanceClaim' });

const segmentSchema = z
  .object({
    byteOffset: z.int(),
    byteLength: z.int(),
    bytes: z.string().meta({ description: 'The segment as it is in the file, with its terminator' }),
    segment: z.string(),
    meaning: z.string(),
    elements: z.array(
      z.object({
        position: z.string().meta({ description: 'Segment and element; a component after a hyphen' }),
        name: z.string(),
        value: z.string(),
        meaning: z.string().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'RemittanceSegment' });

const listedRemittanceSchema = remittanceSchema.extend(markFields).meta({ id: 'ListedRemittance' });

export const remittancesApi = defineApi({
  createUpload: uploadRoute('/v1/uploads', 'a remittance file', 'remittance', importers),
  importRemittanceFile: {
    method: 'POST',
    path: '/v1/remittance-files',
    summary:
      'Import an uploaded remittance file; the same bytes again are the same file, whose import is resumed if it has not finished after 15 minutes',
    roles: importers,
    idempotencyKey: 'required',
    body: z.strictObject({ sha256: sha256Schema, name: fileNameSchema.exactOptional() }),
    problems: ['file-not-uploaded'],
    answer: {
      status: 202,
      repeat: 200,
      schema: z.object({
        file: fileSchema,
        alreadyReceived: z.boolean(),
        resumed: z.boolean().meta({
          description: 'Whether the import of a file that was not finished is done again, from where it stopped',
        }),
      }),
    },
  },
  createPaperRemittance: {
    method: 'POST',
    path: '/v1/paper-remittances',
    summary: 'Enter a remittance by hand; it is checked, posted and proved like a payer’s own file',
    roles: importers,
    idempotencyKey: 'required',
    body: enteredRemittanceSchema,
    problems: ['not-found', 'remittance-unbalanced'],
    answer: { status: 202, repeat: 200, schema: z.object({ file: fileSchema, alreadyReceived: z.boolean() }) },
  },
  listRemittanceFiles: {
    method: 'GET',
    path: '/v1/remittance-files',
    summary: 'Remittance files received in a month, newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(fileSchema) },
  },
  getRemittanceFile: {
    method: 'GET',
    path: '/v1/remittance-files/{fileId}',
    summary: 'A remittance file with its progress',
    roles: readers,
    answer: { status: 200, schema: fileSchema },
  },
  getRemittanceFileContent: {
    method: 'GET',
    path: '/v1/remittance-files/{fileId}/content',
    summary: 'A URL that reads the raw file for five minutes, with its SHA-256',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  listRemittancesOfFile: {
    method: 'GET',
    path: '/v1/remittance-files/{fileId}/remittances',
    summary: 'The state of each payment of a file, in file order',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(remittanceSchema) },
  },
  listRemittances: {
    method: 'GET',
    path: '/v1/remittances',
    summary: 'Remittances received in a month; filters narrow the list',
    roles: readers,
    query: z.strictObject({
      ...monthListQuery,
      ...markQuery,
      ...amountQuery,
      payerId: aboutQuery.payerId,
      state: z.enum(remittanceStates).exactOptional().meta({ description: 'Only remittances in this state' }),
    }),
    answer: { status: 200, schema: z.object({ ...monthCounts, ...pageOf(listedRemittanceSchema).shape }) },
  },
  listPlannedPayments: {
    method: 'GET',
    path: '/v1/planned-payments',
    summary: 'Payments whose plan waits for approval: the oldest first, or the largest; with counts and sums',
    roles: readers,
    query: z.strictObject({
      ...workQuery,
      ...markQuery,
      payerId: aboutQuery.payerId,
      sort: z.enum(['oldest', 'largest']).default('oldest').meta({ description: 'Which come first' }),
    }),
    answer: { status: 200, schema: z.object({ ...workCounts, ...pageOf(listedRemittanceSchema).shape }) },
  },
  getRemittance: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}',
    summary: 'One payment: payer, payee, amount, and the progress of posting',
    roles: readers,
    answer: { status: 200, schema: remittanceSchema },
  },
  listRemittanceClaims: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}/claims',
    summary: 'What was booked for each claim of a payment',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(remittanceClaimSchema) },
  },
  listRemittanceSegments: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}/segments',
    summary:
      'The meaning of each segment in words, with its bytes: for one claim, for the payment alone, or for everything',
    roles: readers,
    query: oneOf(
      'at most',
      ['ledgerEntryId', 'part'],
      z.strictObject({
        ledgerEntryId: z.string().max(200).optional().meta({ description: 'Only the claim that this entry books' }),
        part: z.enum(['payment']).optional().meta({ description: 'Only the payment and its provider adjustments' }),
        ...pageQuery,
      }),
    ),
    answer: { status: 200, schema: pageOf(segmentSchema) },
  },
  getRemittanceDocument: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}/document',
    summary: 'A payment as a biller reads it, as text or PDF: a URL that works for five minutes',
    roles: readers,
    query: z.strictObject({ format: z.enum(['text', 'pdf']) }),
    problems: ['remittance-too-large-to-lay-out'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  getPostingPlan: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}/posting-plan',
    summary:
      'What a payment that waits for approval would book, claim by claim, one chunk per page; nothing is written',
    roles: readers,
    query: z.strictObject({ pageToken: pageQuery.pageToken }),
    problems: ['remittance-not-planned'],
    answer: { status: 200, schema: postingPlanSchema },
  },
  postRemittance: {
    method: 'POST',
    path: '/v1/remittances/{remittanceId}/post',
    summary: 'Post a payment by its plan; refused when the plan has changed',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    body: z.strictObject({ planHash: planHashSchema }),
    problems: ['remittance-not-planned', 'plan-changed'],
    answer: { status: 202, schema: remittanceSchema },
  },
  rejectRemittance: {
    method: 'POST',
    path: '/v1/remittances/{remittanceId}/reject',
    summary: 'Reject a held, quarantined or planned payment: it will not post',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['remittance-not-held'],
    answer: { status: 200, schema: remittanceSchema },
  },
  voidRemittance: {
    method: 'POST',
    path: '/v1/remittances/{remittanceId}/void',
    summary:
      'Void a remittance that was entered by mistake: its answers, cash and adjustments are reversed, all at once',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: [
      'remittance-not-entered',
      'remittance-arrived',
      'remittance-settled-otherwise',
      'remittance-too-large-to-void',
    ],
    answer: { status: 200, schema: remittanceSchema },
  },
  admitRemittance: {
    method: 'POST',
    path: '/v1/remittances/{remittanceId}/admit',
    summary: 'Admit a held payment: it is a separate payment, or a test that is to be posted; it posts like any other',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['remittance-not-held'],
    answer: { status: 202, schema: remittanceSchema },
  },
  getRemittanceDifference: {
    method: 'GET',
    path: '/v1/remittances/{remittanceId}/difference',
    summary: 'The claims in which a payment differs from the one admitted under the same identity',
    roles: readers,
    query: z.strictObject(pageQuery),
    problems: ['remittance-not-comparable'],
    answer: {
      status: 200,
      schema: z.object({
        remittanceId: z.string(),
        comparedWith: z.string(),
        claims: z.int(),
        claimsThere: z.int(),
        changed: z.int(),
        onlyHere: z.int(),
        onlyThere: z.int(),
        isComplete: z.boolean().meta({ description: 'False when only the first 20,000 claims were compared' }),
        ...pageOf(differenceSchema).shape,
      }),
    },
  },
});
