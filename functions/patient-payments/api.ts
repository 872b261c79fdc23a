import * as z from 'zod';
import { accountHolds } from '../../shared/domain/account/hold.ts';
import {
  enteredMethods,
  mostAllocations,
  paymentMethods,
  paymentReversals,
} from '../../shared/domain/patient-payment/payment.ts';
import { feeRefusals } from '../../shared/domain/returned-check/fee.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { receiptNumberSchema } from '../../shared/http/forms.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { amountQuery } from '../../shared/http/work-query.ts';
import { batchRoutes } from './batch-routes.ts';
import { planRoutes } from './plan-routes.ts';

const payment = '/v1/patient-payments/{paymentId}';

const lineSchema = z.strictObject({ line: z.int().min(1).max(999), cents: positiveSchema });
const orderSchema = z
  .strictObject({
    claimId: claimIdSchema,
    cents: positiveSchema.meta({ description: 'At most what the patient owes of the claim' }),
    lines: z.array(lineSchema).min(1).max(999).exactOptional().meta({
      description: 'To which service lines, counting from 1; the rest is applied to the claim as a whole',
    }),
  })
  .meta({ id: 'AllocationOrder' });
const ordersSchema = z.array(orderSchema).max(mostAllocations).exactOptional().meta({
  description:
    'How much each claim gets. When absent: the claims of the visit first, then the oldest services; for an employer or a facility its charges. With an empty list, all of it stays unapplied',
});

const reversalSchema = z.enum(codesOf(paymentReversals)).meta({
  description: 'Entered by mistake, returned by the bank, or charged back by the cardholder',
});

const paymentSchema = z
  .strictObject({
    id: idSchema('patientPayment'),
    version: z.int(),
    accountId: idSchema('account'),
    entityId: idSchema('legalEntity'),
    method: z.enum(paymentMethods).meta({ description: 'How it was paid; `transfer` is cash of another account' }),
    cents: centsSchema,
    receivedOn: localDateSchema,
    reference: z.string().exactOptional(),
    enteredAt: instantSchema,
    enteredBy: z.string(),
    encounterId: idSchema('encounter').exactOptional(),
    planId: idSchema('paymentPlan').exactOptional(),
    lockbox: z
      .strictObject({
        fileId: idSchema('lockboxFile'),
        batch: z.string().meta({ description: 'The bank’s number of the batch' }),
        item: z.int().meta({ description: 'The number of the check in its batch' }),
      })
      .exactOptional()
      .meta({ description: 'For a check that came to a lockbox: its place in the file' }),
    mayBe: idSchema('patientPayment').exactOptional().meta({
      description:
        'For a payment from a lockbox: a payment of the account with the same number and amount. It may be the same check, so this one stays unapplied until somebody has looked',
    }),
    allocations: z
      .array(
        z.strictObject({
          claimId: claimIdSchema,
          cents: centsSchema,
          lines: z.array(z.strictObject({ line: z.int(), cents: centsSchema })).exactOptional(),
          ledgerEntryIds: z.array(z.string()),
        }),
      )
      .meta({ description: 'The part that is applied to claims' }),
    chargesCents: centsSchema.exactOptional().meta({
      description: 'The part that is applied to charges of an employer or a facility, the oldest first',
    }),
    chargesElsewhere: z
      .array(z.strictObject({ entityId: idSchema('legalEntity'), cents: centsSchema }))
      .exactOptional()
      .meta({ description: 'The parts of `chargesCents` on charges in the books of other legal entities' }),
    unappliedCents: centsSchema.meta({
      description: 'The part that is not applied to a claim or charge',
    }),
    refundedCents: centsSchema.exactOptional().meta({ description: 'The part that was refunded, or is about to be' }),
    transfers: z
      .array(
        z.strictObject({
          paymentId: idSchema('patientPayment'),
          accountId: idSchema('account'),
          cents: centsSchema,
          ledgerEntryId: z.string(),
        }),
      )
      .exactOptional()
      .meta({ description: 'The part that went to other accounts, and which payment it is there' }),
    transferredFrom: z
      .strictObject({
        paymentId: idSchema('patientPayment'),
        accountId: idSchema('account'),
        ledgerEntryId: z.string(),
      })
      .exactOptional()
      .meta({ description: 'For cash that came from another account: the payment that it was there' }),
    card: z
      .strictObject({
        chargeId: idSchema('cardCharge'),
        brand: z.string().exactOptional(),
        last4: z.string().exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'The charge by which a card processor took it, and the card' }),
    feeCents: centsSchema.exactOptional().meta({ description: 'What the card processor keeps of it' }),
    chargedBack: z
      .strictObject({
        disputeId: z
          .string()
          .meta({ description: 'The processor’s id of the dispute, or the agency’s number of the payment' }),
        on: localDateSchema,
        at: instantSchema,
        cents: centsSchema,
        feeCents: centsSchema,
        isBatched: z.boolean().meta({ description: 'Whether it was in a deposit batch before' }),
      })
      .exactOptional()
      .meta({
        description: 'The part that was charged back by the cardholder, or taken back by a collection agency',
      }),
    reversed: z
      .strictObject({
        as: reversalSchema,
        on: localDateSchema,
        by: z.string(),
        at: instantSchema,
        reason: z.string(),
        fee: z
          .strictObject({ chargeId: idSchema('accountCharge'), cents: centsSchema })
          .exactOptional()
          .meta({ description: 'What the returned check costs: a charge of the account' }),
        lostCents: centsSchema
          .exactOptional()
          .meta({ description: 'The part that had been refunded and is now bad debt' }),
        noFee: z
          .enum([...codesOf(feeRefusals), ...codesOf(accountHolds), 'qualified-beneficiary', 'no-surprises'])
          .exactOptional()
          .meta({ description: 'Why the returned check has no fee' }),
      })
      .exactOptional()
      .meta({ description: 'Why it was reversed' }),
  })
  .meta({ id: 'PatientPayment' });

