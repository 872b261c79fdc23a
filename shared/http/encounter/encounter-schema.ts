import * as z from 'zod';
import { encounterKinds } from '../../domain/encounter/kinds.ts';
import { actedSchema } from '../coding-rules.ts';
import { replacementOfKinds, versionSchema } from '../replacement.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  externalIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
} from '../schemas.ts';
import { pricesOfLinesSchema } from '../taken-price.ts';
import { dentalBody } from './dental-schema.ts';
import { noteBody } from './documentation-schema.ts';
import { overrideSchema } from './finding-schemas.ts';
import { institutionalBody } from './institutional-schema.ts';
import { ambulanceBody, professionalBody } from './professional-schema.ts';

/** Encounters of every kind: `kind` decides which form's fields they have. */

const stateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('draft'),
    reopened: z
      .strictObject({
        at: instantSchema,
        reason: z.string(),
        claimIds: z.array(claimIdSchema),
        codedAt: instantSchema.meta({ description: 'Since when it had been final' }),
        keepsClaims: z.literal(true).exactOptional().meta({
          description: 'A payer has one of the claims: they stay, and are corrected when the draft is finalised',
        }),
      })
      .exactOptional()
      .meta({
        description:
          'It was final before: when and why it was opened again, and the claims that it had, which were cancelled',
      }),
  }),
  z.strictObject({
    kind: z.literal('final'),
    finalizedAt: instantSchema,
    claimIds: z.array(claimIdSchema),
  }),
  z.strictObject({
    kind: z.literal('void'),
    voidedAt: instantSchema,
    reason: z.string(),
    claimIds: z
      .array(claimIdSchema)
      .meta({ description: 'The claims that were cancelled or voided; none when it was a draft' }),
  }),
]);

/** Fields that the system sets. */
const ownFields = {
  id: idSchema('encounter'),
  version: versionSchema,
  createdAt: instantSchema,
  state: stateSchema,
};

/** Fields that the system sets on an encounter and that a list does not show. */
const encounterOwn = {
  ...ownFields,
  codingRules: actedSchema.exactOptional(),
  prices: pricesOfLinesSchema.exactOptional(),
  overrides: z
    .array(overrideSchema)
    .exactOptional()
    .meta({ description: 'Errors of edits that somebody overrode; each holds while what it is about stays as it was' }),
};

const documentation = z
  .array(noteBody)
  .max(10)
  .default([])
  .meta({ description: 'What has been documented so far, apart from the codes. It is only added to, never changed' });

/** A new encounter: its codes, and its notes. */
export const encounterStart = z
  .discriminatedUnion('kind', [
    professionalBody.extend({ documentation }).meta({ id: 'NewProfessionalEncounter' }),
    ambulanceBody.extend({ documentation }).meta({ id: 'NewAmbulanceEncounter' }),
    institutionalBody.extend({ documentation }).meta({ id: 'NewInstitutionalEncounter' }),
    dentalBody.extend({ documentation }).meta({ id: 'NewDentalEncounter' }),
  ])
  .meta({ id: 'NewEncounter' });

/** Notes are never replaced. If a request sends them with the codes, the refusal says where they belong. */
const notReplaced = {
  documentation: z
    .never('notes are not replaced with the codes: add one by POST /v1/encounters/{encounterId}/documentation')
    .exactOptional(),
};

/** The replacement bodies for an encounter's codes, by kind. */
const encounterBodies = [
  professionalBody.extend(notReplaced).meta({ id: 'ProfessionalEncounterBody' }),
  ambulanceBody.extend(notReplaced).meta({ id: 'AmbulanceEncounterBody' }),
  institutionalBody.extend(notReplaced).meta({ id: 'InstitutionalEncounterBody' }),
  dentalBody.extend(notReplaced).meta({ id: 'DentalEncounterBody' }),
] as const;

export const encounterSchema = z
  .discriminatedUnion('kind', [
    professionalBody.extend(encounterOwn).meta({ id: 'ProfessionalEncounter' }),
    ambulanceBody.extend(encounterOwn).meta({ id: 'AmbulanceEncounter' }),
    institutionalBody.extend(encounterOwn).meta({ id: 'InstitutionalEncounter' }),
    dentalBody.extend(encounterOwn).meta({ id: 'DentalEncounter' }),
  ])
  .meta({ id: 'Encounter' });

/** Replaces the codes of a draft. */
export const encounterReplacement = replacementOfKinds('Encounter', encounterBodies, encounterOwn);

export type EncounterStart = z.output<typeof encounterStart>;
export type EncounterBody = z.output<typeof encounterReplacement>;

/** A list shows the state of the work, its age and its amount. Diagnoses and services are only in the encounter itself. */
export const encounterSummarySchema = z
  .strictObject({
    ...ownFields,
    kind: z.enum(codesOf(encounterKinds)),
    externalId: externalIdSchema.exactOptional(),
    patientId: idSchema('patient'),
    serviceFrom: localDateSchema.exactOptional().meta({ description: 'The first day of service' }),
    chargeCents: centsSchema
      .exactOptional()
      .meta({ description: 'The charges of its lines; absent while a line has none' }),
  })
  .meta({ id: 'EncounterSummary' });
