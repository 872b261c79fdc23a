import * as z from 'zod';
import { professionalDates } from '../../domain/claim/professional-dates.ts';
import { lineDates } from '../../domain/claim/stated-details.ts';
import { mostAnesthesiaPeriods } from '../../domain/encounter/anesthesia-times.ts';
import { certificationKinds, rentalPeriods } from '../../domain/encounter/equipment.ts';
import { claimNoteKinds, epsdtReferrals, lineNoteKinds } from '../../domain/encounter/professional-encounter.ts';
import { transportConditions, transportReasons } from '../../domain/encounter/transport.ts';
import { writtenDiagnosis, writtenProcedure } from '../codes.ts';
import { formOf, placeOfServiceSchema, x12Text } from '../forms.ts';
import { quantitySchema } from '../quantity.ts';
import { addressSchema, amountSchema, codesOf, idSchema, localDateSchema } from '../schemas.ts';
import {
  certificatesSchema,
  claimDecimalSchema,
  contractSchema,
  everyFormDetails,
  everyLineDetails,
  fileInformationSchema,
  measurementsSchema,
  spinalManipulationSchema,
  visionConditionsSchema,
} from './claim-detail-schema.ts';
import {
  accidentSchema,
  commonFields,
  commonLineFields,
  drugSchema,
  lineAttachmentsSchema,
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
    certificateOnFile: yes('The supplier has the physician’s signed certificate on file'),
    isReplacement: yes('It replaces an earlier item'),
  })
  .meta({ id: 'EquipmentSupply' });

const clockSchema = formOf(/^(?:[01]\d|2[0-3])[0-5]\d$/, 'an hour and a minute', '1430');

const anesthesiaTimesSchema = z
  .array(
    z.strictObject({
      began: clockSchema.meta({ description: 'The hour and minute at which it began' }),
      ended: clockSchema.meta({
        description: 'The hour and minute at which it ended, of the next day if it is not later',
      }),
    }),
  )
  .min(1)
  .max(mostAnesthesiaPeriods)
  .meta({ description: 'When anesthesia began and ended; several periods, in order, if it was interrupted' });

const lineRoles = {
  renderingProviderId: providerId('Who gave this service, if not the encounter’s rendering provider'),
  referringProviderId: providerId('Who sent the patient for this service'),
  primaryCareProviderId: providerId('The primary care provider, where another sent the patient on'),
  purchasedServiceProviderId: providerId('Who sold this service to the billing provider'),
  orderingProviderId: providerId('Who ordered this service, test or supply'),
  supervisingProviderId: providerId('Who supervised this service'),
};

/** Optional days by name. */
function daysNamed<Name extends string>(names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, localDateSchema.exactOptional()])) as {
    readonly [Each in Name]: z.ZodExactOptional<typeof localDateSchema>;
  };
}

/** Six characters that begin with a digit or letter: the FDA's certification of a mammography facility. */
const mammographySchema = formOf(/^[A-Z0-9]{6}$/, 'a certification number of six characters', '222222');

const lineDetails = {
  ...daysNamed(lineDates),
  facilityId: idSchema('facility').exactOptional().meta({ description: 'Where this service was given, if elsewhere' }),
  referralNumber: x12Text(50).exactOptional(),
  attachments: lineAttachmentsSchema.exactOptional(),
  measurements: measurementsSchema.exactOptional(),
  forms: certificatesSchema.exactOptional().meta({ description: 'Certificates of medical necessity, by question' }),
  mammographyCertification: mammographySchema.exactOptional(),
  referringCliaNumber: cliaSchema
    .exactOptional()
    .meta({ description: 'The CLIA number of the laboratory that did the test' }),
  immunizationBatchNumber: x12Text(50).exactOptional(),
  obstetricAdditionalUnits: claimDecimalSchema.exactOptional(),
  fileInformation: fileInformationSchema.exactOptional(),
  contract: contractSchema.exactOptional(),
  ...everyLineDetails,
  purchasedCents: amountSchema.exactOptional(),
  salesTaxCents: amountSchema.exactOptional(),
  postageCents: amountSchema.exactOptional(),
  hospiceEmployed: z.boolean().exactOptional().meta({
    description: 'Whether the patient’s hospice employs the person who gave the service',
  }),
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
    anesthesiaTimes: anesthesiaTimesSchema.exactOptional(),
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
    ...lineDetails,
    note: x12Text(80).exactOptional(),
    noteKind: z.enum(codesOf(lineNoteKinds)).exactOptional().meta({
      description: 'ADD additional information, as when absent; DCP goals, rehabilitation or discharge plans',
    }),
    thirdPartyNote: x12Text(80).exactOptional().meta({ description: 'For a third party who processes the claim' }),
  })
  .refine((line) => line.noteKind === undefined || line.note !== undefined, {
    message: 'give the note',
    path: ['note'],
  })
  .refine((line) => (line.purchasedServiceProviderId === undefined) === (line.purchasedCents === undefined), {
    message: 'give purchasedServiceProviderId and purchasedCents together',
    path: ['purchasedCents'],
  })
  .meta({ id: 'ProfessionalLine' });

const claimDetails = {
  claimNoteKind: z.enum(codesOf(claimNoteKinds)).exactOptional().meta({
    description: 'The kind of claimNote: ADD additional information (also when absent), CER, DCP, DGN, TPO',
  }),
  ...everyFormDetails,
  medicareSection4081: z.enum(['Y', 'N']).exactOptional(),
  mammographyCertification: mammographySchema.exactOptional(),
  investigationalDeviceExemption: x12Text(50).exactOptional(),
  demonstrationProject: x12Text(50).exactOptional(),
  carePlanOversight: x12Text(50).exactOptional(),
  specialProgram: z.enum(['02', '03', '05', '09']).exactOptional(),
  patientSignatureSource: z.literal('P').exactOptional(),
  spinalManipulation: spinalManipulationSchema.exactOptional(),
  visionConditions: visionConditionsSchema.exactOptional().meta({ description: 'Why lenses or frames are needed' }),
};

const fields = {
  ...commonFields,
  renderingProviderId: providerId('Who gave the services; the billing provider when absent'),
  referringProviderId: providerId('Who sent the patient'),
  primaryCareProviderId: providerId('The primary care provider, where another sent the patient on'),
  orderingProviderId: providerId('Who ordered the services; a line may name another person'),
  supervisingProviderId: providerId('Who supervised the person who gave the services'),
  placeOfService: placeOfServiceSchema,
  diagnoses: z.array(writtenDiagnosis).max(12).default([]).meta({ description: 'The principal one first' }),
  lines: z.array(lineSchema).max(200).default([]),
  accident: accidentSchema.exactOptional(),
  ...daysNamed(professionalDates),
  ...claimDetails,
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
  pregnant: yes('The patient is pregnant'),
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
  // Callers may leave it out: then it is the practitioner's visit.
  kind: z.enum(['professional', 'equipment-order']).optional().default('professional'),
  ...fields,
});

export const ambulanceBody = z.strictObject({
  kind: z.literal('ambulance'),
  ...fields,
  transport: transportSchema.exactOptional(),
});
