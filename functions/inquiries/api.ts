import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { dismissedField, plannedFields } from '../../shared/http/inquiry-schemas.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  fileOutcomeSchema,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { statusInquirySchema } from '../../shared/http/status-inquiry-schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';

import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { attachmentRequestSchema } from './attachment-request-schema.ts';
import { resultSchema } from './result-schema.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;
const askers = ['coder', 'biller', 'manager', 'api-client'] as const;

const serviceTypeSchema = formOf(/^[A-Z0-9]{1,2}$/, 'a service type of one or two characters', '30');

const checkFields = {
  id: idSchema('inquiry'),
  version: versionSchema,
  patientId: idSchema('patient'),
  coverageId: idSchema('coverage'),
  payerId: idSchema('payer'),
  providerId: idSchema('provider'),
  serviceOn: localDateSchema,
  serviceTypes: z.array(z.string()),
  requestedAt: instantSchema,
  requestedBy: z.string(),
  ...plannedFields,
  needsAttention: z.boolean().meta({
    description:
      'Whether a person should look: not in force, not on the day of service, changed, contradictory, another payer, failed, or not answered, or not even asked, for four days. True until somebody dismisses it',
  }),
  changes: z
    .array(
      z.object({
        field: z.string(),
        before: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
        after: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
      }),
    )
    .exactOptional()
    .meta({ description: 'What differs from the previous answer, or from the coverage on file' }),
  dismissed: dismissedField,
};

const checkSchema = z.object({ ...checkFields, result: resultSchema.exactOptional() }).meta({ id: 'EligibilityCheck' });
const listedSchema = z
  .object({
    ...checkFields,
    status: resultSchema.shape.status.exactOptional(),
    plan: z.string().exactOptional(),
    ...markFields,
  })
  .meta({ id: 'ListedEligibilityCheck' });

const receiverIdSchema = formOf(
  /^[A-Za-z0-9._-]{2,15}$/,
  '2 to 15 letters, digits, dots, hyphens or underscores',
  'CLEARING1',
);
const nameSchema = formOf(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  'a name of letters, digits, dots, hyphens and underscores',
  'payer-one',
);

/** An address with encryption (https). */
const addressSchema = formOf(
  /^https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?(?::\d{1,5})?(?:\/[\x21-\x7e]{0,250})?$/,
  'an address that begins with https://',
  'https://edi.example.com/core',
);

const channelFields = {
  senderId: receiverIdSchema
    .exactOptional()
    .meta({ description: 'Who the office is to the receiver; the billing provider’s submitter id when absent' }),
  usage: z.enum(['production', 'test']).default('production'),
  via: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('core'),
      url: addressSchema.meta({ description: 'The receiver’s address for inquiries in real time (CAQH CORE)' }),
      envelope: z.enum(['soap', 'mime']).default('soap'),
      secretName: nameSchema.meta({
        description: 'Name of the secret with `user` and `password`; never the secret itself',
      }),
    }),
    z.strictObject({
      kind: z.literal('practice').meta({ description: 'The simulated payer of a local host, in real time' }),
    }),
    z.strictObject({
      kind: z.literal('file'),
      folder: nameSchema.exactOptional().meta({
        description: 'Files are put under <office>/outbox/<folder>/; without it people fetch them',
      }),
      everyMinutes: z
        .int()
        .min(0)
        .max(1440)
        .default(15)
        .meta({ description: 'How often a file is written, at most; 0 for each question at once' }),
    }),
  ]),
  priorAuthorization: z
    .strictObject({
      url: addressSchema.meta({ description: 'The payer’s FHIR server, below which Claim/$submit is' }),
      secretName: nameSchema.meta({
        description:
          'Name of the secret with `token`, or with `tokenUrl`, `clientId` and `clientSecret`; never the secret itself',
      }),
    })
    .exactOptional()
    .meta({ description: 'Prior authorisations are asked for by FHIR (Da Vinci PAS) instead' }),
};

const channelBody = z.strictObject(channelFields).meta({ id: 'InquiryChannelBody' });
const channelOwn = { receiverId: receiverIdSchema, version: versionSchema };
const channelSchema = z.object({ ...channelOwn, ...channelFields }).meta({ id: 'InquiryChannel' });

