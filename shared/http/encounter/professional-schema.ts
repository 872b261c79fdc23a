import * as z from 'zod';
import { professionalDates } from '../../domain/claim/professional-dates.ts';
import { certificationKinds, rentalPeriods } from '../../domain/encounter/equipment.ts';
import { epsdtReferrals } from '../../domain/encounter/professional-encounter.ts';
import { transportConditions, transportReasons } from '../../domain/encounter/transport.ts';
import { writtenDiagnosis, writtenProcedure } from '../codes.ts';
import { formOf, placeOfServiceSchema, x12Text } from '../forms.ts';
import { quantitySchema } from '../quantity.ts';
import { addressSchema, amountSchema, codesOf, localDateSchema } from '../schemas.ts';
import {
  accidentSchema,
  commonFields,
  commonLineFields,
  drugSchema,
  pointersSchema,
  providerId,
} from './common-schema.ts';

/** Encounters that become professional claims: of practitioners, ambulances, and suppliers of equipment. */

const yes = (description: string) => z.literal(true).exactOptional().meta({ description });

const cliaSchema = formOf(/^\d{2}D\d{7}$/, 'a CLIA number of ten characters', '36D0000001');

const equipmentSchema = z
  .strictObject({
    rent: z
      .strictObject({
        days: z.int().min(1).max(9999).meta({ description: 'Days for which it is medically necessary' }),
        rentalPriceCents: amountSchema,
        purchasePriceCents: amountSchema,
        every: z.enum(codesOf(rentalPeriods)).meta({ description: 'How often the rent is paid' }),
      })
      .exactOptional(),
    certification: z
      .strictObject({
        kind: z.enum(codesOf(certificationKinds)),
        months: z.int().min(1).max(99).meta({ description: 'Months for which it is needed; 99 for life' }),
        therapyBeganOn: localDateSchema.exactOptional(),
        revisedOn: localDateSchema.exactOptional(),
        lastCertifiedOn: localDateSchema.exactOptional(),
      })
      .exactOptional(),
    shippedOn: localDateSchema.exactOptional(),
  })
  .meta({ id: 'EquipmentSupply' });

const lineRoles = {
  renderingProviderId: providerId('Who gave this service, where it was another than the encounter’s'),
  referringProviderId: providerId('Who sent the patient for this service'),
  orderingProviderId: providerId('Who ordered this service, test or supply'),
  supervisingProviderId: providerId('Who supervised this service'),
};

const lineSchema = z
  .strictObject({
    ...commonLineFields,
    procedure: writtenProcedure,
    diagnosisPointers: pointersSchema(12),
    unit: z
      .enum(['UN', 'MJ'])
      .exactOptional()
      .meta({ description: 'MJ: the units are minutes, as for anesthesia; units of service when absent' }),
    placeOfService: placeOfServiceSchema.exactOptional(),
    emergency: yes('The service was an emergency'),
    epsdt: yes('The service follows from a screening of a child (EPSDT)'),
    familyPlanning: yes('The service is family planning'),
    copayExempt: yes('The patient owes no copayment'),
    cliaNumber: cliaSchema.exactOptional(),
    priorAuthorizationNumber: x12Text(50).exactOptional(),
    drug: drugSchema.exactOptional(),
    equipment: equipmentSchema.exactOptional(),
    ...lineRoles,
    note: x12Text(80).exactOptional(),
  })
  .meta({ id: 'ProfessionalLine' });

/** The days that a professional claim can state. */
const dateFields = Object.fromEntries(professionalDates.map((name) => [name, localDateSchema.exactOptional()])) as {
  readonly [Name in (typeof professionalDates)[number]]: z.ZodExactOptional<typeof localDateSchema>;
};

const fields = {
  ...commonFields,
  renderingProviderId: providerId('Who gave the services; the billing provider when absent'),
  referringProviderId: providerId('Who sent the patient'),
  orderingProviderId: providerId('Who ordered the services, where no line says otherwise'),
  supervisingProviderId: providerId('Who supervised the one who gave the services'),
  placeOfService: placeOfServiceSchema,
  diagnoses: z.array(writtenDiagnosis).max(12).default([]).meta({ description: 'The principal one first' }),
  lines: z.array(lineSchema).max(200).default([]),
  accident: accidentSchema.exactOptional(),
  ...dateFields,
  conditionCodes: z
    .array(formOf(/^[A-Z0-9]{2}$/, 'a condition code of two characters', '17'))
    .min(1)
    .max(24)
    .exactOptional(),
  anesthesiaProcedures: z
    .array(writtenProcedure)
    .min(1)
    .max(2)
    .exactOptional()
    .meta({ description: 'The surgical procedures for which anesthesia was given, the principal one first' }),
  cliaNumber: cliaSchema.exactOptional().meta({ description: 'The laboratory’s CLIA number' }),
  homebound: yes('The patient cannot leave the home'),
  epsdtReferrals: z
    .array(z.enum(epsdtReferrals))
    .min(1)
    .max(3)
    .exactOptional()
    .meta({ description: 'What came of a screening: AV refused, NU not used, S2 under treatment, ST new services' }),
};

const transportSchema = z
  .strictObject({
    reason: z.enum(codesOf(transportReasons)),
    miles: quantitySchema,
    patientWeightPounds: quantitySchema.exactOptional(),
    roundTripPurpose: x12Text(80).exactOptional(),
    stretcherPurpose: x12Text(80).exactOptional(),
    conditions: z
      .array(z.enum(codesOf(transportConditions)))
      .min(1)
      .max(5)
      .exactOptional(),
    pickUp: z.strictObject({ address: addressSchema }),
    dropOff: z.strictObject({ name: x12Text(60).exactOptional(), address: addressSchema }),
    patientCount: z.int().min(1).max(99).exactOptional(),
  })
  .meta({ id: 'AmbulanceTransport' });

export const professionalBody = z.strictObject({
  // Given by most callers never: the visit to a practitioner is what is entered most.
  kind: z.enum(['professional', 'equipment-order']).optional().default('professional'),
  ...fields,
});

export const ambulanceBody = z.strictObject({
  kind: z.literal('ambulance'),
  ...fields,
  transport: transportSchema.exactOptional(),
});
