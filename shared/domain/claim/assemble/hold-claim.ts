import { namedProviders } from '../../encounter/named-providers.ts';
import { type ProviderRole, rolesOfPersons } from '../../encounter/party-roles.ts';
import { isActiveOn, isSelf } from '../../practice/coverage.ts';
import { areClaimsRefused } from '../../practice/enrollment.ts';
import type { Coverage, Payer } from '../../practice/practice.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { PriorFault } from '../next-payer/prior-balance.ts';
import { serviceReasons } from './hold-services.ts';
import { type AssemblyInput, billedCoverage } from './input.ts';
import { coverageInput, priorReasons } from './other-coverages.ts';
import { isUnknownTo } from './payer-numbers.ts';

/** The relationships to another subscriber that a claim can state (005010X222A1, loop 2000C); `18` is the subscriber. */
const sendableRelationships = new Set(['01', '19', '20', '21', '39', '40', '53', 'G8']);

/** Every reason why a claim cannot be sent yet. */
export function holdReasonsOf(input: AssemblyInput): readonly (HoldReason | PriorFault)[] {
  return [
    ...new Set([
      ...partyReasons(input),
      ...billingReasons(input),
      ...providerReasons(input),
      ...serviceReasons(input),
      ...priorReasons(coverageInput(input)),
    ]),
  ];
}

function partyReasons(input: AssemblyInput): HoldReason[] {
  const { patient, coverages, payerPosition, serviceFrom } = input;
  const { coverage, payer } = billedCoverage(input);
  const reasons: HoldReason[] = [];
  if (patient === undefined) reasons.push('patient-missing');
  if (payer === undefined) reasons.push('payer-missing');
  if (coverage === undefined) reasons.push('coverage-missing');
  else
    reasons.push(
      ...(isActiveOn(coverage, serviceFrom) ? [] : ['coverage-inactive' as const]),
      ...memberReasons(coverage),
    );
  for (const [share, other] of coverages.entries()) {
    if (share === payerPosition || other.isPassedOver === true) continue;
    if (other.coverage === undefined || other.payer === undefined) reasons.push('other-coverage-missing');
    else reasons.push(...memberReasons(other.coverage));
  }
  return reasons;
}

/** Why a claim cannot state whose coverage it is. */
export function memberReasons(coverage: Coverage): HoldReason[] {
  if (isSelf(coverage)) return [];
  return [
    ...(coverage.subscriber === undefined ? ['subscriber-missing' as const] : []),
    ...(sendableRelationships.has(coverage.relationship) ? [] : ['relationship-not-sendable' as const]),
  ];
}

function billingReasons(input: AssemblyInput): HoldReason[] {
  const { facility, lines, lineFacilities } = input;
  const isNowhere = lines.some((line) => {
    const place = 'facilityId' in line ? line.facilityId : undefined;
    return place !== undefined && !lineFacilities.has(place);
  });
  const place: readonly HoldReason[] = facility === 'missing' || isNowhere ? ['facility-missing'] : [];
  return [...billingProviderReasons(input, billedCoverage(input).payer), ...place];
}

/** Why a billing provider cannot bill a payer, or not from the claim's books. */
export function billingProviderReasons(
  { billingProvider, entityId, today }: Pick<AssemblyInput, 'billingProvider' | 'entityId' | 'today'>,
  payer: Payer | undefined,
): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (billingProvider === undefined) reasons.push('billing-provider-missing');
  else if (billingProvider.billing === undefined) reasons.push('billing-set-up-missing');
  else {
    if (isUnknownTo(payer, billingProvider)) reasons.push('provider-number-missing');
    // With another tax id the payment would reach another legal entity than the one whose books hold the charges.
    if (billingProvider.entityId !== entityId) reasons.push('legal-entity-changed');
    if (payer !== undefined && areClaimsRefused(billingProvider, payer.id, today)) {
      reasons.push('enrollment-not-active');
    }
    const { country = 'US', postalCode = '' } = billingProvider.billing.address;
    if (country === 'US' && postalCode.length !== 9) reasons.push('billing-postal-code-short');
  }
  return reasons;
}

/** The faults of a provider in each role of a claim. */
const roleReasons = {
  renderingProviderId: ['rendering-provider-missing', undefined],
  referringProviderId: ['referring-provider-missing', 'referring-provider-not-a-person'],
  primaryCareProviderId: ['primary-care-provider-missing', 'primary-care-provider-not-a-person'],
  purchasedServiceProviderId: ['purchased-service-provider-missing', undefined],
  orderingProviderId: ['ordering-provider-missing', 'ordering-provider-not-a-person'],
  supervisingProviderId: ['supervising-provider-missing', 'supervising-provider-not-a-person'],
  attendingProviderId: ['attending-provider-missing', 'attending-provider-not-a-person'],
  operatingProviderId: ['operating-provider-missing', 'operating-provider-not-a-person'],
  otherOperatingProviderId: ['operating-provider-missing', 'operating-provider-not-a-person'],
  assistantProviderId: ['assistant-provider-missing', 'assistant-provider-not-a-person'],
} as const satisfies Readonly<Record<ProviderRole, readonly [HoldReason, HoldReason | undefined]>>;

function providerReasons(input: AssemblyInput): HoldReason[] {
  const { encounter, lines, providers } = input;
  const { payer } = billedCoverage(input);
  return namedProviders({ ...encounter, lines }).flatMap(({ role, id }): HoldReason[] => {
    if (role === 'billingProviderId') return [];
    const [missing, notAPerson] = roleReasons[role];
    const provider = providers.get(id);
    if (provider === undefined) return [missing];
    if (isUnknownTo(payer, provider)) return ['provider-number-missing'];
    const isWrong = rolesOfPersons.has(role) && provider.name.kind !== 'person';
    return isWrong && notAPerson !== undefined ? [notAPerson] : [];
  });
}
