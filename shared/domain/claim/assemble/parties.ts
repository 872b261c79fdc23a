import type { Address } from '../../practice/address.ts';
import { isSelf, numberWithPayer } from '../../practice/coverage.ts';
import type {
  ClaimContact,
  Coverage,
  Facility,
  Patient,
  Payer,
  PersonName,
  Provider,
} from '../../practice/practice.ts';
import { present } from '../../present.ts';
import { invariant } from '../../result.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { OtherCoverage } from '../claim-detail.ts';
import type {
  BillingProvider,
  Payer as ClaimPayer,
  ClaimProvider,
  Contact,
  Dependent,
  PartyName,
  PayToPlan,
  PostalAddress,
  ServiceFacility,
  Subscriber,
} from '../party.ts';
import { numbersWith } from './payer-numbers.ts';

type PayToPlanOnFile = NonNullable<NonNullable<Provider['billing']>['payToPlan']>;

/** The parties of a claim, from the practice's records. */

export function postal(address: Address): PostalAddress {
  const { line1, line2, city, state, postalCode, country, countrySubdivision } = address;
  // Addresses in the United States have no country code.
  const abroad = country === 'US' ? {} : { country, countrySubdivision };
  return { line1, ...present({ line2 }), city, ...present({ state, postalCode, ...abroad }) };
}