const paidFields = {
  entityId: idSchema('legalEntity').exactOptional().meta({
    description: 'The legal entity that was paid; needed when the claims do not tell which, and the office has several',
  }),
  method: z.enum(enteredMethods),
  cents: positiveSchema,
  receivedOn: localDateSchema,
  reference: receiptNumberSchema.exactOptional().meta({ description: 'The number of the check or receipt' }),
  encounterId: idSchema('encounter')
    .exactOptional()
    .meta({ description: 'The visit at which it was paid (a copayment); that visit’s claims come first' }),
  planId: idSchema('paymentPlan')
    .exactOptional()
    .meta({ description: 'The payment plan that it is an instalment of: its claims come first' }),
  allocations: ordersSchema,
  isAnother: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'It is not the payment that has the same method, reference and amount' }),
};

const paymentBody = z
  .union([
    z.strictObject({ accountId: idSchema('account'), ...paidFields }),
    z.strictObject({
      patientId: idSchema('patient').meta({ description: 'One of the account’s patients' }),
      ...paidFields,
    }),
  ])
  .meta({ id: 'PatientPaymentBody' });

export const patientPaymentsApi = defineApi({
  ...batchRoutes,
  ...planRoutes,
  createPatientPayment: {
    method: 'POST',
    path: '/v1/patient-payments',
    summary: 'Enter a payment by a patient, an employer or a facility; it is applied to claims at once',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: paymentBody,
    problems: ['payment-exceeded', 'payment-entered-already'],
    answer: { status: 201, schema: paymentSchema },
  },
  listPatientPayments: {
    method: 'GET',
    path: '/v1/patient-payments',
    summary:
      'Payments received in a month, those of an account, or all with unapplied cash (`state=unapplied`) or in no deposit batch (`state=unbatched`)',
    roles: billingReaders,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      ...markQuery,
      ...amountQuery,
      accountId: idSchema('account').exactOptional().meta({ description: 'Only those of this account, of all months' }),
      state: z.enum(['unapplied', 'applied', 'reversed', 'unbatched', 'unidentified']).exactOptional().meta({
        description:
          'Only payments in this state; `unapplied`, `unbatched` and `unidentified` (nobody knows yet whose it is) list those of all months',
      }),
    }),
    answer: { status: 200, schema: pageOf(paymentSchema.extend(markFields).meta({ id: 'ListedPatientPayment' })) },
  },
  getPatientPayment: {
    method: 'GET',
    path: payment,
    summary: 'A payment: how much is applied to each claim, and how much is unapplied',
    roles: billingReaders,
    answer: { status: 200, schema: paymentSchema },
  },
  allocatePatientPayment: {
    method: 'POST',
    path: `${payment}/allocate`,
    summary:
      'Apply unapplied cash of a payment to claims, or to an employer’s charges: those that you name, or the oldest',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ allocations: ordersSchema }),
    problems: ['payment-exceeded', 'payment-reversed-already', 'payment-on-too-many-claims', 'payment-of-nobody'],
    answer: { status: 200, schema: paymentSchema },
  },
  takeOffPatientPayment: {
    method: 'POST',
    path: `${payment}/take-off`,
    summary:
      'Take cash of a payment off claims and charges again, by reversal; it is then unapplied cash of the account',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      claimIds: z.array(claimIdSchema).min(1).max(mostAllocations).exactOptional().meta({
        description: 'Off these claims; off all claims and charges when absent',
      }),
      reason: reasonSchema,
    }),
    problems: ['payment-reversed-already', 'payment-too-large-to-reverse'],
    answer: { status: 200, schema: paymentSchema },
  },
  transferPatientPayment: {
    method: 'POST',
    path: `${payment}/transfer`,
    summary:
      'Move unapplied cash of a payment to another account, where it becomes a separate payment; reversing that payment moves the cash back',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({
        accountId: idSchema('account').meta({ description: 'The account that gets it' }),
        cents: positiveSchema.exactOptional().meta({ description: 'All of the unapplied cash when absent' }),
        reason: reasonSchema,
      })
      .meta({ id: 'CashTransferBody' }),
    problems: ['payment-reversed-already', 'transfer-exceeds-cash', 'payment-on-too-many-accounts', 'above-role-limit'],
    answer: { status: 201, schema: paymentSchema },
  },
  reversePatientPayment: {
    method: 'POST',
    path: `${payment}/reverse`,
    summary:
      'Void a payment that was a mistake, or book that it was returned or charged back; claims are owed again. Cash that came from another account goes back there',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      as: reversalSchema,
      on: localDateSchema.exactOptional().meta({ description: 'The day on which it came back; today when absent' }),
      withoutFee: z
        .literal(true)
        .exactOptional()
        .meta({ description: 'Do not charge the office’s fee for a returned check' }),
      bearsRefunds: z.literal(true).exactOptional().meta({
        description:
          'For a returned payment: the office writes off, as bad debt, what it has refunded and can no longer stop',
      }),
      reason: reasonSchema,
    }),
    problems: [
      'payment-reversed-already',
      'payment-in-batch',
      ...(['payment-refunded', 'payment-transferred', 'above-role-limit'] as const),
      'payment-too-large-to-reverse',
      'payment-by-card',
    ],
    answer: { status: 200, schema: paymentSchema },
  },
});
