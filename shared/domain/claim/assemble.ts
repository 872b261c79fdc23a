import type { ProfessionalEncounter } from '../encounter/encounter.ts';
import type { ProfessionalLine } from '../encounter/professional-encounter.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { isActiveOn } from '../practice/coverage.ts';
import type { Address, Coverage, Facility, Patient, Payer, PersonName, Provider } from '../practice/practice.ts';
import { present } from '../present.ts';
import { fail, invariant, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type Frequency, frequencyCodes } from './filing.ts';
import type { HoldReason } from './hold-reasons.ts';
import type {
  BillingProvider,
  ClaimProvider,
  Dependent,
  PartyName,
  PostalAddress,
  ServiceFacility,
  Subscriber,
} from './party.ts';
import type { ProfessionalClaim } from './professional-claim.ts';
import type { ServiceLine } from './professional-line.ts';

/** A provider or facility that an encounter may name: not named, named and on file, or named but missing. */
export type Named<Found> = Found | 'not-named' | 'missing';

/** Everything that a claim is made from. A record that was not found is undefined: assembly reports it and does not throw. */
export interface AssemblyInput {
  readonly claimId: ClaimId;
  /** The legal entity whose books hold the claim. */
  readonly entityId: string;
  readonly chargeCents: Cents;
  readonly serviceFrom: LocalDate;
  /** The position of the share that this filing bills, 0 for the payer that is billed first. */
  readonly payerPosition: number;
  readonly frequency: Frequency;
  readonly encounter: ProfessionalEncounter;
  /** This claim's share of the encounter's lines, in order. */
  readonly lines: readonly ProfessionalLine[];
  readonly patient: Patient | undefined;
  readonly coverage: Coverage | undefined;
  readonly payer: Payer | undefined;
  readonly billingProvider: Provider | undefined;
  readonly renderingProvider: Named<Provider>;
  readonly referringProvider: Named<Provider>;
  readonly facility: Named<Facility>;
}

/** The relationships to another subscriber that a claim can state (005010X222A1, loop 2000C); `18` is the subscriber. */
const sendableRelationships = new Set(['01', '19', '20', '21', '39', '40', '53', 'G8']);

const isSelf = (coverage: Coverage): boolean => coverage.relationship === '18';

/**
 * Makes the professional claim of one payer from an encounter and what the practice has on file. Pure: the same input gives the same claim.
 * @returns the claim, or every reason why it cannot be sent yet (codes of `holdReasons`)
 */
export function assembleClaim(input: AssemblyInput): Result<ProfessionalClaim, readonly HoldReason[]> {
  const reasons = [...partyReasons(input), ...providerReasons(input), ...serviceReasons(input)];
  if (reasons.length > 0) return fail(reasons);
  const { encounter, patient, coverage, payer, billingProvider, renderingProvider, referringProvider, facility } =
    input;
  invariant(
    patient !== undefined && coverage !== undefined && payer !== undefined && billingProvider?.billing !== undefined,
    'what has no reason to be held has its parties',
  );
  const rendering = typeof renderingProvider === 'string' ? undefined : renderingProvider;
  const referring = typeof referringProvider === 'string' ? undefined : referringProvider;
  const place = typeof facility === 'string' ? undefined : facility;
  return ok({
    kind: 'professional',
    billingProvider: billingParty(billingProvider),
    subscriber: subscriberParty(input.payerPosition, patient, coverage, payer),
    payer: {
      name: { kind: 'organization', name: payer.name },
      idKind: 'PI',
      id: payer.claimPayerId,
      ...present({ address: payer.address === undefined ? undefined : postal(payer.address) }),
    },
    ...(isSelf(coverage) ? {} : { dependent: dependentParty(patient, coverage) }),
    patientControlNumber: input.claimId,
    chargeCents: input.chargeCents,
    placeOfService: encounter.placeOfService,
    frequency: frequencyCodes[input.frequency],
    providerSignatureOnFile: true,
    assignment: billingProvider.billing.acceptsAssignment === false ? 'C' : 'A',
    benefitsAssignment: coverage.benefitsAssigned === false ? 'N' : 'Y',
    releaseOfInformation: coverage.releaseOfInformation === 'informed-consent' ? 'I' : 'Y',
    ...present({ priorAuthorizationNumber: encounter.priorAuthorizationNumber }),
    ...present({ notes: encounter.claimNote === undefined ? undefined : [{ kind: 'ADD', text: encounter.claimNote }] }),
    diagnoses: encounter.diagnoses.map((code) => ({ codeSet: 'icd-10-cm' as const, code })),
    ...present({ referringProvider: referring === undefined ? undefined : claimProvider(referring) }),
    // The rendering provider is stated only where it is not the billing one (005010X222A1, loop 2310B).
    ...(rendering === undefined || rendering.npi === billingProvider.npi
      ? {}
      : { renderingProvider: { ...claimProvider(rendering), ...taxonomy(rendering) } }),
    ...(place === undefined || isSameAddress(place.address, billingProvider.billing.address)
      ? {}
      : { serviceFacility: facilityParty(place) }),
    serviceLines: input.lines.map((line, index) => serviceLine(encounter, line, index + 1)),
  });
}

function partyReasons({ patient, coverage, payer, serviceFrom }: AssemblyInput): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (patient === undefined) reasons.push('patient-missing');
  if (payer === undefined) reasons.push('payer-missing');
  if (coverage === undefined) return [...reasons, 'coverage-missing'];
  if (!isActiveOn(coverage, serviceFrom)) reasons.push('coverage-inactive');
  if (isSelf(coverage)) return reasons;
  if (coverage.subscriber === undefined) reasons.push('subscriber-missing');
  if (!sendableRelationships.has(coverage.relationship)) reasons.push('relationship-not-sendable');
  return reasons;
}

