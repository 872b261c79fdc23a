import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  fileUrlSchema,
  idSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  comparisonSchema,
  deliveryBody,
  disputeAnswerBody,
  disputeBody,
  disputeEndBody,
  editionSchema,
  estimateBody,
  estimateReplacement,
  estimateSchema,
  standingSchema,
} from './schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['biller', 'manager', 'api-client'];

const path = '/v1/estimates/{estimateId}';

export const estimatesApi = defineApi({
  createEstimate: {
    method: 'POST',
    path: '/v1/estimates',
    summary: 'Estimates what care will cost a patient, from the services that are expected and the fee schedules',
    roles: writers,
    idempotencyKey: 'required',
    body: estimateBody,
    problems: ['benefits-unknown', 'code-set-damaged', 'code-set-outdated'],
    answer: { status: 201, schema: estimateSchema },
  },
  listEstimates: {
    method: 'GET',
    path: '/v1/estimates',
    summary: 'Estimates that must still be given to patients, the first due first; or all of one patient',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      patientId: idSchema('patient').exactOptional().meta({ description: 'All estimates of this patient' }),
      standing: standingSchema.exactOptional().meta({ description: 'Only those in this state' }),
    }),
    answer: { status: 200, schema: pageOf(estimateSchema.extend(markFields).meta({ id: 'ListedEstimate' })) },
  },
  getEstimate: {
    method: 'GET',
    path,
    summary: 'The current estimate, with its deliveries',
    roles: readers,
    answer: { status: 200, schema: estimateSchema },
  },
  replaceEstimate: {
    method: 'PUT',
    path,
    summary:
      'Replaces the expected services. This makes a new edition, priced again, to give to the patient; the former edition is kept',
    roles: writers,
    body: estimateReplacement,
    ifMatch: 'required',
    problems: ['estimate-withdrawn', 'benefits-unknown', 'code-set-damaged', 'code-set-outdated'],
    answer: { status: 200, schema: estimateSchema },
  },
  listEstimateEditions: {
    method: 'GET',
    path: `${path}/editions`,
    summary: 'The earlier editions of an estimate, the newest first',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(editionSchema) },
  },
  getEstimateDocument: {
    method: 'GET',
    path: `${path}/document`,
    summary: 'The estimate as a file to give to the patient, in English or Spanish',
    roles: readers,
    query: z.strictObject({
      format: z.enum(['pdf', 'text']).default('pdf'),
      language: z.enum(['en', 'es']).exactOptional().meta({ description: 'The account’s language when absent' }),
      edition: z.coerce
        .number()
        .pipe(z.int().min(1))
        .exactOptional()
        .meta({ description: 'An earlier edition; the current one when absent' }),
    }),
    answer: { status: 200, schema: fileUrlSchema },
  },
  deliverEstimate: {
    method: 'POST',
    path: `${path}/deliveries`,
    summary: 'Records how and when the patient was given the current edition',
    roles: writers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: deliveryBody,
    problems: ['estimate-withdrawn'],
    answer: { status: 200, schema: estimateSchema },
  },
  withdrawEstimate: {
    method: 'POST',
    path: `${path}/withdraw`,
    summary: 'Withdraws an estimate: the appointment was cancelled, or another estimate replaces it',
    roles: writers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['estimate-withdrawn'],
    answer: { status: 200, schema: estimateSchema },
  },
  disputeEstimate: {
    method: 'POST',
    path: `${path}/disputes`,
    summary:
      'Records the notice that a patient has the bill decided by the federal process: its claims are held, and nothing is collected on them, until the dispute has ended',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: disputeBody,
    problems: [
      ...(['estimate-not-disputable', 'estimate-disputed-already', 'hold-open-already', 'holds-too-many'] as const),
    ],
    answer: { status: 200, schema: estimateSchema },
  },
  answerEstimateDispute: {
    method: 'POST',
    path: `${path}/disputes/answer`,
    summary:
      'Records that the estimate, the bill and the office’s statement were sent to the entity that decides the open dispute',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: disputeAnswerBody,
    problems: ['estimate-not-disputed', 'estimate-dispute-answered'],
    answer: { status: 200, schema: estimateSchema },
  },
  endEstimateDispute: {
    method: 'POST',
    path: `${path}/disputes/end`,
    summary: 'Records how the open dispute of an estimate ended; its claims are no longer held',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: disputeEndBody,
    problems: ['estimate-not-disputed', 'hold-not-open'],
    answer: { status: 200, schema: estimateSchema },
  },
  compareEstimate: {
    method: 'GET',
    path: `${path}/comparison`,
    summary: 'Compares the estimate with what the patient was billed, by who bills, and says what may be disputed',
    roles: readers,
    query: z.strictObject({
      from: localDateSchema
        .exactOptional()
        .meta({ description: 'Claims from this day on; the first expected day when absent' }),
      to: localDateSchema
        .exactOptional()
        .meta({ description: 'Claims to this day; the last expected day when absent' }),
      billReceivedOn: localDateSchema
        .exactOptional()
        .meta({ description: 'The day on which the patient received the first bill: 120 days count from it' }),
    }),
    answer: { status: 200, schema: comparisonSchema },
  },
});
