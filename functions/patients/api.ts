import * as z from 'zod';
import { waitingStatuses } from '../../shared/domain/authorization/authorization.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { orderReasons } from '../../shared/domain/practice/order-of-benefits.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  addressSchema,
  codesOf,
  externalIdSchema,
  idSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  personNameFields,
} from '../../shared/http/schemas.ts';
import { markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  authorizationBody,
  authorizationReplacement,
  authorizationRequestSchema,
  authorizationSchema,
  waitingAuthorizationSchema,
} from './authorization-schema.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'];
const writers: readonly Role[] = ['coder', 'biller', 'manager', 'api-client'];

const personNameSchema = z.strictObject(personNameFields);

const sexSchema = z.enum(['F', 'M', 'U']);

const medicalRecordNumberSchema = x12Text(50).meta({
  description: 'The office’s number of the patient’s record; no two patients have the same',
  examples: ['MRN-0042'],
});

const patientFields = {
  externalId: externalIdSchema.exactOptional(),
  medicalRecordNumber: medicalRecordNumberSchema.exactOptional(),
  name: personNameSchema,
  birthDate: localDateSchema,
  deathDate: localDateSchema.exactOptional().meta({ description: 'The day of death' }),
  sex: sexSchema,
  address: addressSchema,
};

const patientBody = z.strictObject(patientFields).meta({ id: 'PatientBody' });

const patientOwn = {
  id: idSchema('patient'),
  version: versionSchema,
  accountId: idSchema('account').meta({
    description: 'The account that the patient’s shares are billed to: the patient’s own, or a family’s',
  }),
};

const patientSchema = z.strictObject({ ...patientOwn, ...patientFields }).meta({ id: 'Patient' });

/**
 * A patient's relationship to the subscriber: 18 self, 01 spouse, 19 child, 20 employee, 53 life partner, G8 other, ...
 */
const relationships = ['18', '01', '19', '20', '21', '39', '40', '53', 'G8'] as const;

const personSubscriber = z
  .strictObject({
    name: personNameSchema,
    birthDate: localDateSchema
      .exactOptional()
      .meta({ description: 'For a parent’s plan: it decides which plan pays first' }),
    sex: sexSchema.exactOptional(),
    address: addressSchema.exactOptional(),
  })
  .meta({ id: 'PersonSubscriber' });

/** An employer is the subscriber of workers' compensation; every other subscriber is a person. */
const employerSubscriber = z
  .strictObject({ organizationName: x12Text(60), address: addressSchema })
  .meta({ id: 'EmployerSubscriber' });

const subscriberSchema = z.union([personSubscriber, employerSubscriber]);

const coverageFields = {
  benefitsAssigned: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Whether the payer pays the provider; true when absent' }),
  releaseOfInformation: z.enum(['signed-release', 'informed-consent']).exactOptional(),
  payerId: idSchema('payer'),
  order: z.literal([1, 2, 3]).meta({ description: '1 is billed first' }),
  memberId: x12Text(80).exactOptional().meta({
    description:
      'How the payer names the insured; not needed where an employer insures and `propertyCasualty` names the case',
  }),
  groupNumber: x12Text(50).exactOptional(),
  groupName: x12Text(60).exactOptional(),
  relationship: z
    .enum(relationships)
    .meta({ description: 'The patient’s relationship to the subscriber: 18 self, 01 spouse, 19 child, ...' }),
  subscriber: subscriberSchema.exactOptional(),
  propertyCasualty: z
    .strictObject({
      claimNumber: x12Text(50).meta({ description: 'The payer’s number of the case (REF*Y4)' }),
      contact: z
        .strictObject({
          name: x12Text(60).exactOptional(),
          phone: formOf(/^\d{10}$/, 'ten digits', '6145550100'),
          extension: formOf(/^\d{1,6}$/, 'up to six digits', '12').exactOptional(),
        })
        .exactOptional()
        .meta({ description: 'Whom the payer may ask about the case' }),
      patientNumber: z
        .strictObject({
          kind: z.enum(['SY', '1W']).meta({ description: 'SY: a social security number; 1W: a member number' }),
          number: x12Text(50),
        })
        .refine(({ kind, number }) => kind !== 'SY' || /^\d{9}$/.test(number), {
          message: 'expected nine digits without hyphens',
          path: ['number'],
        })
        .exactOptional()
        .meta({ description: 'The number by which the payer of the case wants to know the patient' }),
    })
    .exactOptional()
    .meta({ description: 'For workers’ compensation, auto, and other property and casualty' }),
  employment: z.enum(['active', 'retired', 'continued', 'none']).exactOptional().meta({
    description:
      'Where the subscriber’s coverage comes from: current work, former work, continuation after work (COBRA), or not from work',
  }),
  employerSize: z
    .enum(['under-20', '20-to-99', '100-or-more'])
    .exactOptional()
    .meta({ description: 'For an employer’s plan: how many people the employer has' }),
  medicareReason: z
    .enum(['age', 'disability', 'kidney-disease'])
    .exactOptional()
    .meta({ description: 'For Medicare: why the patient is entitled. When absent: age, from 65 on' }),
  kidneyDiseaseFrom: localDateSchema
    .exactOptional()
    .meta({ description: 'For Medicare because of kidney disease: the first day of eligibility' }),
  custody: z
    .enum(['court-order', 'custodial-parent', 'custodial-stepparent', 'other-parent'])
    .exactOptional()
    .meta({ description: 'For a child whose parents live apart: whose plan it is' }),
  medicareSecondaryType: z.enum(['12', '13', '14', '15', '16', '41', '42', '43', '47']).exactOptional().meta({
    description:
      'Why Medicare pays after another payer: 12 working aged, 13 kidney disease, 15 workers’ compensation, ...',
  }),
  activeFrom: localDateSchema,
  activeTo: localDateSchema.exactOptional(),
};

