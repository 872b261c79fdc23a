import * as z from 'zod';
import { presentOnAdmission } from '../../domain/encounter/institutional-encounter.ts';
import { encounterKinds, type KindOfForm } from '../../domain/encounter/kinds.ts';
import {
  writtenDiagnosis,
  writtenInpatientProcedure,
  writtenProcedure,
  writtenRateCode,
  writtenRevenueCode,
  writtenTypeOfBill,
} from '../codes.ts';
import { formOf, x12Text } from '../forms.ts';
import { amountSchema, codesOf, localDateSchema } from '../schemas.ts';
import { everyFormDetails, everyLineDetails } from './claim-detail-schema.ts';
import { commonFields, commonLineFields, drugSchema, providerId, stateSchema } from './common-schema.ts';

/** Encounters that become institutional claims: of hospitals, home health agencies, nursing facilities and hospices. */

const kinds = codesOf(encounterKinds).filter(
  (kind): kind is KindOfForm<'institutional'> => encounterKinds[kind].form === 'institutional',
);

const listedCode = (what: string, example: string) => formOf(/^[A-Z0-9]{2}$/, `${what} of two characters`, example);
const timeSchema = formOf(/^([01]\d|2[0-3])([0-5]\d)?$/, 'an hour, or hour and minute', '1430');
const oneCharacter = (words: string, example: string) => formOf(/^[A-Z0-9]$/, words, example);

const diagnosisSchema = z
  .strictObject({
    code: writtenDiagnosis,
    presentOnAdmission: z.enum(presentOnAdmission).exactOptional().meta({
      description: 'Whether it was present on admission: Y yes, N no, U unknown, W undetermined, 1 exempt',
    }),
  })
  .meta({ id: 'FacilityDiagnosis' });

const lineSchema = z
  .strictObject({
    ...commonLineFields,
    revenueCode: writtenRevenueCode,
    procedure: writtenProcedure.or(writtenRateCode).exactOptional(),
    procedureKind: z
      .enum(['HC', 'HP'])
      .exactOptional()
      .meta({ description: 'HC: a HCPCS or CPT code, as when absent. HP: a rate code (HIPPS)' }),
    unit: z
      .enum(['UN', 'DA'])
      .exactOptional()
      .meta({ description: 'DA: the units are days; units of service when absent' }),
    nonCoveredCents: amountSchema.exactOptional(),
    drug: drugSchema.exactOptional(),
    ...everyLineDetails,
    serviceTaxCents: amountSchema.exactOptional(),
    facilityTaxCents: amountSchema.exactOptional(),
    operatingProviderId: providerId('Who performed this procedure'),
    otherOperatingProviderId: providerId('Who else performed it, or assisted'),
    renderingProviderId: providerId('Who gave this service, if not the attending provider'),
    referringProviderId: providerId('Who sent the patient for this service'),
  })
  .meta({ id: 'InstitutionalLine' });

const valueSchema = z
  .strictObject({
    code: listedCode('a value code', '80'),
    amountCents: amountSchema.exactOptional(),
    number: formOf(/^\d{1,7}(\.\d{1,2})?$/, 'a number as text', '12').exactOptional(),
  })
  .refine(({ amountCents, number }) => (amountCents === undefined) !== (number === undefined), {
    message: 'give amountCents or number, by what the code means',
  })
  .meta({ id: 'ValueCode' });

export const institutionalBody = z.strictObject({
  kind: z.enum(kinds),
  ...commonFields,
  attendingProviderId: providerId('Who has overall responsibility for the patient’s care'),
  operatingProviderId: providerId('Who performed the principal procedure'),
  otherOperatingProviderId: providerId('Who performed another procedure, or assisted'),
  renderingProviderId: providerId('Who gave the services, if not the attending provider'),
  referringProviderId: providerId('Who sent the patient'),
  typeOfBill: writtenTypeOfBill,
  statementFrom: localDateSchema.exactOptional(),
  statementTo: localDateSchema.exactOptional(),
  admissionDate: localDateSchema.exactOptional(),
  admissionTime: timeSchema.exactOptional(),
  admissionType: oneCharacter('an admission type of one digit', '1').exactOptional(),
  admissionSource: oneCharacter('an admission source of one character', '1').exactOptional(),
  dischargeDate: localDateSchema.exactOptional(),
  dischargeTime: timeSchema.exactOptional(),
  dischargeStatus: formOf(/^\d{2}$/, 'a discharge status of two digits', '01').exactOptional(),
  diagnoses: z.array(diagnosisSchema).max(25).default([]).meta({ description: 'The principal one first' }),
  admittingDiagnosis: writtenDiagnosis.exactOptional(),
  reasonsForVisit: z.array(writtenDiagnosis).min(1).max(3).exactOptional(),
  externalCauses: z.array(diagnosisSchema).min(1).max(12).exactOptional(),
  procedures: z
    .array(z.strictObject({ code: writtenInpatientProcedure, performedOn: localDateSchema }))
    .min(1)
    .max(25)
    .exactOptional()
    .meta({ description: 'ICD-10-PCS, the principal one first' }),
  drg: z
    .strictObject({
      code: formOf(/^\d{3,4}$/, 'a diagnosis-related group of three or four digits', '470'),
      grouper: x12Text(60).exactOptional().meta({ description: 'The grouper that found it, and its version' }),
      isFound: z.literal(true).exactOptional().meta({
        description: 'This installation’s grouper found it, and finds it again whenever the stay is finalised',
      }),
    })
    .exactOptional(),
  conditionCodes: z.array(listedCode('a condition code', '17')).min(1).max(24).exactOptional(),
  occurrenceCodes: z
    .array(z.strictObject({ code: listedCode('an occurrence code', '11'), on: localDateSchema }))
    .min(1)
    .max(24)
    .exactOptional(),
  occurrenceSpans: z
    .array(
      z
        .strictObject({
          code: listedCode('an occurrence span code', '74'),
          from: localDateSchema,
          to: localDateSchema,
        })
        .refine(({ from, to }) => from <= to, {
          message: 'a span ends on the day it begins, or later',
          path: ['to'],
        }),
    )
    .min(1)
    .max(24)
    .exactOptional(),
  valueCodes: z.array(valueSchema).min(1).max(24).exactOptional(),
  accidentState: stateSchema.exactOptional(),
  ...everyFormDetails,
  demonstrationProject: x12Text(50).exactOptional(),
  investigationalDeviceExemptions: z.array(x12Text(50)).min(1).max(5).exactOptional(),
  peerReviewNumber: x12Text(50).exactOptional(),
  estimatedPatientDueCents: amountSchema.exactOptional(),
  treatmentCodes: z.array(listedCode('a treatment code', 'A1')).min(1).max(24).exactOptional(),
  lines: z.array(lineSchema).max(999).default([]),
});
