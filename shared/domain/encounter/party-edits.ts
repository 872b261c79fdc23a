import { parseNpi } from '../identity/npi.ts';
import { coveragesOn } from '../practice/coverage.ts';
import type { Coverage } from '../practice/practice.ts';
import { firstServiceDay } from './date-edits.ts';
import type { Edit, Finding } from './edit.ts';
import type { DraftEncounter } from './encounter.ts';
import { namedProviders } from './named-providers.ts';
import { rolesOfPersons } from './party-roles.ts';

export const patientIsKnown: Edit = (_encounter, { patient }) =>
  patient === undefined ? [{ pointer: '/patientId', code: 'patient-unknown', detail: 'no such patient here' }] : [];

export const providersAreKnown: Edit = (encounter, { providers }) =>
  namedProviders(encounter).flatMap(({ pointer, role, id }): Finding[] => {
    const provider = providers.get(id);
    if (provider === undefined) return [{ pointer, code: 'provider-unknown', detail: 'no such provider here' }];
    if (!parseNpi(provider.npi).ok)
      return [{ pointer, code: 'npi-wrong', detail: 'the provider’s NPI has a wrong check digit' }];
    if (role === 'billingProviderId' && (provider.billing === undefined || provider.entityId === undefined))
      return [{ pointer, code: 'provider-does-not-bill', detail: 'give the provider a tax id and billing address' }];
    if (role !== 'billingProviderId' && rolesOfPersons.has(role) && provider.name.kind !== 'person')
      return [{ pointer, code: 'provider-not-a-person', detail: 'only a person can have this part: name the person' }];
    return [];
  });

export const facilityIsKnown: Edit = ({ facilityId }, { facilities }) =>
  facilityId === undefined || facilities.has(facilityId)
    ? []
    : [{ pointer: '/facilityId', code: 'facility-unknown', detail: 'no such facility here' }];

/**
 * The coverages that pay for an encounter, in the order of billing: those active on its first day of service. None when the
 * patient pays, which the encounter says.
 */
export function billedCoverages(encounter: Pick<DraftEncounter, 'selfPay' | 'lines'>, coverages: readonly Coverage[]) {
  const day = firstServiceDay(encounter.lines);
  return encounter.selfPay === true || day === undefined ? [] : coveragesOn(coverages, day);
}

/** No coverage pays: an oversight is likelier than a patient who pays all of it, so a person says which. */
export const coverageIsActive: Edit = (encounter, { coverages }) => {
  if (encounter.selfPay === true || encounter.lines.length === 0) return [];
  if (coverages.length === 0) {
    const detail = 'the patient has no coverage: add one, or set selfPay';
    return [{ pointer: '/patientId', code: 'coverage-missing', detail }];
  }
  const billed = billedCoverages(encounter, coverages);
  if (billed.length === 0) {
    const detail = 'no coverage of the patient is active on the first day of service: add one, or set selfPay';
    return [{ pointer: '/patientId', code: 'coverage-not-active', detail }];
  }
  const wanted = billed.map((coverage) => coverage.id).join(' ');
  return encounter.lines.flatMap((line, index): Finding[] => {
    const days = line.serviceTo === undefined ? [line.serviceOn] : [line.serviceOn, line.serviceTo];
    const same = days.every(
      (day) =>
        coveragesOn(coverages, day)
          .map(({ id }) => id)
          .join(' ') === wanted,
    );
    const detail = 'other coverages are active on this line’s days: bill them in an encounter of their own';
    return same ? [] : [{ pointer: `/lines/${index}/serviceOn`, code: 'coverage-changes', detail }];
  });
};

export const payersAreKnown: Edit = (encounter, { coverages, payers }) => {
  const isKnown = billedCoverages(encounter, coverages).every(({ payerId }) => payers.has(payerId));
  const detail = 'a coverage names a payer that is not here';
  return isKnown ? [] : [{ pointer: '/patientId', code: 'payer-unknown', detail }];
};
