import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf, modifierSchema, placeOfServiceSchema, procedureCodeSchema, x12Text } from '../../shared/http/forms.ts';
import { quantitySchema } from '../../shared/http/quantity.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  claimIdSchema,
  externalIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
} from '../../shared/http/schemas.ts';
import { aboutQuery } from '../../shared/http/work-query.ts';
import { findingsSchema } from './finding-schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'physician', 'api-client'];
const writers: readonly Role[] = ['coder', 'manager', 'physician', 'api-client'];
/** The people who answer for the codes: finalising posts the charges. */
const finalizers: readonly Role[] = ['coder', 'manager'];

const diagnosisSchema = formOf(/^[A-Z]\d[A-Z0-9]{1,5}$/, 'an ICD-10-CM code without its point', 'J209').meta({
  description: 'ICD-10-CM code without its point, such as J209',
});

const lineSchema = z
  .strictObject({
    procedure: procedureCodeSchema,
    modifiers: z.array(modifierSchema).max(4).default([]),
    diagnosisPointers: z
      .array(z.int().min(1).max(12))
      .max(4)
      .default([])
      .meta({ description: 'Positions in the diagnoses, 1 for the first; the main one first' }),
    units: quantitySchema,
    chargeCents: amountSchema.exactOptional().meta({
      description: 'The line’s charge in all, in integer cents; when absent, the fee schedule’s price times the units',
    }),
    serviceOn: localDateSchema,
    serviceTo: localDateSchema.exactOptional(),
    placeOfService: placeOfServiceSchema.exactOptional(),
    note: x12Text(80).exactOptional(),
  })
  .meta({ id: 'EncounterLine' });

const documentationSchema = z.strictObject({
  kind: formOf(/^[a-z][a-z-]{0,39}$/, 'lower-case letters and hyphens', 'progress-note'),
  text: z
    .string()
    .min(1)
    .max(5000)
    // Such characters take six bytes each in JSON: ten texts of them would not fit an item.
    .refine((text) => /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u.test(text), 'holds a control character'),
});

const encounterFields = {
  kind: z.literal('professional').default('professional'),
  externalId: externalIdSchema.exactOptional(),
  patientId: idSchema('patient'),
  billingProviderId: idSchema('provider'),
  renderingProviderId: idSchema('provider').exactOptional(),
  referringProviderId: idSchema('provider').exactOptional(),
  facilityId: idSchema('facility').exactOptional(),
  placeOfService: placeOfServiceSchema,
  documentation: z.array(documentationSchema).max(10).default([]),
  diagnoses: z.array(diagnosisSchema).max(12).default([]).meta({ description: 'The principal one first' }),
  lines: z.array(lineSchema).max(200).default([]),
  priorAuthorizationNumber: x12Text(50).exactOptional(),
  claimNote: x12Text(80).exactOptional(),
  selfPay: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'The patient pays, and no payer is told, whatever coverage there is' }),
};

const stateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft') }),
  z.strictObject({ kind: z.literal('final'), finalizedAt: instantSchema, claimIds: z.array(claimIdSchema) }),
]);

const ownFields = {
  id: idSchema('encounter'),
  version: versionSchema,
  createdAt: instantSchema,
  state: stateSchema,
};

const encounterBody = z.strictObject(encounterFields).meta({ id: 'EncounterBody' });
const encounterSchema = z.strictObject({ ...ownFields, ...encounterFields }).meta({ id: 'Encounter' });

/** A list shows the state of the work. Diagnoses and services are in the encounter itself. */
const encounterSummarySchema = z
  .strictObject({ ...ownFields, externalId: externalIdSchema.exactOptional(), patientId: idSchema('patient') })
  .meta({ id: 'EncounterSummary' });

export type EncounterBody = z.output<typeof encounterBody>;
export type EncounterView = z.input<typeof encounterSchema>;
export type EncounterSummary = z.input<typeof encounterSummarySchema>;

export const codeEntryApi = defineApi({
  createEncounter: {
    method: 'POST',
    path: '/v1/encounters',
    summary: 'Starts an encounter: a draft, however incomplete',
    roles: writers,
    body: encounterBody,
    problems: ['not-found', 'external-id-taken'],
    answer: { status: 201, schema: encounterSchema },
  },
  listEncounters: {
    method: 'GET',
    path: '/v1/encounters',
    summary: 'Lists the encounters entered in a month, the newest first, or of these what the filters let through',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...monthQuery,
      patientId: aboutQuery.patientId,
      providerId: aboutQuery.providerId,
      state: z.enum(['draft', 'final']).exactOptional().meta({ description: 'Only encounters that stand so' }),
    }),
    answer: { status: 200, schema: pageOf(encounterSummarySchema) },
  },
  searchEncounters: {
    method: 'POST',
    path: '/v1/encounters/search',
    summary: 'Finds an encounter by your own id of it',
    roles: readers,
    body: z.strictObject({ externalId: externalIdSchema }),
    answer: { status: 200, schema: pageOf(encounterSummarySchema) },
  },
  getEncounter: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}',
    summary: 'Shows an encounter, and notes in the patient’s audit trail who looked',
    roles: readers,
    answer: { status: 200, schema: encounterSchema },
  },
  listFindings: {
    method: 'GET',
    path: '/v1/encounters/{encounterId}/findings',
    summary: 'Runs the edits over an encounter as it stands: what is wrong, by which source, and what would mend it',
    roles: readers,
    answer: { status: 200, schema: findingsSchema },
  },
  replaceEncounter: {
    method: 'PUT',
    path: '/v1/encounters/{encounterId}',
    summary: 'Saves a new version of a draft',
    roles: writers,
    body: replacementOf('Encounter', encounterBody, ownFields),
    ifMatch: 'required',
    problems: ['encounter-final', 'external-id-taken'],
    answer: { status: 200, schema: encounterSchema },
  },
  finalizeEncounter: {
    method: 'POST',
    path: '/v1/encounters/{encounterId}/finalize',
    summary: 'Makes a draft final, if every edit passes: its charges are posted, and its claims are made',
    roles: finalizers,
    ifMatch: 'required',
    idempotencyKey: 'required',
    problems: ['encounter-final', 'encounter-not-billable'],
    answer: { status: 200, schema: encounterSchema },
  },
});