const settingsFields = {
  statusAfterDays: z.int().min(1).max(365).exactOptional().meta({
    description: 'How many days after sending a claim its payer is asked, if there is no answer; never when absent',
  }),
};
const settingsOwn = { version: z.int().min(0).meta({ description: 'Rises with each change. Also the ETag' }) };
const settingsSchema = z.object({ ...settingsOwn, ...settingsFields }).meta({ id: 'InquirySettings' });

const fileSchema = z
  .object({
    id: idSchema('inquiryFile'),
    receiverId: z.string(),
    kind: z.enum(['eligibility', 'claim-status', 'prior-authorization']),
    createdAt: instantSchema,
    controlNumber: z.string(),
    inquiries: z.int().meta({ description: 'How many questions it holds' }),
    state: z.enum(['collected', 'written']),
    sha256: sha256Schema.exactOptional(),
    sizeBytes: z.int().exactOptional(),
    interchangeAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a TA1 said of its envelope' }),
    functionalAnswer: fileOutcomeSchema.exactOptional().meta({ description: 'What a 997 or 999 said about the file' }),
  })
  .meta({ id: 'InquiryFile' });

const answerSchema = z
  .object({
    id: idSchema('inquiryAnswer'),
    sha256: sha256Schema,
    sizeBytes: z.int(),
    receivedAt: instantSchema,
    connectionId: z.string().exactOptional(),
    name: z.string().exactOptional(),
    transactions: z.array(z.string()).exactOptional(),
    state: z.enum(['received', 'read', 'broke-off']).meta({
      description: '`broke-off`: reading it failed several times; import it again, and it is read again',
    }),
    requested: z.int().exactOptional().meta({ description: 'How many requests for documents came with it' }),
    answered: z.int().exactOptional().meta({ description: 'How many questions it answered' }),
    unmatched: z
      .int()
      .exactOptional()
      .meta({ description: 'Answers to questions that this office did not ask, or that had an answer already' }),
    findings: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'What is wrong with the file, and at which byte' }),
  })
  .meta({ id: 'InquiryAnswer' });

export type CheckView = z.input<typeof checkSchema>;
export type ListedCheckView = z.input<typeof listedSchema>;

