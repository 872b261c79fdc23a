import { isUnknownTo } from '../claim/assemble/payer-numbers.ts';
import { billedCoverages } from '../encounter/billed-coverages.ts';
import { isPatientsOwn } from '../encounter/common-encounter.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { namedFacilities, namedProviders } from '../encounter/named-providers.ts';
import { rolesOfPersons } from '../encounter/party-roles.ts';
import { parseNpi } from '../identity/npi.ts';
import { coveragesOn, isActiveOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { firstPayer } from './payer-rules.ts';

/** The named parties, and which coverage pays. */
export const partyRules = {
  'patient-unknown': { checks: 'The patient is on record.', severity: 'error', source: 'The office’s patients' },
  'provider-unknown': { checks: 'Providers are on record.', severity: 'error', source: 'The office’s providers' },
  'npi-wrong': {
    checks: 'An NPI’s check digit is right.',
    severity: 'error',
    source: '45 CFR 162.406; the check digit is ISO/IEC 7812 over 80840 and the NPI',
  },
  'provider-number-missing': {
    checks: 'A provider without an NPI is known to the payer by a number.',
    severity: 'error',
    source: '45 CFR 162.410; 837P, loops 2010BB and 2310',
  },
  'provider-does-not-bill': {
    checks: 'The billing provider has a tax id and a billing address.',
    severity: 'error',
    source: '837P, loop 2010AA',
  },
  'provider-not-a-person': {
    checks: 'Persons refer, order, supervise, attend, operate and assist; organisations do not.',
    severity: 'error',
    source: '837P, loop 2310; 837I, loop 2310; 837D, loop 2310',
  },
  'facility-unknown': { checks: 'The facility is on record.', severity: 'error', source: 'The office’s facilities' },
  'coverage-missing': {
    checks: 'The patient has a coverage, or pays without one.',
    severity: 'error',
    source: 'The patient’s coverages',
  },
  'coverage-not-active': {
    checks: 'A coverage is active on the first day of service, or the patient pays.',
    severity: 'error',
    source: 'The patient’s coverages',
  },
  'coverage-changes': {
    checks: 'The same coverages are active on all days of service.',
    severity: 'error',
    source: '837P, loop 2000B: a claim names one set of coverages',
  },
  'payer-unknown': {
    checks: 'The payers of the coverages are on record.',
    severity: 'error',
    source: 'The office’s payers',
  },
} as const satisfies EditRules;

const finding = findingsOf(partyRules);

export const patientIsKnown: Edit = (_encounter, { patient }) =>
  patient === undefined ? [finding('patient-unknown', '/patientId', 'no such patient here')] : [];

export const providersAreKnown: Edit = (encounter, context) => {
  const { providers } = context;
  const payer = firstPayer(encounter, context);
  return namedProviders(encounter).flatMap(({ pointer, role, id }): Finding[] => {
    const provider = providers.get(id);
    if (provider === undefined) return [finding('provider-unknown', pointer, 'no such provider here')];
    if (provider.npi !== undefined && !parseNpi(provider.npi).ok)
      return [finding('npi-wrong', pointer, 'the provider’s NPI has a wrong check digit')];
    if (isUnknownTo(payer, provider))
      return [finding('provider-number-missing', pointer, 'add the payer’s number of the provider, who has no NPI')];
    if (role === 'billingProviderId' && (provider.billing === undefined || provider.entityId === undefined))
      return [finding('provider-does-not-bill', pointer, 'give the provider a tax id and billing address')];
    if (role !== 'billingProviderId' && rolesOfPersons.has(role) && provider.name.kind !== 'person')
      return [finding('provider-not-a-person', pointer, 'only a person can have this role: name the person')];
    return [];
  });
};

export const facilityIsKnown: Edit = (encounter, { facilities }) =>
  namedFacilities(encounter).flatMap(({ pointer, id }) =>
    facilities.has(id) ? [] : [finding('facility-unknown', pointer, 'no such facility here')],
  );

/** No coverage pays: more likely an oversight than self-pay, so a person decides. */
export const coverageIsActive: Edit = (encounter, { coverages }) => {
  if (isPatientsOwn(encounter) || encounter.lines.length === 0) return [];
  if (coverages.length === 0)
    return [finding('coverage-missing', '/patientId', 'the patient has no coverage: add one, or set selfPay')];
  if (encounter.coverageIds !== undefined) return chosenCoverages(encounter, encounter.coverageIds, coverages);
  const billed = billedCoverages(encounter, coverages);
  if (billed.length === 0) {
    const words = 'no coverage of the patient is active on the first day of service: add one, or set selfPay';
    return [finding('coverage-not-active', '/patientId', words)];
  }
  const wanted = billed.map((coverage) => coverage.id).join(' ');
  return encounter.lines.flatMap((line, index): Finding[] => {
    const days = line.serviceTo === undefined ? [line.serviceOn] : [line.serviceOn, line.serviceTo];
    const namesOn = (day: (typeof days)[number]) => coveragesOn(coverages, day).map(({ id }) => id);
    if (days.every((day) => namesOn(day).join(' ') === wanted)) return [];
    const words = 'other coverages are active on this line’s days: bill them in an encounter of their own';
    return [finding('coverage-changes', `/lines/${index}/serviceOn`, words)];
  });
};

/** Coverages that a person chose must be the patient’s, and active on every date of service. */
function chosenCoverages(
  { lines }: DraftEncounter,
  coverageIds: readonly string[],
  coverages: readonly Coverage[],
): readonly Finding[] {
  const days = lines.flatMap(({ serviceOn, serviceTo = serviceOn }) => [serviceOn, serviceTo]);
  return coverageIds.flatMap((id, index): Finding[] => {
    const pointer = `/coverageIds/${index}`;
    const coverage = coverages.find((each) => each.id === id);
    if (coverage === undefined) return [finding('coverage-missing', pointer, 'the patient has no such coverage')];
    if (days.every((day) => isActiveOn(coverage, day))) return [];
    return [finding('coverage-not-active', pointer, 'the coverage is not active on every day of service')];
  });
}

export const payersAreKnown: Edit = (encounter, { coverages, payers }) => {
  const isKnown = billedCoverages(encounter, coverages).every(({ payerId }) => payers.has(payerId));
  return isKnown ? [] : [finding('payer-unknown', '/patientId', 'a coverage names a payer that is not on record')];
};
