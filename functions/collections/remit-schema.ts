import * as z from 'zod';
import { lineWaits } from '../../shared/domain/collections/remit.ts';
import { formOf } from '../../shared/http/forms.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  positiveSchema,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';

const referenceSchema = formOf(/^[\w./-]{1,40}$/, 'letters and digits', 'ACH-20261120').meta({
  description: 'The number of the agency’s check or transfer, as the bank shows it',
});

export const remitBody = z
  .strictObject({
    agencyId: idSchema('collectionAgency'),
    entityId: idSchema('legalEntity').meta({ description: 'The legal entity that is paid' }),
    receivedOn: localDateSchema,
    reference: referenceSchema,
    content: z.string().min(1).max(400_000).meta({ description: 'The file as it came: CSV, at most 2,000 lines' }),
  })
  .meta({ id: 'AgencyRemitBody' });

const sumsSchema = z
  .strictObject({
    lines: z.int(),
    collectedCents: centsSchema.meta({ description: 'What was collected, less what was returned' }),
    feeCents: centsSchema.meta({ description: 'The fee that the agency keeps, or is owed' }),
    netCents: centsSchema.meta({ description: 'What it sends' }),
  })
  .meta({ id: 'RemitSums' });

export const remitSchema = z
  .strictObject({
    id: idSchema('agencyRemit'),
    version: versionSchema,
    agencyId: idSchema('collectionAgency'),
    entityId: idSchema('legalEntity'),
    receivedOn: localDateSchema,
    reference: referenceSchema,
    takenAt: instantSchema.meta({ description: 'When it was imported' }),
    takenBy: z.string().meta({ description: 'Who imported it' }),
    state: z.enum(['posting', 'posted']),
    remits: z.enum(['net', 'gross']).meta({ description: 'Whether the agency kept its fee' }),
    sums: sumsSchema.meta({ description: 'What the file comes to' }),
    done: z.int().meta({ description: 'How many lines are booked or wait for a person' }),
    sha256: sha256Schema,
    sizeBytes: z.int(),
  })
  .meta({ id: 'AgencyRemit' });

export const lineSchema = z
  .strictObject({
    line: z.int().meta({ description: 'The line of the file' }),
    record: z.enum(['payment', 'reversal']).meta({ description: 'Whether money was received or returned' }),
    reference: z.string().meta({ description: 'The agency’s own number for the payment' }),
    caseId: z.string().meta({ description: 'The placement that the line names, or that a person gave' }),
    paidOn: localDateSchema.meta({ description: 'When it was paid' }),
    paidTo: z.enum(['agency', 'office']).meta({ description: 'Who has the money' }),
    collectedCents: centsSchema,
    feeCents: centsSchema,
    netCents: centsSchema,
    remitId: idSchema('agencyRemit'),
    agencyId: idSchema('collectionAgency'),
    entityId: idSchema('legalEntity'),
    version: versionSchema,
    state: z.enum(['posted', 'waiting']),
    because: z.enum(codesOf(lineWaits)).exactOptional().meta({ description: 'Why it waits' }),
    isRepeated: z.literal(true).exactOptional().meta({ description: 'The agency has used this number before' }),
    paymentId: idSchema('patientPayment').meta({ description: 'The payment that it made or took back' }),
    parts: z
      .array(
        z.strictObject({
          claimId: claimIdSchema,
          cents: centsSchema,
          reinstatedCents: centsSchema.meta({ description: 'The part that was first taken out of bad debt' }),
        }),
      )
      .exactOptional()
      .meta({ description: 'Where a payment went' }),
    borneCents: centsSchema
      .exactOptional()
      .meta({ description: 'For a reversal: what was not left of the payment any more, and the office bears' }),
    agreedFeeCents: centsSchema
      .exactOptional()
      .meta({ description: 'The fee that was agreed, where the line says something else' }),
    matched: z.strictObject(decidedFields).exactOptional().meta({ description: 'Who matched it' }),
  })
  .meta({ id: 'AgencyRemitLine' });

export const matchBody = z
  .strictObject({
    caseId: idSchema('collectionCase').meta({ description: 'The placement that it pays' }),
    paymentId: idSchema('patientPayment').exactOptional().meta({ description: 'For a reversal: the returned payment' }),
    reason: reasonSchema,
  })
  .meta({ id: 'RemitLineMatch' });

export const bearBody = z
  .strictObject({
    caseId: idSchema('collectionCase').meta({ description: 'The placement that was paid' }),
    paymentId: idSchema('patientPayment').exactOptional().meta({
      description: 'The returned payment: what is left of it is reversed. When absent, the office bears all of it',
    }),
    reason: reasonSchema,
  })
  .meta({ id: 'RemitLineBearing' });

export const feePaymentBody = z
  .strictObject({
    entityId: idSchema('legalEntity'),
    cents: positiveSchema,
    checkNumber: formOf(/^[\w-]{1,30}$/, 'the number of a check', '2001').meta({
      description: 'The number of the check or transfer',
    }),
    reason: reasonSchema,
  })
  .meta({ id: 'AgencyFeePayment' });

export const feePaymentAnswer = z
  .strictObject({
    entityId: idSchema('legalEntity'),
    cents: centsSchema,
    checkNumber: z.string(),
    ledgerEntryId: z.string(),
  })
  .meta({ id: 'AgencyFeesPaid' });

export const interestSchema = z
  .strictObject({
    id: idSchema('interestCharge'),
    version: versionSchema,
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    entityId: idSchema('legalEntity'),
    from: localDateSchema.meta({ description: 'The first day that it covers' }),
    through: localDateSchema.meta({ description: 'The last one' }),
    principalCents: centsSchema.meta({ description: 'The amount that bears the interest, without earlier interest' }),
    basisPoints: z.int().meta({ description: 'The rate of a year, in hundredths of a percent' }),
    cents: centsSchema,
    charged: z.strictObject(decidedFields).meta({ description: 'Who charged it, and why' }),
    ledgerEntryId: z.string(),
    reversed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Taken back, by whom and why' }),
  })
  .meta({ id: 'InterestCharge' });

export const interestBody = z
  .strictObject({
    claimId: claimIdSchema,
    through: localDateSchema.exactOptional().meta({ description: 'The last day that it covers; today when absent' }),
    reason: reasonSchema,
  })
  .meta({ id: 'InterestBody' });
