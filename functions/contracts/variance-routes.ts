import * as z from 'zod';
import {
  varianceDeeds,
  varianceDirections,
  varianceOutcomes,
  varianceStates,
} from '../../shared/domain/contract/variance.ts';
import { addMonths } from '../../shared/domain/time/local-date.ts';
import type { Route } from '../../shared/http/api.ts';
import {
  amountSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  reasonSchema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';
import { claimWorkQuery, partiesFields, workPageOf } from '../../shared/http/work-query.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const workers = ['biller', 'manager'] as const;

const wordsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table)
    .map(([code, words]) => `${code}: ${words}`)
    .join('. ');

const stateSchema = z.enum(codesOf(varianceStates)).meta({ description: wordsOf(varianceStates) });
const directionSchema = z.enum(codesOf(varianceDirections)).meta({ description: wordsOf(varianceDirections) });
const outcomeSchema = z.enum(codesOf(varianceOutcomes)).meta({ description: wordsOf(varianceOutcomes) });

const lineSchema = z
  .object({
    lines: z.array(z.int()).meta({ description: 'Service lines, from 1' }),
    procedure: z.string().exactOptional().meta({ description: 'The procedure of the first line' }),
    revenueCode: z.string().exactOptional(),
    modifiers: z.array(z.string()),
    serviceOn: localDateSchema,
    chargeCents: amountSchema,
    expectedCents: amountSchema,
    allowedCents: signedAmountSchema,
    elsewhereCents: signedAmountSchema.meta({
      description: 'Denied, held, or left to the patient, and therefore not compared',
    }),
    cents: amountSchema.meta({ description: 'The difference' }),
    rate: z.int().exactOptional().meta({ description: 'The number of the rate' }),
    clause: z.string().exactOptional().meta({ description: 'Where the contract says so' }),
    steps: z.array(z.string()).meta({ description: 'The arithmetic in words' }),
  })
  .meta({ id: 'VarianceLine' });

const latePartSchema = z
  .object({
    receivedOn: localDateSchema.meta({ description: 'The day from which the days count' }),
    countedFrom: z.enum(['receipt', 'sending']).meta({
      description: 'That on which the payer says it received the claim; or that on which it was sent',
    }),
    dueOn: localDateSchema,
    paidOn: localDateSchema,
    daysLate: z.int().meta({ description: 'How many days after the due day it was paid' }),
    paidCents: amountSchema,
    owedCents: amountSchema.meta({ description: 'The interest or penalty by law' }),
    interestPaidCents: signedAmountSchema.meta({ description: 'The interest that the payer states for the claim' }),
    source: z.string().meta({ description: 'The law' }),
    how: z.string().meta({ description: 'The arithmetic in words' }),
    ledgerEntryId: z.string().meta({ description: 'The entry of the payer’s answer' }),
  })
  .meta({ id: 'LatePart' });

const varianceSchema = z
  .object({
    id: idSchema('paymentVariance'),
    version: z.int(),
    claimId: claimIdSchema,
    direction: directionSchema,
    state: stateSchema,
    outcome: outcomeSchema.exactOptional(),
    payerId: idSchema('payer'),
    billingProviderId: idSchema('provider'),
    providerId: idSchema('provider').exactOptional().meta({ description: 'Who gave the services' }),
    entityId: z.string(),
    contractId: idSchema('payerContract').exactOptional().meta({ description: 'Absent for a late payment' }),
    contractVersion: z.int().exactOptional().meta({ description: 'The version of the contract that was applied' }),
    contractName: z.string().exactOptional().meta({ description: 'The name of the contract' }),
    serviceFrom: localDateSchema,
    answeredOn: localDateSchema.meta({ description: 'The day of the payer’s latest payment' }),
    payerClaimNumber: z.string(),
    expectedCents: amountSchema.meta({
      description: 'By contract, for the lines that differ; of a late payment, the interest by law',
    }),
    allowedCents: signedAmountSchema.meta({
      description: 'What was allowed for them; of a late payment, the interest that was paid',
    }),
    cents: amountSchema.meta({ description: 'The difference' }),
    recoveredCents: amountSchema.meta({ description: 'What later answers made up for' }),
    lines: z.array(lineSchema),
    late: z
      .array(latePartSchema)
      .exactOptional()
      .meta({ description: 'Of a late payment: when each of its parts was due and came' }),
    disputeBy: localDateSchema.exactOptional().meta({ description: 'The last day to dispute it, by the contract' }),
    disputeIds: z.array(idSchema('paymentDispute')).meta({ description: 'The letters in which it was disputed' }),
    foundAt: instantSchema.meta({ description: 'When it was found' }),
    closedAt: instantSchema.exactOptional(),
    decision: z
      .object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() })
      .exactOptional()
      .meta({ description: 'What a person decided, and why' }),
  })
  .meta({ id: 'PaymentVariance', description: 'How the payment of a claim differs from the contract' });