const isEmployers = (subscriber: object | undefined): boolean =>
  subscriber !== undefined && 'organizationName' in subscriber;

const isEmployersCase = ({ subscriber, propertyCasualty }: { subscriber?: object; propertyCasualty?: object }) =>
  isEmployers(subscriber) && propertyCasualty !== undefined;

const coverageBody = z
  .strictObject(coverageFields)
  .refine((coverage) => coverage.relationship === '18' || coverage.subscriber !== undefined, {
    message: 'required, because the patient is not the subscriber',
    path: ['subscriber'],
  })
  .refine((coverage) => coverage.relationship !== '18' || coverage.subscriber === undefined, {
    message: 'not wanted, because the patient is the subscriber',
    path: ['subscriber'],
  })
  .refine((coverage) => !isEmployers(coverage.subscriber) || coverage.relationship === '20', {
    message: 'expected 20 (employee), because the subscriber is an employer',
    path: ['relationship'],
  })
  .refine((coverage) => coverage.memberId !== undefined || isEmployersCase(coverage), {
    message: 'required, unless an employer insures and `propertyCasualty` names the case',
    path: ['memberId'],
  })
  .refine((coverage) => coverage.relationship !== '18' || coverage.propertyCasualty?.patientNumber?.kind !== '1W', {
    message: 'expected SY: the insured’s member number is `memberId`',
    path: ['propertyCasualty', 'patientNumber', 'kind'],
  })
  .refine((coverage) => coverage.activeTo === undefined || coverage.activeFrom <= coverage.activeTo, {
    message: 'a coverage ends on the day it begins, or later',
    path: ['activeTo'],
  })
  .meta({ id: 'CoverageBody' });

const coverageOwn = { id: idSchema('coverage'), patientId: idSchema('patient'), version: versionSchema };

const coverageSchema = z.strictObject({ ...coverageOwn, ...coverageFields }).meta({ id: 'Coverage' });

const benefitsPlaceSchema = z
  .object({
    coverageId: idSchema('coverage'),
    payerId: idSchema('payer'),
    place: z.int().meta({ description: '1 is billed first' }),
    order: z.int().meta({ description: 'The place that was entered' }),
    reason: z.object({ code: z.enum(codesOf(orderReasons)), detail: z.string() }),
    missing: z
      .array(z.string())
      .meta({ description: 'The fields of the coverage that are missing and would decide the order' }),
    medicareSecondaryType: z
      .string()
      .exactOptional()
      .meta({ description: 'Of Medicare that is not first: what `medicareSecondaryType` of the coverage should be' }),
  })
  .meta({ id: 'BenefitsPlace', description: 'The place of a coverage in the order of benefits' });

export type PatientBody = z.output<typeof patientBody>;
export type CoverageBody = z.output<typeof coverageBody>;

