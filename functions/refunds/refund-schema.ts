import * as z from 'zod';
import { refundStates } from '../../shared/domain/refund/refund.ts';
import { lawSchema } from '../../shared/http/law-schema.ts';
import {
  addressSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
} from '../../shared/http/schemas.ts';

/* How refunds and credits are shown. */

export const unclaimedDaysFields = {
  unclaimedOn: localDateSchema,
  reportBy: localDateSchema.exactOptional().meta({ description: 'The last day to report and pay it to the state' }),
  notice: z
    .strictObject({ from: localDateSchema, by: localDateSchema })
    .exactOptional()
    .meta({ description: 'The days between which the law wants the owner to be notified by letter' }),
  law: lawSchema,
};
const unclaimedDaysSchema = z
  .strictObject(unclaimedDaysFields)
  .meta({ id: 'UnclaimedDays', description: 'When it becomes the state’s, as it is now' });

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
      payerPosition: z.int().meta({ description: 'Which payer’s share, in the order of billing from 0' }),
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
      'Where the credit was: a patient’s on a claim, unapplied cash, a payer’s, or a payer’s cash without a claim',
  });

export const refundSchema = z
  .strictObject({
    id: idSchema('refund'),
    version: z.int(),
    state: z.enum(codesOf(refundStates)),
    of: creditSchema,
    accountId: idSchema('account').exactOptional(),
    entityId: idSchema('legalEntity'),
    cents: centsSchema,
    payee: z
      .strictObject({
        name: z.string(),
        address: addressSchema.exactOptional(),
        isBusiness: z.literal(true).exactOptional().meta({ description: 'A payer, an employer or a facility' }),
      })
      .meta({ id: 'RefundPayee', description: 'Whom the check is made out to, and where it goes' }),
    requested: decidedSchema,
    creditSince: localDateSchema.exactOptional().meta({ description: 'When the patient’s credit began' }),
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
          failedOn: localDateSchema.meta({ description: 'The office’s day of that' }),
          leftOn: localDateSchema.exactOptional().meta({
            description: 'The office’s day on which the card had been credited, before the credit was returned',
          }),
          leftAt: instantSchema.exactOptional().meta({ description: 'When that was' }),
          isOnItsWay: z.literal(true).exactOptional().meta({
            description: 'The bank has shown that the money left, but not yet that it came back',
          }),
        }),
      )
      .exactOptional()
      .meta({ description: 'Attempts to credit a card that failed, oldest first' }),
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
    ownerNotices: z
      .array(z.strictObject({ ...decidedFields, on: localDateSchema }))
      .exactOptional()
      .meta({ description: 'Letters that told the owner that the money will go to the state' }),
    ownerAnsweredOn: localDateSchema.exactOptional().meta({ description: 'When the owner last made contact' }),
    unclaimed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string().exactOptional() })
      .exactOptional()
      .meta({ description: 'Nobody claimed it: who reported it to the state' }),
    remitted: z
      .strictObject({
        ...checkFields,
        reference: z.string().exactOptional().meta({ description: 'The number of the report to the state' }),
      })
      .exactOptional()
      .meta({ description: 'The check to the state' }),
    declined: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Who declined it; the money is back where it was' }),
  })
  .meta({ id: 'Refund' });

export const patientCreditSchema = z
  .strictObject({
    accountId: idSchema('account'),
    cents: centsSchema.meta({ description: 'The credit, above zero' }),
    claimId: claimIdSchema.exactOptional().meta({ description: 'The overpaid claim' }),
    patientId: idSchema('patient').exactOptional(),
    paymentId: idSchema('patientPayment').exactOptional().meta({ description: 'The payment whose cash is unapplied' }),
    since: localDateSchema
      .exactOptional()
      .meta({ description: 'When unapplied cash was received, or the claim became a credit' }),
    refund: z
      .strictObject({
        by: localDateSchema.exactOptional().meta({ description: 'The last day; absent where nothing says one' }),
        law: lawSchema,
      })
      .exactOptional()
      .meta({ id: 'PatientRefundDay', description: 'By when it must be given back, and by which rule' }),
    unclaimed: unclaimedDaysSchema.exactOptional(),
    protection: z
      .enum(['qualified-beneficiary', 'no-surprises'])
      .exactOptional()
      .meta({ description: 'The law under which it may not be collected: refund it without delay' }),
  })
  .meta({ id: 'PatientCredit' });