export const inquiriesApi = defineApi({
  createEligibilityCheck: {
    method: 'POST',
    path: '/v1/eligibility-checks',
    summary:
      'Asks a payer whether a coverage is in force on a day, and what it pays; now, or automatically on a later day',
    roles: askers,
    idempotencyKey: 'required',
    body: z.strictObject({
      patientId: idSchema('patient'),
      coverageId: idSchema('coverage'),
      providerId: idSchema('provider').meta({ description: 'Who asks: a provider that bills' }),
      serviceOn: localDateSchema,
      serviceTypes: z
        .array(serviceTypeSchema)
        .min(1)
        .max(20)
        .default(['30'])
        .meta({ description: '30 the plan as a whole, 98 office visit, MH mental health, ...' }),
      askOn: localDateSchema.exactOptional().meta({
        description: 'The day on which it is asked automatically, such as two days before the visit; now when absent',
      }),
    }),
    problems: ['not-found', 'inquiry-channel-missing', 'eligibility-attestation-missing'],
    answer: { status: 202, schema: checkSchema },
  },
  listEligibilityChecks: {
    method: 'GET',
    path: '/v1/eligibility-checks',
    summary:
      'Checks that are asked in a month, the newest first; those of one patient; or, without `month`, all those that need a person, the oldest first',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      patientId: idSchema('patient').exactOptional(),
      needsAttention: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only those at which a person should look' }),
      state: plannedFields.state.exactOptional(),
      ...markQuery,
    }),
    answer: { status: 200, schema: pageOf(listedSchema) },
  },
  getEligibilityCheck: {
    method: 'GET',
    path: '/v1/eligibility-checks/{checkId}',
    summary: 'One check with the payer’s answer in plain terms; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: checkSchema },
  },
  cancelEligibilityCheck: {
    method: 'POST',
    path: '/v1/eligibility-checks/{checkId}/cancel',
    summary: 'Takes back a check that was not sent yet',
    roles: askers,
    idempotencyKey: 'required',
    problems: ['inquiry-over'],
    answer: { status: 200, schema: checkSchema },
  },
  dismissEligibilityCheck: {
    method: 'POST',
    path: '/v1/eligibility-checks/{checkId}/dismiss',
    summary: 'Says that a person has looked, with the reason: it needs no attention until an answer comes',
    roles: askers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['inquiry-needs-nobody'],
    answer: { status: 200, schema: checkSchema },
  },
  listWaitingStatusInquiries: {
    method: 'GET',
    path: '/v1/status-inquiries',
    summary: 'Questions about claims that failed, or that nobody answered for four days, the oldest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...markQuery }),
    answer: {
      status: 200,
      schema: pageOf(statusInquirySchema.extend(markFields).meta({ id: 'ListedStatusInquiry' })),
    },
  },
  dismissStatusInquiry: {
    method: 'POST',
    path: '/v1/status-inquiries/{inquiryId}/dismiss',
    summary: 'Says that a person has looked at a question about a claim, with the reason: it leaves the list',
    roles: ['biller', 'manager', 'api-client'],
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['inquiry-needs-nobody'],
    answer: { status: 200, schema: statusInquirySchema },
  },
  listInquiryFiles: {
    method: 'GET',
    path: '/v1/inquiry-files',
    summary: 'Files of inquiries that were written in a month, the newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(fileSchema) },
  },
  getInquiryFile: {
    method: 'GET',
    path: '/v1/inquiry-files/{fileId}/file',
    summary: 'A URL that reads a file of inquiries for five minutes, for a person who sends it by hand',
    roles: ['biller', 'manager', 'api-client'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  createInquiryAnswerUpload: uploadRoute(
    '/v1/inquiry-answers/uploads',
    'a file of answers (271, 277, 278)',
    'inquiry',
    ['biller', 'manager', 'api-client'],
  ),
  createInquiryAnswer: {
    method: 'POST',
    path: '/v1/inquiry-answers',
    summary:
      'Imports an uploaded file of answers; the same bytes are imported once, and read again where reading broke off',
    roles: ['biller', 'manager', 'api-client'],
    body: z.strictObject({ sha256: sha256Schema }),
    problems: ['file-not-uploaded'],
    answer: { status: 202, schema: answerSchema },
  },
  listInquiryAnswers: {
    method: 'GET',
    path: '/v1/inquiry-answers',
    summary: 'Files of answers that came in a month, the newest first, with how many found their question',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(answerSchema) },
  },
  listAttachmentRequests: {
    method: 'GET',
    path: '/v1/attachment-requests',
    summary: 'Documents that payers requested and nobody has sent, the first due first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...markQuery }),
    answer: {
      status: 200,
      schema: pageOf(attachmentRequestSchema.extend(markFields).meta({ id: 'ListedAttachmentRequest' })),
    },
  },
  getAttachmentRequest: {
    method: 'GET',
    path: '/v1/attachment-requests/{attachmentRequestId}',
    summary: 'A payer’s request for documents',
    roles: readers,
    answer: { status: 200, schema: attachmentRequestSchema },
  },
  dismissAttachmentRequest: {
    method: 'POST',
    path: '/v1/attachment-requests/{attachmentRequestId}/dismiss',
    summary: 'Closes a request that needs no answer from here, with the reason',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['attachment-request-over'],
    answer: { status: 200, schema: attachmentRequestSchema },
  },
  listInquiryChannels: {
    method: 'GET',
    path: '/v1/inquiry-channels',
    summary: 'How each receiver is asked',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(channelSchema) },
  },
  getInquiryChannel: {
    method: 'GET',
    path: '/v1/inquiry-channels/{receiverId}',
    summary: 'How a receiver is asked',
    roles: readers,
    answer: { status: 200, schema: channelSchema },
  },
  replaceInquiryChannel: {
    method: 'PUT',
    path: '/v1/inquiry-channels/{receiverId}',
    summary: 'Says how a receiver is asked: in real time or in files; a new one with version 0',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('InquiryChannel', channelBody, channelOwn),
    answer: { status: 200, schema: channelSchema },
  },
  getInquirySettings: {
    method: 'GET',
    path: '/v1/inquiry-settings',
    summary: 'When payers are asked about claims automatically',
    roles: readers,
    answer: { status: 200, schema: settingsSchema },
  },
  replaceInquirySettings: {
    method: 'PUT',
    path: '/v1/inquiry-settings',
    summary: 'Sets when payers are asked about claims without an answer',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('InquirySettings', z.strictObject(settingsFields), settingsOwn),
    answer: { status: 200, schema: settingsSchema },
  },
});
