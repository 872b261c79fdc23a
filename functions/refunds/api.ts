import * as z from 'zod';
import { refundStates } from '../../shared/domain/refund/refund.ts';
import { defineApi } from '../../shared/http/api.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  addressSchema,
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  fileUrlSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;

const refund = '/v1/refunds/{refundId}';

const decidedSchema = z.strictObject(decidedFields).meta({ id: 'RefundDecision' });
const checkFields = {
  checkNumber: z.string().meta({ description: 'The number on the check' }),
  on: localDateSchema,
  by: z.string(),
  at: instantSchema,
  ledgerEntryId: z.string(),
};

const cardFields = {
  paymentId: idSchema('patientPayment'),
  chargeId: idSchema('cardCharge'),
  attempt: z.int().meta({ description: 'Counts the orders to the processor' }),
  by: z.string(),
  at: instantSchema,
  processorRefundId: z.string().exactOptional().meta({ description: 'The processor’s id of it' }),
};

const creditSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('claim'), claimId: claimIdSchema, patientId: idSchema('patient') }),
    z.strictObject({ kind: z.literal('payment'), paymentId: idSchema('patientPayment') }),
    z.strictObject({
      kind: z.literal('payer'),
      claimId: claimIdSchema,
      patientId: idSchema('patient'),
      payerId: idSchema('payer'),
      payerPosition: z.int().meta({ description: 'The position of the payer’s share, 0 for the first' }),
    }),
    z.strictObject({
      kind: z.literal('cash'),
      remittanceId: idSchema('remittance'),
      payerId: idSchema('payer').exactOptional(),
    }),
  ])
  .meta({
    id: 'RefundedCredit',
    description:
      'Where the credit stood: a patient’s on a claim, unapplied cash, a payer’s, or a payer’s cash of no claim',
  });

const refundSchema = z
  .strictObject({
    id: idSchema('refund'),
    version: z.int(),
    state: z.enum(codesOf(refundStates)),
    of: creditSchema,
    accountId: idSchema('account').exactOptional(),
    entityId: idSchema('legalEntity'),
    cents: centsSchema,
    payee: z
      .strictObject({ name: z.string(), address: addressSchema.exactOptional() })
      .meta({ id: 'RefundPayee', description: 'Whom the check is made out to, and where it goes' }),
    requested: decidedSchema,
    ledgerEntryId: z.string(),
    acknowledged: z
      .strictObject({ ...decidedFields, remittanceId: idSchema('remittance'), ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'The payer’s remittance that acknowledged the check' }),
    approved: decidedSchema.exactOptional().meta({ description: 'Who agreed; absent when one person decided alone' }),
    sent: z
      .strictObject(checkFields)
      .exactOptional()
      .meta({ description: 'The check that is on its way, or was paid' }),
    card: z
      .strictObject(cardFields)
      .exactOptional()
      .meta({ description: 'The payment whose card is credited, in place of a check' }),
    cardFailures: z
      .array(
        z.strictObject({
          ...cardFields,
          code: z.string().meta({ description: 'Why, in the processor’s word' }),
          failedAt: instantSchema.meta({ description: 'When that was known' }),
          isOnItsWay: z.literal(true).exactOptional().meta({
            description: 'The bank has shown that the money left, and will show that it came back',
          }),
        }),
      )
      .exactOptional()
      .meta({ description: 'Cards that could not be credited after all, oldest first' }),
    stopped: z
      .array(z.strictObject({ ...checkFields, stop: z.strictObject({ ...decidedFields, ledgerEntryId: z.string() }) }))
      .exactOptional()
      .meta({ description: 'Checks that were stopped, oldest first' }),
    cleared: z
      .strictObject({
        on: localDateSchema,
        by: z.string(),
        at: instantSchema,
        ledgerEntryId: z.string().exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'When the bank paid the check' }),
    unclaimed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Nobody cashed it: who reported it as the state’s' }),
    remitted: z.strictObject(checkFields).exactOptional().meta({ description: 'The check to the state' }),
    declined: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Who declined it; its money stands where it stood before' }),
  })
  .meta({ id: 'Refund' });

const centsBody = amountSchema
  .refine((value) => value > 0, 'expected more than zero')
  .exactOptional()
  .meta({ description: 'At most the credit; all of it when absent' });