function providerReasons(input: AssemblyInput): HoldReason[] {
  const { billingProvider, entityId, renderingProvider, referringProvider, facility } = input;
  const reasons: HoldReason[] = [];
  if (billingProvider === undefined) reasons.push('billing-provider-missing');
  else if (billingProvider.billing === undefined) reasons.push('billing-set-up-missing');
  else {
    // Under another tax id the payment would reach another legal entity than the one whose books hold the charges.
    if (billingProvider.entityId !== entityId) reasons.push('legal-entity-changed');
    if (billingProvider.billing.address.postalCode.length !== 9) reasons.push('billing-postal-code-short');
  }
  if (renderingProvider === 'missing') reasons.push('rendering-provider-missing');
  if (referringProvider === 'missing') reasons.push('referring-provider-missing');
  else if (referringProvider !== 'not-named' && referringProvider.name.kind !== 'person') {
    reasons.push('referring-provider-not-a-person');
  }
  if (facility === 'missing') reasons.push('facility-missing');
  return reasons;
}

function serviceReasons({ encounter, lines, chargeCents }: AssemblyInput): HoldReason[] {
  const reasons: HoldReason[] = [];
  const { diagnoses } = encounter;
  if (diagnoses.length === 0) reasons.push('diagnosis-missing');
  if (diagnoses.length > 12) reasons.push('too-many-diagnoses');
  if (lines.length === 0) reasons.push('line-missing');
  if (lines.length > 50) reasons.push('too-many-lines');
  const pointers = lines.map((line) => line.diagnosisPointers);
  if (pointers.some((of) => of.length === 0)) reasons.push('pointer-missing');
  if (pointers.flat().some((pointer) => pointer < 1 || pointer > diagnoses.length)) reasons.push('pointer-dangling');
  if (sumCents(lines.map((line) => line.chargeCents)) !== chargeCents) reasons.push('charge-differs');
  return reasons;
}

function postal(address: Address): PostalAddress {
  const { line1, line2, city, state, postalCode } = address;
  return { line1, ...present({ line2 }), city, state, postalCode };
}

function isSameAddress(left: Address, right: Address): boolean {
  return JSON.stringify(postal(left)) === JSON.stringify(postal(right));
}

function personName({ lastName, firstName, middleName }: PersonName): PartyName {
  return {
    kind: 'person',
    last: lastName,
    first: firstName,
    ...present({ middle: middleName }),
  };
}

function providerName({ name }: Provider): PartyName {
  return name.kind === 'person' ? personName(name) : { kind: 'organization', name: name.organizationName };
}

function taxonomy({ taxonomyCode }: Provider): { readonly taxonomy?: string } {
  return taxonomyCode === undefined ? {} : { taxonomy: taxonomyCode };
}

function billingParty(provider: Provider): BillingProvider {
  const { billing } = provider;
  invariant(billing !== undefined, 'a billing provider is set up to bill');
  return {
    name: providerName(provider),
    npi: provider.npi,
    ...taxonomy(provider),
    address: postal(billing.address),
    taxId: { kind: billing.taxId.kind, id: billing.taxId.value },
  };
}

function claimProvider(provider: Provider): ClaimProvider {
  return { name: providerName(provider), npi: provider.npi };
}

function facilityParty(facility: Facility): ServiceFacility {
  return {
    name: { kind: 'organization', name: facility.name },
    ...present({ npi: facility.npi }),
    address: postal(facility.address),
  };
}

const payerResponsibilities = ['P', 'S', 'T'] as const;

/** The subscriber; with address and demographics only when the subscriber is the patient. */
function subscriberParty(payerPosition: number, patient: Patient, coverage: Coverage, payer: Payer): Subscriber {
  const payerResponsibility = payerResponsibilities[payerPosition];
  invariant(payerResponsibility !== undefined, 'a claim has at most three payers');
  const { groupNumber, groupName } = coverage;
  // A group's name replaces its number; a claim never states both (005010X222A1, loop 2000B).
  const group = groupNumber !== undefined ? { groupNumber } : groupName !== undefined ? { groupName } : {};
  return {
    name: personName(coverage.subscriber !== undefined && !isSelf(coverage) ? coverage.subscriber.name : patient.name),
    payerResponsibility,
    ...group,
    filingIndicator: payer.filingIndicator,
    idKind: 'MI',
    memberId: coverage.memberId,
    ...(isSelf(coverage) ? personFacts(patient) : {}),
  };
}

function dependentParty(patient: Patient, coverage: Coverage): Dependent {
  return { name: personName(patient.name), relationship: coverage.relationship, ...personFacts(patient) };
}

function personFacts({ address, birthDate, sex }: Patient) {
  return { address: postal(address), demographics: { birthDate, gender: sex } };
}

function serviceLine(encounter: ProfessionalEncounter, line: ProfessionalLine, number: number): ServiceLine {
  const { placeOfService, serviceTo } = line;
  return {
    procedureKind: 'HC',
    procedure: line.procedure,
    modifiers: line.modifiers,
    chargeCents: line.chargeCents,
    unit: line.unit ?? 'UN',
    quantity: line.units,
    ...(placeOfService === undefined || placeOfService === encounter.placeOfService ? {} : { placeOfService }),
    diagnosisPointers: line.diagnosisPointers,
    serviceFrom: line.serviceOn,
    ...(serviceTo === undefined || serviceTo === line.serviceOn ? {} : { serviceTo }),
    // Payers return it with the line's payment; unique within the claim.
    controlNumber: `L${number}`,
    ...present({ notes: line.note === undefined ? undefined : [{ kind: 'ADD', text: line.note }] }),
  };
}
