import * as z from 'zod';
import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import { bookableAccounts } from '../../shared/domain/ledger/accounts.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  answeredFilingSchema,
  claimIdSchema,
  codesOf,
  localDateSchema,
  pageOf,
  pageQuery,
  reasonSchema,
  speakingCoverageSchema,
} from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';
import { claimWorkQuery, openOrEnded, partiesFields, workPageOf } from '../../shared/http/work-query.ts';
import { retriedCodes } from '../../shared/posting/retrying.ts';
import { bulkRoutes } from './bulk-routes.ts';
import {
  exceptionSchema,
  matchedSchema,
  partSchema,
  payerSchema,
  settledSchema,
  triedSchema,
  waitingFields,
} from './schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;

/** What every decision on an exception requires from the caller. */
const decision = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required' } as const;

const matchProblems = ['claim-does-not-fit', 'exception-resolved', 'exception-holds-no-cash'] as const;
const settlementProblems = [
  'exception-resolved',
  'exception-holds-nothing-owed',
  'settlement-exceeds-work',
  'settlement-does-not-fit',
] as const;

export const exceptionsApi = defineApi({
  ...bulkRoutes,
  listExceptions: {
    method: 'GET',
    path: '/v1/exceptions',
    summary:
      'Exceptions that wait for a person, the oldest or the largest first; or those that ended in a month, the last one first. With counts and sums of all that match',
    roles: readers,
    query: openOrEnded({
      ...claimWorkQuery,
      sort: z.enum(['oldest', 'largest', 'latest']).exactOptional().meta({
        description: 'Which come first; when absent, the oldest of those that are open, or the last that ended',
      }),
      code: z.enum(codesOf(exceptionCodes)).exactOptional().meta({ description: 'Only exceptions of this kind' }),
      ready: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'Only exceptions whose payment can post now, or cannot' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedException', { ...exceptionSchema.shape, ...partiesFields, ...markFields }),
    },
  },
  getException: {
    method: 'GET',
    path: '/v1/exceptions/{exceptionId}',
    summary:
      'One exception with what usually resolves it; for a waiting payment, also what was stated and which claims it may be',
    roles: readers,
    answer: {
      status: 200,
      schema: z.object({ ...exceptionSchema.shape, ...waitingFields }).meta({ id: 'ExceptionDetail' }),
    },
  },
  matchException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/match',
    summary: 'Post a waiting payment to a claim, out of unapplied payer cash',
    roles: deciders,
    body: z.strictObject({
      claimId: claimIdSchema,
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema,
      filing: answeredFilingSchema,
      accept: z
        .boolean()
        .exactOptional()
        .meta({ description: 'Accept it even though it does not add up, or states another charge or order of payers' }),
      reason: reasonSchema,
    }),
    problems: matchProblems,
    answer: { status: 200, schema: matchedSchema },
  },
  acceptException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/accept',
    summary: 'Accept a claim that does not add up: the parts that add up post, the rest stays in the payer’s balance',
    roles: deciders,
    body: z.strictObject({
      claimId: claimIdSchema.exactOptional(),
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema,
      filing: answeredFilingSchema,
      reason: reasonSchema,
    }),
    problems: matchProblems,
    answer: { status: 200, schema: matchedSchema },
  },
  applyException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/apply',
    summary: 'Apply waiting money to a claim, without any adjustment',
    roles: deciders,
    body: z.strictObject({
      claimId: claimIdSchema,
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema.exactOptional(),
      reason: reasonSchema,
    }),
    problems: matchProblems,
    answer: { status: 200, schema: matchedSchema },
  },
  bookException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/book',
    summary: 'Book money without a claim to an account: a provider-level adjustment, or cash to be refunded',
    roles: ['manager'],
    body: z.strictObject({ account: z.enum(bookableAccounts), reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-holds-no-cash'],
    answer: { status: 200, schema: settledSchema },
  },
  offsetException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/offset',
    summary:
      'Offset waiting money against its counterpart, such as a payment and its reversal: together they must be zero',
    roles: deciders,
    body: z.strictObject({ with: z.array(z.string().max(60)).min(1).max(20), reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-holds-no-cash', 'money-does-not-offset'],
    answer: { status: 200, schema: settledSchema },
  },
  moveException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/move',
    summary: 'Move an amount in a payer’s balance to the next payer or the patient, or a credit to refunds payable',
    roles: deciders,
    body: z.strictObject({ to: z.enum(['next-payer', 'patient', 'refund']), cents: partSchema, reason: reasonSchema }),
    problems: [...settlementProblems, 'credit-not-paid'],
    answer: { status: 200, schema: settledSchema },
  },
  writeOffException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/write-off',
    summary: 'Write off an amount in a payer’s balance, or a part of it; the rest stays open',
    roles: ['manager'],
    body: z.strictObject({
      as: z
        .enum(['write-off', 'contractual'])
        .exactOptional()
        .meta({ description: 'The write-off account; other adjustments by default' }),
      cents: partSchema,
      reason: reasonSchema,
    }),
    problems: settlementProblems,
    answer: { status: 200, schema: settledSchema },
  },
  planRetry: {
    method: 'GET',
    path: '/v1/exception-retries/plan',
    summary: 'Preview what would post if all exceptions that waited for set-up were retried now; nothing is written',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      code: z.enum(retriedCodes).exactOptional(),
      payerId: payerSchema.exactOptional(),
    }),
    answer: { status: 200, schema: pageOf(triedSchema) },
  },
  retryExceptions: {
    method: 'POST',
    path: '/v1/exception-retries',
    summary: 'Retry all exceptions that waited for set-up: payers’ identities, tax ids, claims taken over, coverages',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({
      code: z.enum(retriedCodes).exactOptional(),
      payerId: payerSchema.exactOptional(),
      reason: reasonSchema,
    }),
    answer: { status: 202, schema: z.object({ codes: z.array(z.string()) }) },
  },
  recordInvestigation: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/investigation',
    summary:
      'Record when the good-faith investigation of an overpayment began or ended. Medicare’s 60 days to refund are suspended meanwhile, for at most 180 days after the overpayment was found',
    roles: deciders,
    body: z.strictObject({
      from: localDateSchema.meta({ description: 'The day on which it began' }),
      to: localDateSchema.exactOptional().meta({ description: 'The day on which it ended; absent while it lasts' }),
      reason: reasonSchema,
    }),
    problems: ['exception-resolved', 'overpayment-without-suspension'],
    answer: { status: 200, schema: exceptionSchema },
  },
  closeException: {
    ...decision,
    path: '/v1/exceptions/{exceptionId}/close',
    summary: 'Close an exception; nothing is booked',
    roles: deciders,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-closes-otherwise'],
    answer: { status: 200, schema: exceptionSchema },
  },
});