const refundBody = z
  .union([
    z.strictObject({
      claimId: claimIdSchema.meta({ description: 'A claim of which the patient has paid more than he owes' }),
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

const patientCreditSchema = z
  .strictObject({
    accountId: idSchema('account'),
    cents: centsSchema.meta({ description: 'The credit, above zero' }),
    claimId: claimIdSchema.exactOptional().meta({ description: 'The claim of which too much was paid' }),
    patientId: idSchema('patient').exactOptional(),
    paymentId: idSchema('patientPayment').exactOptional().meta({ description: 'The payment whose cash is unapplied' }),
    since: localDateSchema.exactOptional().meta({ description: 'When unapplied cash was received' }),
    protection: z
      .enum(['qualified-beneficiary', 'no-surprises'])
      .exactOptional()
      .meta({ description: 'The law that forbade to collect it: give it back without delay' }),
  })
  .meta({ id: 'PatientCredit' });

const decision = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required', roles: deciders } as const;
const reasoned = z.strictObject({ reason: reasonSchema });

export const refundsApi = defineApi({
  listCredits: {
    method: 'GET',
    path: '/v1/credits',
    summary: 'Patients and clients to whom the office owes money: credits of claims, or cash that stands with no claim',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      kind: z
        .enum(['claim', 'unapplied'])
        .default('claim')
        .meta({ description: 'Credits of claims, or unapplied cash of payments' }),
      minAgeDays: z.coerce
        .number()
        .pipe(z.int().min(0).max(3650))
        .exactOptional()
        .meta({ description: 'Of unapplied cash: only what was received at least so many days ago' }),
    }),
    answer: { status: 200, schema: pageOf(patientCreditSchema.extend(markFields).meta({ id: 'ListedPatientCredit' })) },
  },
  createRefund: {
    method: 'POST',
    path: '/v1/refunds',
    summary:
      'Ask that a patient’s credit or unapplied cash be given back; it leaves the credit at once, and above the limit of who asks a second person agrees',
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
          description: 'The payment by that card; needed where the credit stood on a claim',
        }),
      })
      .meta({ id: 'CreditCardBody' }),
    problems: ['refund-not-in-state', 'refund-not-to-card'],
    answer: { status: 200, schema: refundSchema },
  },
  declineRefund: {
    ...decision,
    path: `${refund}/decline`,
    summary: 'Decline or withdraw a refund of which no check is out; its money stands where it stood before',
    body: reasoned,
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  sendRefundChecks: {
    method: 'POST',
    path: '/v1/refund-checks',
    summary: 'Send approved refunds by check: numbers them, books them, and writes the file for who prints the checks',
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
  listUnclaimedRefunds: {
    method: 'GET',
    path: '/v1/unclaimed-refunds',
    summary: 'Checks that nobody has cashed in the time of the state’s law, and since when they are the state’s',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...markQuery }),
    answer: {
      status: 200,
      schema: pageOf(
        z
          .strictObject({ refund: refundSchema, unclaimedOn: localDateSchema, ...markFields })
          .meta({ id: 'UnclaimedRefund' }),
      ),
    },
  },
  reportUnclaimedRefunds: {
    method: 'POST',
    path: '/v1/unclaimed-refunds',
    summary: 'Report such checks: they are void, the state is owed the money; writes the file for the report',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: z
      .strictObject({
        refundIds: z.array(idSchema('refund')).min(1).max(25).meta({ description: 'Refunds of the list, each once' }),
        reason: reasonSchema,
      })
      .meta({ id: 'UnclaimedReportBody' }),
    problems: ['refund-not-in-state', 'refund-not-dormant'],
    answer: { status: 201, schema: z.object({ items: z.array(refundSchema), file: fileUrlSchema }) },
  },
  remitRefund: {
    ...decision,
    path: `${refund}/remit`,
    summary: 'Note the check with which such money was handed to the state',
    roles: ['manager'],
    body: z.strictObject({ checkNumber: x12Text(20).meta({ description: 'The number of the check to the state' }) }),
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  clearRefund: {
    ...decision,
    path: `${refund}/clear`,
    summary: 'Note that the bank has paid a check',
    body: z.strictObject({ on: localDateSchema.exactOptional().meta({ description: 'The day; today when absent' }) }),
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  acknowledgeRefund: {
    ...decision,
    path: `${refund}/acknowledge`,
    summary:
      'Say that a payer’s remittance acknowledged a check of ours (provider-level adjustment 72 or B2): what it took back meets what was owed to it',
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
      'Stop or void a check that the bank has not paid, or whose owner came before the state had the money; the refund may be sent again, or declined',
    body: reasoned,
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
});
