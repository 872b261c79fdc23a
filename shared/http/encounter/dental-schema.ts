import * as z from 'zod';
import { oralCavityAreas, toothSurfaces } from '../../domain/encounter/dental-encounter.ts';
import { writtenDentalProcedure, writtenDiagnosis } from '../codes.ts';
import { formOf, placeOfServiceSchema, x12Text } from '../forms.ts';
import { amountSchema, localDateSchema } from '../schemas.ts';
import { contractSchema, everyFormDetails, everyLineDetails, fileInformationSchema } from './claim-detail-schema.ts';
import { accidentSchema, commonFields, commonLineFields, pointersSchema, providerId } from './common-schema.ts';

/** Encounters that become dental claims. */

const toothNumber = formOf(
  /^([1-9]|[12]\d|3[0-2]|5[1-9]|[67]\d|8[0-2]|[A-T]S?)$/,
  'a tooth: 1 to 32, A to T, or a supernumerary one (51 to 82, AS to TS)',
  '14',
);

const lineSchema = z
  .strictObject({
    ...commonLineFields,
    procedure: writtenDentalProcedure,
    diagnosisPointers: pointersSchema(4),
    placeOfService: placeOfServiceSchema.exactOptional(),
    oralCavity: z
      .array(z.enum(oralCavityAreas))
      .min(1)
      .max(5)
      .exactOptional()
      .meta({ description: '00 whole mouth, 01 upper, 02 lower, 10 to 40 the quadrants, L left, R right' }),
    teeth: z
      .array(
        z.strictObject({
          tooth: toothNumber,
          surfaces: z.array(z.enum(toothSurfaces)).min(1).max(5).exactOptional(),
        }),
      )
      .min(1)
      .max(32)
      .exactOptional(),
    prosthesis: z
      .strictObject({ kind: z.enum(['initial', 'replacement']), priorPlacementOn: localDateSchema.exactOptional() })
      .exactOptional(),
    renderingProviderId: providerId('Who gave this service, if not the encounter’s rendering provider'),
    supervisingProviderId: providerId('Who supervised this service'),
    assistantProviderId: providerId('Who assisted the surgeon in this service'),
    note: x12Text(80).exactOptional(),
    ...everyLineDetails,
    fileInformation: fileInformationSchema.exactOptional(),
    contract: contractSchema.exactOptional(),
    salesTaxCents: amountSchema.exactOptional(),
    treatmentBeganOn: localDateSchema.exactOptional(),
    treatmentEndedOn: localDateSchema.exactOptional(),
  })
  .meta({ id: 'DentalLine' });

export const dentalBody = z.strictObject({
  kind: z.literal('dental'),
  ...commonFields,
  renderingProviderId: providerId('Who gave the services; the billing provider when absent'),
  referringProviderId: providerId('Who sent the patient'),
  supervisingProviderId: providerId('Who supervised the person who gave the services'),
  assistantProviderId: providerId('Who assisted the surgeon'),
  placeOfService: placeOfServiceSchema,
  diagnoses: z.array(writtenDiagnosis).max(4).default([]).meta({ description: 'Often none' }),
  accident: accidentSchema.exactOptional(),
  toothStatus: z
    .array(z.strictObject({ tooth: toothNumber, status: z.enum(['to-be-extracted', 'missing']) }))
    .min(1)
    .max(35)
    .exactOptional(),
  orthodontics: z
    .strictObject({
      totalMonths: z.int().min(1).max(99),
      remainingMonths: z.int().min(0).max(99).exactOptional(),
      appliancePlacedOn: localDateSchema.exactOptional(),
    })
    .exactOptional(),
  ...everyFormDetails,
  specialProgram: z.enum(['01', '02', '03', '05']).exactOptional(),
  predeterminationNumber: x12Text(50).exactOptional(),
  predetermination: z.literal(true).exactOptional().meta({
    description:
      'It asks the payer what it would pay. Nothing was done yet: nothing is charged, and the claim leaves without days of service',
  }),
  lines: z.array(lineSchema).max(200).default([]),
});