const listQuery = z
  .strictObject({
    ...claimWorkQuery,
    state: stateSchema.exactOptional().meta({ description: 'Only those in this state; all open ones when absent' }),
    month: monthQuery.month.meta({
      description: 'The month in which they were closed, YYYY-MM; the present one when absent',
    }),
    direction: directionSchema.exactOptional(),
    contractId: idSchema('payerContract').exactOptional().meta({ description: 'Only those under this contract' }),
    procedure: z
      .string()
      .max(5)
      .exactOptional()
      .meta({ description: 'Only those with a line of this procedure or revenue code' }),
    renderingProviderId: idSchema('provider')
      .exactOptional()
      .meta({ description: 'Only services that this provider gave' }),
    minBasisPoints: z.coerce.number().pipe(z.int().min(0).max(1_000_000)).exactOptional().meta({
      description: 'Only if the difference is at least this part of the expected amount, in hundredths of a percent',
    }),
    sort: z
      .enum(['largest', 'newest', 'oldest', 'deadline'])
      .default('largest')
      .meta({ description: 'Which come first; deadline: the nearest last day to dispute' }),
  })
  .refine(({ state, month }) => state === 'closed' || month === undefined, 'give month only with state=closed')
  .meta({ exclusive: 'Give month only with state=closed' });

/** What is decided on one variance, or on many. */
export const decisionBody = z.strictObject({
  do: z.enum(codesOf(varianceDeeds)).meta({
    description: Object.entries(varianceDeeds)
      .map(([deed, { meaning }]) => `${deed}: ${meaning}`)
      .join('. '),
  }),
  reason: reasonSchema,
});

export const varianceRoutes = {
  listPaymentVariances: {
    method: 'GET',
    path: '/v1/payment-variances',
    summary:
      'Payments that differ from what contracts say, the largest difference first; with counts and sums of all that match',
    roles: readers,
    query: listQuery,
    answer: {
      status: 200,
      schema: workPageOf('ListedVariance', { ...varianceSchema.shape, ...partiesFields, ...markFields }),
    },
  },
  getPaymentVariance: {
    method: 'GET',
    path: '/v1/payment-variances/{varianceId}',
    summary: 'One payment that differs, line by line, with the clause and the arithmetic',
    roles: readers,
    answer: { status: 200, schema: varianceSchema },
  },
  decidePaymentVariance: {
    method: 'POST',
    path: '/v1/payment-variances/{varianceId}/decision',
    summary: 'Decide on a variance: accept it, or say what the payer said, or look at it again',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: decisionBody,
    problems: ['variance-not-in-state'],
    answer: { status: 200, schema: varianceSchema },
  },
  updatePaymentVariances: {
    method: 'POST',
    path: '/v1/payment-variances/updates',
    summary: 'Compare everything that was booked in a range of days with the contracts as they are now',
    roles: workers,
    body: z
      .strictObject({
        from: localDateSchema.meta({ description: 'The first day of booking' }),
        to: localDateSchema.meta({ description: 'The last one' }),
      })
      .refine(({ from, to }) => from <= to, { message: 'expected a day on or after from', path: ['to'] })
      .refine(({ from, to }) => addMonths(from, 36) >= to, {
        message: 'expected at most three years after from',
        path: ['to'],
      }),
    answer: { status: 202, schema: z.object({ from: localDateSchema, to: localDateSchema }) },
  },
  reportUnderpayments: {
    method: 'GET',
    path: '/v1/underpayments',
    summary: 'What payers allowed too little and too much, by payer, code, contract or provider, and the outcome',
    roles: readers,
    query: z.strictObject({
      by: z
        .enum(['payer', 'code', 'contract', 'provider'])
        .default('payer')
        .meta({ description: 'What the sums are by' }),
      from: monthQuery.month.meta({
        description: 'Also counts what was closed from this month on; when absent, only what is open',
      }),
      to: monthQuery.month.meta({ description: 'The last month; the present one when absent' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        by: z.string().meta({ description: 'What the sums are by' }),
        isComplete: z.boolean().meta({ description: 'False when there are more than 5,000 variances' }),
        items: z.array(
          z
            .object({
              key: z.string().meta({ description: 'The payer, code, contract or provider' }),
              name: z.string().exactOptional(),
              count: z.int().meta({ description: 'How many claims were underpaid' }),
              expectedCents: amountSchema.meta({ description: 'The contract amount of what was underpaid' }),
              underpaidCents: amountSchema.meta({ description: 'What is missing now, or was missing at the end' }),
              openCents: amountSchema.meta({ description: 'The part of it that a person must look at' }),
              disputedCents: amountSchema.meta({
                description: 'The part of it that is in dispute, or won and not paid yet',
              }),
              lostCents: amountSchema.meta({ description: 'The part that was lost' }),
              acceptedCents: amountSchema.meta({ description: 'The part that the office accepted' }),
              recoveredCents: amountSchema.meta({ description: 'What later answers made up for' }),
              overpaidCount: z.int().meta({ description: 'How many claims were overpaid' }),
              overpaidCents: amountSchema.meta({ description: 'The sum of overpayments' }),
            })
            .meta({ id: 'UnderpaymentRow' }),
        ),
      }),
    },
  },
} as const satisfies Readonly<Record<string, Route>>;
