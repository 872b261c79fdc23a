import * as z from 'zod';
import { accidentCauses, drugUnits } from '../../domain/encounter/common-encounter.ts';
import { writtenModifier, writtenNdc } from '../codes.ts';
import { claimGroupSchema, tagSchema } from '../coding-rules.ts';
import { formOf, x12Text } from '../forms.ts';
import { quantitySchema } from '../quantity.ts';
import { amountSchema, codesOf, externalIdSchema, idSchema, localDateSchema } from '../schemas.ts';

/** Fields that encounters of every form share. */

/** A provider in a role that only some claims state. */
export const providerId = (description: string) => idSchema('provider').exactOptional().meta({ description });

/** The ways in which documents reach the payer: in general, and for certificates of medical necessity of a line. */
const transmissions = ['AA', 'BM', 'EL', 'EM', 'FT', 'FX'] as const;
const certificateTransmissions = ['AB', 'AD', 'AF', 'AG', 'NS'] as const;

/** Documents that need no number. */
const unnumbered: ReadonlySet<string> = new Set(['AA', ...certificateTransmissions]);

function attachmentSchema<Transmission extends string>(id: string, ways: readonly Transmission[], words: string) {
  return z
    .strictObject({
      reportType: formOf(/^[A-Z0-9]{2}$/, 'a report type of two characters', 'OZ').meta({
        description: 'What it is, by the claim’s own code: OZ support data, 03 report justifying treatment, ...',
      }),
      transmission: z.enum(ways).meta({ description: words }),
      documentId: idSchema('document').exactOptional().meta({
        description: 'The attached document; its id is then the control number by which the payer finds it',
      }),
      controlNumber: x12Text(50).exactOptional(),
    })
    .refine(({ documentId, controlNumber }) => documentId === undefined || controlNumber === undefined, {
      message: 'give documentId or controlNumber, not both',
    })
    .refine(({ transmission, documentId, controlNumber }) => {
      return unnumbered.has(transmission) || documentId !== undefined || controlNumber !== undefined;
    }, 'give documentId or controlNumber: by it the payer finds a document that is sent apart from the claim')
    .meta({ id });
}

const wayWords = 'How it reaches the payer: AA on request, BM mail, EL electronically, EM e-mail, FT file, FX fax';

const attachmentsSchema = z
  .array(attachmentSchema('ClaimAttachment', transmissions, wayWords))
  .min(1)
  .max(10);

/** A line may also state a certificate: sent before, in this claim, on file, or not requested. */
export const lineAttachmentsSchema = z
  .array(
    attachmentSchema(
      'LineAttachment',
      [...transmissions, ...certificateTransmissions],
      `${wayWords}; a certificate: AB sent before, AD in this claim, AF on file, AG not needed, NS not specified`,
    ),
  )
  .min(1)
  .max(10);

export const commonFields = {
  externalId: externalIdSchema.exactOptional(),
  patientId: idSchema('patient'),
  billingProviderId: idSchema('provider'),
  facilityId: idSchema('facility').exactOptional(),
  coverageIds: z
    .array(idSchema('coverage'))
    .min(1)
    .max(3)
    .refine((ids) => new Set(ids).size === ids.length, 'a coverage occurs twice')
    .exactOptional()
    .meta({
      description:
        'The coverages to bill, in this order; when absent, those that are active on the first day of service, in the patient’s order',
    }),
  priorAuthorizationNumber: x12Text(50).exactOptional(),
  referralNumber: x12Text(50).exactOptional(),
  medicalRecordNumber: x12Text(50).exactOptional(),
  claimNote: x12Text(80).exactOptional(),
  delayReason: z
    .enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15'])
    .exactOptional()
    .meta({ description: 'Why the claim is late, by the claim’s own code: 1 proof of eligibility unknown, ...' }),
  attachments: attachmentsSchema.exactOptional(),
  patientPaidCents: amountSchema.exactOptional().meta({
    description: 'What the patient has paid for these services so far; claims state it',
  }),
  tags: z.array(tagSchema).min(1).max(20).exactOptional().meta({ description: 'Tags to find it by' }),
  selfPay: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'The patient pays, and no payer is billed, whatever coverage there is' }),
  correctsClaim: z
    .strictObject({
      frequency: z.enum(['replacement', 'late-charges']),
      payerClaimNumber: x12Text(50).meta({ description: 'The payer’s own number of the claim that it has' }),
    })
    .exactOptional()
    .meta({
      id: 'CorrectedElsewhere',
      description: 'The payer has the claim from another system: this one replaces it, or adds to it',
    }),
  disclosureForbidden: z.literal(true).exactOptional().meta({
    description:
      'The patient paid in full and asked that nothing is disclosed to the plan (45 CFR 164.522(a)): no payer is ever billed',
  }),
};

/** Fields that services of every form share. */
export const commonLineFields = {
  modifiers: z.array(writtenModifier).max(4).default([]),
  units: quantitySchema,
  chargeCents: amountSchema.exactOptional().meta({
    description: 'The line’s charge in all, in integer cents; when absent, the fee schedule’s price times the units',
  }),
  serviceOn: localDateSchema,
  serviceTo: localDateSchema.exactOptional(),
  description: x12Text(80)
    .exactOptional()
    .meta({ description: 'What was done, for unlisted codes that do not say it' }),
  claimGroup: claimGroupSchema.exactOptional(),
};

export const drugSchema = z
  .strictObject({
    ndc: writtenNdc,
    quantity: quantitySchema.exactOptional(),
    unit: z.enum(drugUnits).exactOptional(),
    prescriptionNumber: x12Text(50).exactOptional(),
    linkNumber: x12Text(50).exactOptional(),
  })
  .refine(({ quantity, unit }) => (quantity === undefined) === (unit === undefined), {
    message: 'give quantity and unit together',
  })
  .meta({ id: 'Drug' });

/** A US state, as two capital letters. */
export const stateSchema = formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH');

export const accidentSchema = z
  .strictObject({
    causes: z
      .array(z.enum(codesOf(accidentCauses)))
      .min(1)
      .max(2)
      .refine((causes) => new Set(causes).size === causes.length, 'a cause occurs twice')
      .meta({ description: 'AA auto accident, EM employment, OA another accident' }),
    date: localDateSchema.exactOptional(),
    state: stateSchema.exactOptional().meta({ description: 'Where an auto accident happened' }),
    country: formOf(/^[A-Z]{2}$/, 'a country of two capital letters', 'CA').exactOptional(),
  })
  .meta({ id: 'Accident' });

/** Positions in the diagnoses of an encounter. */
export const pointersSchema = (diagnoses: number) =>
  z
    .array(z.int().min(1).max(diagnoses))
    .max(4)
    .default([])
    .meta({ description: 'Positions in the diagnoses, 1 for the first; the main one first' });
