import { entityKey } from '../keys/entity.ts';
import {
  auditFlagKey,
  auditSettingsKey,
  auditSliceKey,
  conditionGapIndex,
  specialtyLevelsKey,
} from '../keys/self-audit.ts';
import { byId, byMonth, type EntityDescription, id, inList, tenant } from './entity-description.ts';

/** The self-audit. */
export const selfAuditEntities: readonly EntityDescription[] = [
  {
    type: 'self-audit',
    purpose: 'A self-audit of the office’s billing: its period, how far it is, what it found.',
    ...byMonth('SELF-AUDIT', 'sau'),
    attributes:
      'id, kind, from, to, year, settings, requestedAt, requestedBy, state, month, after, slices, read, counted, found, notJudged, refusal, endedAt',
  },
  {
    type: 'self-audit-slice',
    purpose: 'What a self-audit read of about 200 encounters: ids, codes, days and units. It expires after a week.',
    key: auditSliceKey(tenant, id('sau'), 1),
    access: ['all of a self-audit, by their partition'],
    attributes: 'packed (compressed JSON), expiresAt',
  },
  {
    type: 'self-audit-flag',
    purpose: 'Something in a provider’s billing that a payer may ask about, with its figures and encounters.',
    key: auditFlagKey(tenant, id('sau'), 1),
    access: ['all of a self-audit, by their partition', 'one, by its number'],
    attributes:
      'number, rule, providerId, subject, reasons, own, peers, specialty, threshold, parts, encounters, flagged, encounterIds, citation',
  },
  {
    type: 'self-audit-settings',
    purpose: 'An office’s settings for self-audits.',
    key: auditSettingsKey(tenant),
    access: ['the office’s own'],
    attributes:
      'version, leastEncounters, pointsAbove, mueNearPercent, mueNearSharePercent, pairSharePercent, dayMinutes, typicalMinutes',
  },
  {
    type: 'specialty-levels',
    purpose: 'How often specialties bill each level of visits, as the office loaded it.',
    key: specialtyLevelsKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, source, rows (taxonomyCode, category, level, visits)',
  },
  {
    type: 'audit-case',
    purpose: 'A case of possible fraud or overbilling, and what became of it. For managers and the people it names.',
    ...inList('AUDIT-CASE', 'cas'),
    attributes:
      'id, version, source, selfAuditId, from, to, flag, referral, named, excluded, state, openedAt, openedBy, reviewer, notes, evidence, clock, disclosures, decisions',
  },
  {
    type: 'condition-gap',
    purpose: 'A condition category of a patient that was coded in earlier years but not in this one. PHI.',
    key: entityKey(tenant, 'CONDITION-GAP', id('gap')),
    index: conditionGapIndex(tenant, 2026, id('pat'), id('gap')),
    access: [byId, 'those of a year, or of a patient in it, by the index'],
    attributes:
      'id, version, year, patientId, model, category, diagnoses, encounterIds, providerIds, lastOn, foundAt, state, encounterId, decision',
  },
];
