import * as z from 'zod';
import { bookableAccounts } from '../../shared/domain/ledger/accounts.ts';
import { defineApi } from '../../shared/http/api.ts';
import { claimIdSchema, pageOf, pageQuery, reasonSchema, speakingCoverageSchema } from '../../shared/http/schemas.ts';
import { aboutQuery, namesQuery, partiesFields, workCounts, workQuery } from '../../shared/http/work-query.ts';
import { retriedCodes } from '../../shared/posting/retrying.ts';
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

export const exceptionsApi = defineApi({
  listExceptions: {
    method: 'GET',
    path: '/v1/exceptions',
    summary:
      'What waits for a person: the oldest first, or the largest amount; with counts and sums of all that was asked for',
    roles: readers,
    query: z.strictObject({
      ...workQuery,
      ...aboutQuery,
      ...namesQuery,
      sort: z.enum(['oldest', 'largest']).default('oldest').meta({ description: 'Which come first' }),
      code: z
        .string()
        .regex(/^[a-z-]{1,60}$/, 'expected a kind of exception, such as claim-not-found')
        .exactOptional()
        .meta({ description: 'Only exceptions of this kind' }),
      ready: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'Only what could post by now, or could not' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        ...workCounts,
        ...pageOf(z.object({ ...exceptionSchema.shape, ...partiesFields }).meta({ id: 'OpenException' })).shape,
      }),
    },
  },
  getException: {
    method: 'GET',
    path: '/v1/exceptions/{exceptionId}',
    summary:
      'One exception: what usually resolves it, and for a payment that waits what was stated and which claims it may be',
    roles: readers,
    answer: {
      status: 200,
      schema: z.object({ ...exceptionSchema.shape, ...waitingFields }).meta({ id: 'ExceptionDetail' }),
    },
  },
  matchException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/match',
    summary: 'Post a payment that waits to a claim, out of unapplied payer cash',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      claimId: claimIdSchema,
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema,
      accept: z
        .boolean()
        .exactOptional()
        .meta({ description: 'Take it though it does not add up, or states another charge or order of payers' }),
      reason: reasonSchema,
    }),
    problems: ['claim-does-not-fit', 'exception-resolved', 'exception-holds-no-cash'],
    answer: { status: 200, schema: matchedSchema },
  },
  acceptException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/accept',
    summary: 'Accept a claim that does not add up: what is stated and adds up posts, the rest stays with the payer',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      claimId: claimIdSchema.exactOptional(),
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema,
      reason: reasonSchema,
    }),
    problems: ['claim-does-not-fit', 'exception-resolved', 'exception-holds-no-cash'],
    answer: { status: 200, schema: matchedSchema },
  },
  applyException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/apply',
    summary: 'Put money that waits onto a claim as it is, without any adjustment',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      claimId: claimIdSchema,
      payerId: payerSchema.exactOptional(),
      coverageId: speakingCoverageSchema.exactOptional(),
      reason: reasonSchema,
    }),
    problems: ['claim-does-not-fit', 'exception-resolved', 'exception-holds-no-cash'],
    answer: { status: 200, schema: matchedSchema },
  },
  bookException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/book',
    summary:
      'Book money that is of no claim to an account: a provider-level adjustment, or cash that is to be returned',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ account: z.enum(bookableAccounts), reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-holds-no-cash'],
    answer: { status: 200, schema: settledSchema },
  },
  offsetException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/offset',
    summary:
      'Set money that waits off against its counterpart, such as a payment and its reversal: together they are nothing',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ with: z.array(z.string().max(60)).min(1).max(20), reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-holds-no-cash', 'money-does-not-offset'],
    answer: { status: 200, schema: settledSchema },
  },
  moveException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/move',
    summary:
      'Say who owes an amount that stands with a payer: the next payer or the patient; or that a credit is refunded',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ to: z.enum(['next-payer', 'patient', 'refund']), cents: partSchema, reason: reasonSchema }),
    problems: [
      'exception-resolved',
      'exception-holds-nothing-owed',
      'settlement-exceeds-work',
      'settlement-does-not-fit',
    ],
    answer: { status: 200, schema: settledSchema },
  },
  writeOffException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/write-off',
    summary: 'Write off an amount that stands with a payer, or a part of it; what is left stays open',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      as: z
        .enum(['write-off', 'contractual'])
        .exactOptional()
        .meta({ description: 'To other adjustments unless it says contractual' }),
      cents: partSchema,
      reason: reasonSchema,
    }),
    problems: [
      'exception-resolved',
      'exception-holds-nothing-owed',
      'settlement-exceeds-work',
      'settlement-does-not-fit',
    ],
    answer: { status: 200, schema: settledSchema },
  },
  planRetry: {
    method: 'GET',
    path: '/v1/exception-retries/plan',
    summary: 'What would post if all that waited for set-up were tried again now; nothing is written',
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
    summary: 'Try all again that waited for set-up: payers’ identities, tax ids, claims taken over, coverages',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({
      code: z.enum(retriedCodes).exactOptional(),
      payerId: payerSchema.exactOptional(),
      reason: reasonSchema,
    }),
    answer: { status: 202, schema: z.object({ codes: z.array(z.string()) }) },
  },
  closeException: {
    method: 'POST',
    path: '/v1/exceptions/{exceptionId}/close',
    summary: 'Take an exception off the list; nothing is booked',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['exception-resolved', 'exception-closes-otherwise'],
    answer: { status: 200, schema: exceptionSchema },
  },
});
