import * as z from 'zod';
import { disputeResults } from '../../shared/domain/contract/dispute.ts';
import type { Route } from '../../shared/http/api.ts';
import {
  amountSchema,
  codesOf,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const workers = ['biller', 'manager'] as const;

const resultSchema = z.enum(codesOf(disputeResults)).meta({
  description: Object.entries(disputeResults)
    .map(([code, words]) => `${code}: ${words}`)
    .join('. '),
});

const disputeSchema = z
  .object({
    id: idSchema('paymentDispute'),
    version: z.int(),
    payerId: idSchema('payer'),
    billingProviderId: idSchema('provider'),
    varianceIds: z.array(idSchema('paymentVariance')).meta({ description: 'The variances that it is about' }),
    template: z.string().meta({ description: 'The name of its template' }),
    letter: z
      .object({ sha256: sha256Schema, sizeBytes: z.int() })
      .meta({ description: 'The letter as it was written' }),
    expectedCents: amountSchema.meta({ description: 'By contract' }),
    allowedCents: signedAmountSchema.meta({ description: 'What was allowed' }),
    cents: amountSchema.meta({ description: 'What is missing' }),
    disputeBy: localDateSchema.exactOptional().meta({ description: 'The nearest last day to dispute its claims' }),
    createdAt: instantSchema,
    createdBy: z.string(),
    outcome: z
      .object({
        result: resultSchema,
        noticeOn: localDateSchema,
        at: instantSchema,
        by: z.string(),
        reason: z.string(),
      })
      .exactOptional()
      .meta({ description: 'What became of it; absent while the payer’s answer is awaited' }),
  })
  .meta({ id: 'UnderpaymentDispute', description: 'A letter to a payer about what it paid too little' });

const path = '/v1/payment-disputes/{paymentDisputeId}';

export const disputeRoutes = {
  disputePayments: {
    method: 'POST',
    path: '/v1/payment-disputes',
    summary:
      'Write letters to a payer about what it paid too little, as PDF, one for each billing provider; nothing is sent: print, fax or upload them',
    roles: workers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        varianceIds: z
          .array(idSchema('paymentVariance'))
          .min(1)
          .max(80)
          .exactOptional()
          .meta({ description: 'Open underpayments of one payer, or late payments of one' }),
        payerId: idSchema('payer').exactOptional().meta({
          description: 'All open underpayments of this payer, the nearest last day first, up to 80',
        }),
        about: z.enum(['underpaid', 'paid-late']).exactOptional().meta({
          description: 'With `payerId`: `paid-late` for the interest on all its late payments; `underpaid` when absent',
        }),
        template: z
          .string()
          .max(40)
          .exactOptional()
          .meta({ description: 'The letter’s name; `underpayment` or `late-payment` when absent' }),
      })
      .refine(({ varianceIds, payerId }) => (varianceIds === undefined) !== (payerId === undefined), {
        message: 'expected varianceIds or payerId, and not both',
        path: ['varianceIds'],
      })
      .meta({ id: 'PaymentDisputeBody', examples: [{ payerId: 'pay_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' }] }),
    problems: ['nothing-to-dispute', 'variance-not-in-state', 'letter-facts-missing'],
    answer: { status: 201, schema: z.object({ items: z.array(disputeSchema) }) },
  },
  listPaymentDisputes: {
    method: 'GET',
    path: '/v1/payment-disputes',
    summary: 'The letters about payments of a month, the newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery, ...markQuery }),
    answer: {
      status: 200,
      schema: pageOf(disputeSchema.extend(markFields).meta({ id: 'ListedUnderpaymentDispute' })),
    },
  },
  getPaymentDispute: {
    method: 'GET',
    path,
    summary: 'A letter about payments, and what became of it',
    roles: readers,
    answer: { status: 200, schema: disputeSchema },
  },
  getPaymentDisputeLetter: {
    method: 'GET',
    path: `${path}/letter`,
    summary: 'The letter, byte by byte as it was written; the URL works for five minutes',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  decidePaymentDispute: {
    method: 'POST',
    path: `${path}/outcome`,
    summary: 'Note what became of a letter: what the payer agreed to waits for payment, the rest is lost or open again',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({
        result: resultSchema,
        wonVarianceIds: z
          .array(idSchema('paymentVariance'))
          .min(1)
          .max(80)
          .exactOptional()
          .meta({ description: 'When won in part: what the payer agreed to' }),
        noticeOn: localDateSchema.meta({ description: 'The date of the payer’s answer' }),
        reason: reasonSchema,
      })
      .refine(({ result, wonVarianceIds }) => (result === 'won-in-part') === (wonVarianceIds !== undefined), {
        message: 'expected with won-in-part, and only then',
        path: ['wonVarianceIds'],
      }),
    problems: ['dispute-decided'],
    answer: { status: 200, schema: disputeSchema },
  },
} as const satisfies Readonly<Record<string, Route>>;