/** The text of an address for comparison: without case, punctuation and needless blanks. */
const folded = (text = ''): string => text.toUpperCase().replace(/[.,#]/g, ' ').replace(/\s+/g, ' ').trim();

/**
 * Whether two addresses are the same place despite different case, punctuation, or a postal code of five or nine
 * digits.
 */
export function isSamePlace(left: Address, right: Address): boolean {
  const textOf = ({ line1, line2, city, state, country = 'US' }: Address) =>
    [line1, line2, city, state, country].map(folded).join('|');
  const [one, other] = [left.postalCode ?? '', right.postalCode ?? ''];
  const digits = Math.min(one.length, other.length);
  return textOf(left) === textOf(right) && one.slice(0, digits) === other.slice(0, digits);
}

/** Whether services were given at a place other than the billing provider's address. */
export function isElsewhere(place: Facility | undefined, { billing }: Provider): place is Facility {
  return place !== undefined && billing !== undefined && !isSamePlace(place.address, billing.address);
}

/** Whether two records are the same provider, entered twice: they have the same NPI. */
export function isSameProvider(left: Provider | undefined, right: Provider | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.id === right.id || (left.npi !== undefined && left.npi === right.npi);
}

function personName({ lastName, firstName, middleName, suffix }: PersonName): PartyName {
  return { kind: 'person', last: lastName, ...present({ first: firstName, middle: middleName, suffix }) };
}

function providerName({ name }: Provider): PartyName {
  return name.kind === 'person' ? personName(name) : { kind: 'organization', name: name.organizationName };
}

function taxonomy({ taxonomyCode }: Provider): { readonly taxonomy?: string } {
  return taxonomyCode === undefined ? {} : { taxonomy: taxonomyCode };
}

export function billingParty(provider: Provider): BillingProvider {
  const { billing, name } = provider;
  invariant(billing !== undefined, 'a billing provider is set up to bill');
  const { payToAddress, payToPlan, taxId } = billing;
  return {
    name: providerName(provider),
    ...present({ npi: provider.npi }),
    ...taxonomy(provider),
    address: postal(billing.address),
    taxId: { kind: taxId.kind, id: taxId.value },
    ...present({ payTo: payToAddress === undefined ? undefined : { kind: name.kind, address: postal(payToAddress) } }),
    ...present({ payToPlan: payToPlan === undefined ? undefined : payToPlanOf(payToPlan) }),
  };
}

function payToPlanOf({ name, id, address, taxId }: PayToPlanOnFile): PayToPlan {
  const common = { name: { kind: 'organization', name }, idKind: 'PI', id, address: postal(address) } as const;
  return { ...common, ...present({ taxId }) };
}

/** A provider as the claim's payer knows it. */
export function claimProvider(provider: Provider, payer: Payer): ClaimProvider {
  const secondaryIds = numbersWith(payer, provider);
  return {
    name: providerName(provider),
    ...present({ npi: provider.npi, secondaryIds: secondaryIds.length === 0 ? undefined : secondaryIds }),
  };
}

/** A rendering provider; only this role has a taxonomy. */
export function renderingParty(provider: Provider, payer: Payer): ClaimProvider {
  return { ...claimProvider(provider, payer), ...taxonomy(provider) };
}

/**
 * The place of service, if it is not the billing provider's address. The billing provider's own NPI is not repeated
 * (005010X222A1, loop 2310C: the NPI of an entity that is not a part of the billing provider).
 */
export function facilityParty(facility: Facility, billing: Provider): ServiceFacility {
  return {
    name: { kind: 'organization', name: facility.name },
    ...present({ npi: facility.npi === billing.npi ? undefined : facility.npi }),
    address: postal(facility.address),
  };
}

const payerResponsibilities = ['P', 'S', 'T'] as const;

/** A group's name replaces its number; a claim never states both (005010X222A1, loop 2000B). */
function groupOf({ groupNumber, groupName }: Coverage) {
  return groupNumber !== undefined ? { groupNumber } : groupName !== undefined ? { groupName } : {};
}

function subscriberName(patient: Patient, { relationship, subscriber }: Coverage): PartyName {
  if (subscriber === undefined || isSelf({ relationship })) return personName(patient.name);
  return 'name' in subscriber
    ? personName(subscriber.name)
    : { kind: 'organization', name: subscriber.organizationName };
}

/** Facts of the patient that only property and casualty claims state. */
function caseOf({
  propertyCasualty,
}: Coverage): Pick<Dependent, 'propertyCasualtyClaimNumber' | 'propertyCasualtyContact'> {
  if (propertyCasualty === undefined) return {};
  const { claimNumber, contact } = propertyCasualty;
  return {
    propertyCasualtyClaimNumber: claimNumber,
    ...present({ propertyCasualtyContact: contact === undefined ? undefined : contactOf(contact) }),
  };
}

function contactOf({ name, phone, extension }: ClaimContact): Contact {
  const extra = extension === undefined ? [] : [{ kind: 'EX', value: extension }];
  return { ...present({ name }), numbers: [{ kind: 'TE', value: phone }, ...extra] };
}

/** The patient's consents for a coverage. */
export const consentsOf = (coverage: Coverage) => ({
  benefitsAssignment: coverage.benefitsAssigned === false ? 'N' : 'Y',
  releaseOfInformation: coverage.releaseOfInformation === 'informed-consent' ? 'I' : 'Y',
});

/**
 * The subscriber. Files have the address and demographics only when the subscriber is the patient (005010X222A1, loop
 * 2010BA); paper forms ask for them always.
 */
export function subscriberParty(
  payerPosition: number,
  { patient, coverage, payer }: { readonly patient: Patient; readonly coverage: Coverage; readonly payer: Payer },
): Subscriber {
  const payerResponsibility = payerResponsibilities[payerPosition];
  invariant(payerResponsibility !== undefined, 'a claim has at most three payers');
  const ssn = coverage.propertyCasualty?.patientNumber?.number;
  return {
    name: subscriberName(patient, coverage),
    payerResponsibility,
    ...groupOf(coverage),
    ...present({ medicareSecondaryType: payerPosition === 0 ? undefined : coverage.medicareSecondaryType }),
    filingIndicator: payer.filingIndicator,
    ...(coverage.memberId === undefined ? {} : { idKind: 'MI', memberId: coverage.memberId }),
    ...(isSelf(coverage)
      ? { ...personFacts(patient), ...present({ asPatient: deathOf(patient), ssn }), ...caseOf(coverage) }
      : payer.filesOn === 'paper'
        ? insuredFacts(coverage)
        : {}),
  };
}

/** The facts on file about an insured who is not the patient. */
function insuredFacts({ subscriber }: Coverage) {
  if (subscriber === undefined) return {};
  const { address } = subscriber;
  const { birthDate, sex } = 'name' in subscriber ? subscriber : {};
  return present({
    address: address === undefined ? undefined : postal(address),
    demographics: birthDate === undefined && sex === undefined ? undefined : present({ birthDate, gender: sex }),
  });
}

/**
 * A coverage that is billed before or after this claim's payer, stated to this payer (005010X222A1, loop 2320).
 * @param place its place among the billed payers
 * @param isPrinted whether the claim goes on paper, which asks for the insured's day of birth and gender; files must not
 * tell them
 */
export function otherCoverage(
  place: number,
  { patient, coverage, payer }: { readonly patient: Patient; readonly coverage: Coverage; readonly payer: Payer },
  isPrinted: boolean,
): OtherCoverage {
  const payerResponsibility = payerResponsibilities[place];
  invariant(payerResponsibility !== undefined, 'a claim has at most three payers');
  const { address, demographics } = isSelf(coverage) ? personFacts(patient) : insuredFacts(coverage);
  return {
    payerResponsibility,
    relationship: coverage.relationship,
    ...groupOf(coverage),
    ...present({ medicareSecondaryType: place === 0 ? undefined : coverage.medicareSecondaryType }),
    filingIndicator: payer.filingIndicator,
    ...consentsOf(coverage),
    ...present({ demographics: isPrinted ? demographics : undefined }),
    subscriber: {
      name: subscriberName(patient, coverage),
      idKind: 'MI',
      // The other payer's loop needs a number: the case is the one by which that payer knows the claim.
      memberId: numberWithPayer(coverage),
      ...present({ address }),
    },
    payer: { name: { kind: 'organization', name: payer.name }, idKind: 'PI', id: payer.claimPayerId },
  };
}

export function payerParty(payer: Payer, billing: Provider): ClaimPayer {
  const numbers = numbersWith(payer, billing);
  return {
    name: { kind: 'organization', name: payer.name },
    idKind: 'PI',
    id: payer.claimPayerId,
    ...present({
      address: payer.address === undefined ? undefined : postal(payer.address),
      secondaryIds: payer.additionalIds,
      billingProviderIds: numbers.length === 0 ? undefined : numbers,
    }),
  };
}

export function dependentParty(patient: Patient, coverage: Coverage): Dependent {
  const number = coverage.propertyCasualty?.patientNumber;
  return {
    name: personName(patient.name),
    relationship: coverage.relationship,
    ...personFacts(patient),
    ...deathOf(patient),
    ...caseOf(coverage),
    ...(number === undefined ? {} : { propertyCasualtyIds: [{ kind: number.kind, id: number.number }] }),
  };
}

function deathOf({ deathDate }: Patient): { readonly deathDate: LocalDate } | undefined {
  return deathDate === undefined ? undefined : { deathDate };
}

function personFacts({ address, birthDate, sex }: Patient) {
  return { address: postal(address), demographics: { birthDate, gender: sex } };
}