export const patientsApi = defineApi({
  createPatient: {
    method: 'POST',
    path: '/v1/patients',
    summary: 'Adds a patient',
    roles: writers,
    body: patientBody,
    problems: ['external-id-taken', 'medical-record-number-taken'],
    answer: { status: 201, schema: patientSchema },
  },
  searchPatients: {
    method: 'POST',
    path: '/v1/patients/search',
    summary:
      'Finds patients by your own id, by medical record number, or by last name and birth date; each one shown is noted in the audit trail',
    roles: readers,
    query: z.strictObject(pageQuery),
    body: z.union([
      z.strictObject({ externalId: externalIdSchema }),
      z.strictObject({ medicalRecordNumber: medicalRecordNumberSchema }),
      z.strictObject({ lastName: z.string().min(1).max(60), birthDate: localDateSchema }),
    ]),
    answer: { status: 200, schema: pageOf(patientSchema) },
  },
  getPatient: {
    method: 'GET',
    path: '/v1/patients/{patientId}',
    summary: 'Shows a patient; the access is recorded in the audit trail',
    roles: readers,
    answer: { status: 200, schema: patientSchema },
  },
  replacePatient: {
    method: 'PUT',
    path: '/v1/patients/{patientId}',
    summary: 'Replaces a patient by a new version',
    roles: writers,
    body: replacementOf('Patient', patientBody, patientOwn),
    ifMatch: 'required',
    problems: ['external-id-taken', 'medical-record-number-taken'],
    answer: { status: 200, schema: patientSchema },
  },
  createCoverage: {
    method: 'POST',
    path: '/v1/patients/{patientId}/coverages',
    summary: 'Adds an insurance of a patient, in the order of billing',
    roles: writers,
    body: coverageBody,
    problems: ['coverage-order-taken', 'coverages-too-many'],
    answer: { status: 201, schema: coverageSchema },
  },
  listCoverages: {
    method: 'GET',
    path: '/v1/patients/{patientId}/coverages',
    summary: 'Shows all insurances of a patient (at most 50) in the order of billing; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(coverageSchema) },
  },
  getCoverageOrder: {
    method: 'GET',
    path: '/v1/patients/{patientId}/coverage-order',
    summary:
      'The order in which the insurances that are active on a day should be billed, by the coverage facts, with the reason of each place; the access is recorded',
    roles: readers,
    query: z.strictObject({
      on: localDateSchema.exactOptional().meta({ description: 'The day of service; today when absent' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        on: localDateSchema,
        isAsEntered: z.boolean().meta({ description: 'Whether the coverages were entered in this order' }),
        items: z.array(benefitsPlaceSchema),
      }),
    },
  },
  getCoverage: {
    method: 'GET',
    path: '/v1/patients/{patientId}/coverages/{coverageId}',
    summary: 'Shows an insurance of a patient; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: coverageSchema },
  },
  replaceCoverage: {
    method: 'PUT',
    path: '/v1/patients/{patientId}/coverages/{coverageId}',
    summary: 'Replaces an insurance of a patient by a new version',
    roles: writers,
    body: replacementOf('Coverage', coverageBody, coverageOwn),
    ifMatch: 'required',
    problems: ['coverage-order-taken'],
    answer: { status: 200, schema: coverageSchema },
  },
  listWaitingAuthorizations: {
    method: 'GET',
    path: '/v1/authorizations',
    summary:
      'Prior authorisations that are still to be obtained: not asked for, not decided, or returned; those needed first come first',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(waitingStatuses).exactOptional(),
      payerId: idSchema('payer').exactOptional(),
      isLate: z
        .literal('true')
        .exactOptional()
        .meta({ description: 'Only those whose request has had no answer for four days' }),
      ...markQuery,
    }),
    answer: { status: 200, schema: pageOf(waitingAuthorizationSchema) },
  },
  createAuthorization: {
    method: 'POST',
    path: '/v1/patients/{patientId}/authorizations',
    summary: 'Records a prior authorisation of a patient, or one that is to be asked for',
    roles: writers,
    body: authorizationBody,
    problems: ['authorizations-too-many'],
    answer: { status: 201, schema: authorizationSchema },
  },
  listAuthorizations: {
    method: 'GET',
    path: '/v1/patients/{patientId}/authorizations',
    summary:
      'The prior authorisations of a patient, the last to end first, with what is used up and left; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: pageOf(authorizationSchema) },
  },
  getAuthorization: {
    method: 'GET',
    path: '/v1/patients/{patientId}/authorizations/{authorizationId}',
    summary: 'A prior authorisation, with what is used up and left; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: authorizationSchema },
  },
  replaceAuthorization: {
    method: 'PUT',
    path: '/v1/patients/{patientId}/authorizations/{authorizationId}',
    summary: 'Replaces a prior authorisation by a new version, such as with what the payer answered by telephone',
    roles: writers,
    body: authorizationReplacement,
    ifMatch: 'required',
    answer: { status: 200, schema: authorizationSchema },
  },
  requestAuthorization: {
    method: 'POST',
    path: '/v1/patients/{patientId}/authorizations/{authorizationId}/requests',
    summary: 'Asks the payer for it; the answer is recorded on the authorisation',
    roles: writers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    problems: ['authorization-not-askable', 'inquiry-channel-missing'],
    answer: { status: 202, schema: authorizationRequestSchema },
  },
});
