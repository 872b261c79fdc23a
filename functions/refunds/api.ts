import * as z from 'zod';
import { refundStates } from '../../shared/domain/refund/refund.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  amountSchema,
  claimIdSchema,
  codesOf,
  fileUrlSchema,
  idSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { patientCreditSchema, refundSchema } from './refund-schema.ts';
import { unclaimedRoutes } from './unclaimed-routes.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;

const refund = '/v1/refunds/{refundId}';

const centsBody = amountSchema
  .refine((value) => value > 0, 'expected more than zero')
  .exactOptional()
  .meta({ description: 'At most the credit; all of it when absent' });
const refundBody = z
  .union([
    z.strictObject({
      claimId: claimIdSchema.meta({ description: 'A claim on which the patient has paid more than he owes' }),
      cents: centsBody,
      reason: reasonSchema,
    }),
    z.strictObject({
      paymentId: idSchema('patientPayment').meta({ description: 'A payment with unapplied cash' }),
      cents: centsBody,
      reason: reasonSchema,
    }),
  ])
  .meta({ id: 'RefundBody' });

const decision = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required', roles: deciders } as const;
const reasoned = z.strictObject({ reason: reasonSchema });

export const refundsApi = defineApi({
  ...bulkRoutes,
  listCredits: {
    method: 'GET',
    path: '/v1/credits',
    summary: 'Patients and clients to whom the office owes money: credits of claims, then unapplied cash',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      kind: z
        .enum(['claim', 'unapplied'])
        .exactOptional()
        .meta({ description: 'Only credits of claims, or only unapplied cash of payments' }),
      minAgeDays: z.coerce
        .number()
        .pipe(z.int().min(0).max(3650))
        .exactOptional()
        .meta({ description: 'For unapplied cash: only what was received at least this many days ago' }),
    }),
    answer: { status: 200, schema: pageOf(patientCreditSchema.extend(markFields).meta({ id: 'ListedPatientCredit' })) },
  },
  createRefund: {
    method: 'POST',
    path: '/v1/refunds',
    summary:
      'Ask for a refund of a patient’s credit or unapplied cash. The money leaves the credit at once. Above the limit of the person who asks, a second person must agree',
    roles: deciders,
    idempotencyKey: 'required',
    body: refundBody,
    problems: ['refund-exceeds-credit', 'credit-not-paid', 'refund-with-agency'],
    answer: { status: 201, schema: refundSchema },
  },
  listRefunds: {
    method: 'GET',
    path: '/v1/refunds',
    summary: 'Refunds that wait for a second person, to be sent, or for the bank; or those of a month that are over',
    roles: readers,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      ...markQuery,
      state: z.enum(codesOf(refundStates)).exactOptional().meta({
        description:
          'Only those in this state; open ones of all months, the others of the month in which they were asked for',
      }),
    }),
    answer: { status: 200, schema: pageOf(refundSchema.extend(markFields).meta({ id: 'ListedRefund' })) },
  },
  getRefund: {
    method: 'GET',
    path: refund,
    summary: 'One refund: whose money, who agreed, which check',
    roles: readers,
    answer: { status: 200, schema: refundSchema },
  },
  getRefundLetter: {
    method: 'GET',
    path: `${refund}/letter`,
    summary: 'The letter that goes with a check that was sent, as PDF',
    roles: readers,
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: fileUrlSchema },
  },
  approveRefund: {
    ...decision,
    path: `${refund}/approve`,
    summary: 'Agree to a refund that another person asked for',
    roles: ['manager'],
    body: reasoned,
    problems: ['refund-not-in-state', 'decided-by-oneself'],
    answer: { status: 200, schema: refundSchema },
  },
  creditCard: {
    method: 'POST',
    path: `${refund}/credit-card`,
    summary: 'Send an approved refund back to the card that paid; ask the processor again while it is on its way',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({
        paymentId: idSchema('patientPayment').exactOptional().meta({
          description: 'The payment by that card; needed if the credit was on a claim',
        }),
      })
      .meta({ id: 'CreditCardBody' }),
    problems: ['refund-not-in-state', 'refund-not-to-card'],
    answer: { status: 200, schema: refundSchema },
  },
  declineRefund: {
    ...decision,
    path: `${refund}/decline`,
    summary: 'Decline or withdraw a refund for which no check is out; the money returns to where it was',
    body: reasoned,
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  sendRefundChecks: {
    method: 'POST',
    path: '/v1/refund-checks',
    summary:
      'Send approved refunds by check: numbers them, books them, and writes the file for the printer of the checks',
    roles: deciders,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        refundIds: z.array(idSchema('refund')).min(1).max(25).meta({ description: 'Approved refunds, each once' }),
        firstCheckNumber: z
          .int()
          .min(1)
          .max(999_999_999)
          .meta({ description: 'The number of the first check; the others follow, in the order of the refunds' }),
        reason: reasonSchema,
      })
      .meta({ id: 'RefundChecksBody' }),
    problems: ['refund-not-in-state', 'refund-without-address'],
    answer: {
      status: 201,
      schema: z.object({
        items: z.array(refundSchema),
        file: fileUrlSchema.meta({ description: 'The file of checks, CSV' }),
      }),
    },
  },
  ...unclaimedRoutes,
  clearRefund: {
    ...decision,
    path: `${refund}/clear`,
    summary: 'Note that the bank has paid a check, also one that was reported as unclaimed',
    body: z.strictObject({ on: localDateSchema.exactOptional().meta({ description: 'The day; today when absent' }) }),
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  acknowledgeRefund: {
    ...decision,
    path: `${refund}/acknowledge`,
    summary:
      'Say that a payer’s remittance acknowledged a check of yours (provider-level adjustment 72 or B2): what it took back is set off against what you owed it',
    body: z
      .strictObject({
        remittanceId: idSchema('remittance').meta({ description: 'The remittance that acknowledged it' }),
        reason: reasonSchema,
      })
      .meta({ id: 'RefundAcknowledgement' }),
    problems: ['refund-not-in-state', 'refund-not-acknowledged'],
    answer: { status: 200, schema: refundSchema },
  },
  stopRefund: {
    ...decision,
    path: `${refund}/stop`,
    summary:
      'Stop or void a check that the bank has not paid, or take back an unclaimed refund whose owner came before the state was paid; the refund can be sent again or declined',
    body: reasoned,
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
});
