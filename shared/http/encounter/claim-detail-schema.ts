import * as z from 'zod';
import { formOf, x12Text } from '../forms.ts';
import { amountSchema, localDateSchema } from '../schemas.ts';

/** Details that encounters and claims state alike: contracts, repricers, certificates and examinations. */

/** A decimal as claims write it: without needless zeros (`.5`). */
export const claimDecimalSchema = formOf(/^(?:\d{1,7}(?:\.\d{1,3})?|\.\d{1,3})$/, 'a decimal number as text', '12.5')
  .transform((text) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text).replace(/^0+(?=.)/, ''))
  .refine((text) => text !== '', 'expected a number above zero');

const percentSchema = formOf(/^\d{1,3}(?:\.\d{1,2})?$/, 'a percentage as text', '80');

const code = (length: number, words: string, example: string) =>
  formOf(new RegExp(`^[A-Z0-9]{${length}}$`), words, example);

export const contractSchema = z
  .strictObject({
    type: z.enum(['01', '02', '03', '04', '05', '06', '09']).meta({
      description: '01 DRG, 02 per diem, 03 variable per diem, 04 flat, 05 capitated, 06 percent, 09 other',
    }),
    amountCents: amountSchema.exactOptional(),
    percent: percentSchema.exactOptional(),
    code: x12Text(50).exactOptional(),
    discountPercent: percentSchema.exactOptional(),
    version: x12Text(30).exactOptional(),
  })
  .meta({ id: 'Contract', description: 'The contract with the payer, where the payer wants it on the claim' });

const repricingSchema = z
  .strictObject({
    methodology: code(2, 'a pricing methodology of two digits', '03').meta({
      description: '00 zero, 01 as billed, 02 fee schedule, 03 contract, 04 bundled, 05 peer review, ...',
    }),
    allowedCents: amountSchema,
    savingsCents: amountSchema.exactOptional(),
    repricerId: x12Text(50).exactOptional(),
    perDiemRate: claimDecimalSchema.exactOptional(),
    approvedGroup: x12Text(50).exactOptional(),
    approvedGroupCents: amountSchema.exactOptional(),
    approvedProcedureKind: z.enum(['ER', 'HC', 'HP', 'IV', 'WK']).exactOptional(),
    approvedProcedure: x12Text(48).exactOptional(),
    approvedUnit: z.enum(['MJ', 'UN', 'DA']).exactOptional(),
    approvedQuantity: claimDecimalSchema.exactOptional(),
    rejectReason: z.enum(['T1', 'T2', 'T3', 'T4', 'T5', 'T6']).exactOptional(),
    policyCompliance: z.enum(['1', '2', '3', '4', '5']).exactOptional(),
    exception: z.enum(['1', '2', '3', '4', '5', '6']).exactOptional(),
  })
  .meta({ id: 'Repricing', description: 'What a repricer found' });

const k3 = x12Text(80).meta({ description: 'Fixed text that a law or payer wants in segment K3' });
export const fileInformationSchema = z.array(k3).min(1).max(10);

/** Claim details in encounters of every form. */
export const everyFormDetails = {
  serviceAuthorizationException: z.enum(['1', '2', '3', '4', '5', '6', '7']).exactOptional(),
  fileInformation: fileInformationSchema.exactOptional(),
  contract: contractSchema.exactOptional(),
  repricing: repricingSchema.exactOptional(),
  repricedClaimNumber: x12Text(50).exactOptional(),
  adjustedRepricedClaimNumber: x12Text(50).exactOptional(),
  repricerReceivedDate: localDateSchema.exactOptional(),
};

/** Details of their lines. */
export const everyLineDetails = {
  repricing: repricingSchema.exactOptional(),
  repricedLineNumber: x12Text(50).exactOptional(),
  adjustedRepricedLineNumber: x12Text(50).exactOptional(),
};

export const spinalManipulationSchema = z
  .strictObject({
    condition: z.enum(['A', 'C', 'D', 'E', 'F', 'G', 'M']).meta({
      description:
        'A acute, C chronic, D not acute, E not life-threatening, F routine, G symptomatic, M acute manifestation of a chronic one',
    }),
    description: x12Text(80).exactOptional(),
    furtherDescription: x12Text(80).exactOptional(),
  })
  .meta({ id: 'SpinalManipulation', description: 'The condition for which a chiropractor treats' });

export const visionConditionsSchema = z
  .array(
    z.strictObject({
      kind: z.enum(['E1', 'E2', 'E3']).meta({ description: 'E1 spectacle lenses, E2 contact lenses, E3 frames' }),
      applies: z.boolean().meta({ description: 'Whether the codes apply' }),
      codes: z
        .array(z.enum(['L1', 'L2', 'L3', 'L4', 'L5']))
        .min(1)
        .max(5)
        .meta({ description: 'L1 the standard of the plan, L2 to L5 a replacement: loss, breakage, need, dislike' }),
    }),
  )
  .min(1)
  .max(3)
  .refine((sets) => new Set(sets.map(({ kind }) => kind)).size === sets.length, 'a kind occurs twice');

export const measurementsSchema = z
  .array(
    z
      .strictObject({
        reference: z.enum(['OG', 'TR']).meta({ description: 'OG original (a dose at the start), TR a test result' }),
        kind: z.enum(['HT', 'R1', 'R2', 'R3', 'R4']).meta({
          description: 'HT height, R1 haemoglobin, R2 haematocrit, R3 epoetin at the start, R4 creatinine',
        }),
        value: claimDecimalSchema,
      })
      .meta({ id: 'Measurement' }),
  )
  .min(1)
  .max(5);

const answerSchema = z
  .strictObject({
    question: x12Text(20).meta({ description: 'The number of the question on the form' }),
    yesNo: z.enum(['Y', 'N', 'W']).exactOptional().meta({ description: 'Yes, no, or not applicable' }),
    text: x12Text(50).exactOptional(),
    date: localDateSchema.exactOptional(),
    percent: formOf(/^\d{1,3}(?:\.\d{1,2})?$/, 'a percentage as text', '88').exactOptional(),
  })
  .refine(
    ({ yesNo, text, date, percent }) => [yesNo, text, date, percent].filter((each) => each !== undefined).length === 1,
    'give one answer: yesNo, text, date or percent',
  )
  .meta({ id: 'CertificateAnswer' });

export const certificatesSchema = z
  .array(
    z
      .strictObject({
        list: z.enum(['AS', 'UT']).meta({ description: 'UT Medicare’s certificates of medical necessity, AS others' }),
        form: x12Text(30).meta({ description: 'The form, such as 484.3 for oxygen' }),
        answers: z.array(answerSchema).min(1).max(99),
      })
      .meta({ id: 'MedicalCertificate' }),
  )
  .min(1)
  .max(10);
