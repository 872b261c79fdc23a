import { type AskedServices, type IdentifiedProvider, isDental } from '../domain/authorization/asked-services.ts';
import type { Demographics, PartyName } from '../domain/claim/party.ts';
import { withPoint } from '../domain/code-set/entered-code.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import {
  type ClaimItem,
  type ClaimResource,
  type CodeableConcept,
  codeSystems,
  type HumanName,
  type Identifier,
  type OrganizationResource,
  type PasBundle,
  type PasResource,
  type PatientResource,
  type PractitionerResource,
  pasNames,
} from './pas-resources.ts';

/** The request: the same facts as in a 278. */
export interface PasQuestion extends AskedServices {
  readonly trace: string;
  readonly payer: { readonly name: string; readonly id: string };
  readonly provider: IdentifiedProvider;
  readonly subscriber: { readonly name: PartyName; readonly memberId: string; readonly demographics?: Demographics };
  readonly dependent?: {
    readonly name: PartyName;
    readonly relationship: string;
    readonly demographics?: Demographics;
  };
}

const concept = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

/** The parts of a bundle, by their role. */
type Part = 'Claim' | 'Insurer' | 'Provider' | 'Servicing' | 'Patient' | 'Dependent' | 'Coverage';

/** A resource's id: FHIR allows letters, digits, hyphens and dots. */
const idOf = (trace: string, part: Part) => `${part}-${trace.replaceAll(/[^A-Za-z0-9.-]/g, '-')}`;

/** The name of an entry, which ends in its resource's type and id. */
function urlOf({ trace, provider, servicing }: Pick<PasQuestion, 'trace' | 'provider' | 'servicing'>, part: Part) {
  const types: Readonly<Record<Part, PasResource['resourceType']>> = {
    ...{ Claim: 'Claim', Coverage: 'Coverage', Patient: 'Patient', Dependent: 'Patient', Insurer: 'Organization' },
    ...{ Provider: typeOfProvider(provider), Servicing: typeOfProvider(servicing ?? provider) },
  };
  return `https://superbill.invalid/fhir/${types[part]}/${idOf(trace, part)}`;
}

const typeOfProvider = ({ name }: IdentifiedProvider) =>
  name.kind === 'organization' ? ('Organization' as const) : ('Practitioner' as const);

/**
 * Makes the bundle for `Claim/$submit`. Each procedure of a service is an item. An item's sequence is the service's
 * number times 1000 plus the procedure's position, so that an answer to the item can be matched with the service.
 */
export function pasRequestBundle(question: PasQuestion, at: Instant): PasBundle {
  const { trace, payer, provider, servicing, subscriber, dependent } = question;
  const url = (part: Part) => urlOf(question, part);
  const patientUrl = dependent === undefined ? url('Patient') : url('Dependent');
  const { memberId } = subscriber;
  const entries: readonly (readonly [part: Part, resource: PasResource])[] = [
    ['Claim', claimOf(question, patientUrl, at)],
    ['Insurer', organization(payer.name, [{ value: payer.id }])],
    ['Provider', providerOf(provider)],
    ...(servicing === undefined ? [] : ([['Servicing', providerOf(servicing)]] as const)),
    ['Patient', patientOf(subscriber, memberId)],
    ...(dependent === undefined ? [] : ([['Dependent', patientOf(dependent, memberId)]] as const)),
    [
      'Coverage',
      {
        resourceType: 'Coverage',
        status: 'active',
        subscriberId: memberId,
        subscriber: { reference: url('Patient') },
        beneficiary: { reference: patientUrl },
        relationship: concept(codeSystems.relationship, relationshipOf(dependent?.relationship)),
        payor: [{ reference: url('Insurer') }],
      },
    ],
  ];
  return {
    resourceType: 'Bundle',
    meta: { profile: [pasNames.requestBundle] },
    identifier: { value: trace },
    type: 'collection',
    timestamp: at,
    entry: entries.map(([part, resource]) => ({
      fullUrl: url(part),
      resource: { ...resource, id: idOf(trace, part) },
    })),
  };
}

function claimOf(question: PasQuestion, patientUrl: string, at: Instant): ClaimResource {
  const { trace, servicing, diagnoses, note, services } = question;
  const isOfDentist = services.every(({ procedures }) => procedures.every(isDental));
  const url = (part: Part) => urlOf(question, part);
  return {
    resourceType: 'Claim',
    identifier: [{ value: trace }],
    status: 'active',
    type: concept(codeSystems.claimType, isOfDentist ? 'oral' : 'professional'),
    use: 'preauthorization',
    patient: { reference: patientUrl },
    created: at,
    insurer: { reference: url('Insurer') },
    provider: { reference: url('Provider') },
    priority: concept(codeSystems.priority, 'normal'),
    ...(servicing === undefined ? {} : { careTeam: [{ sequence: 1, provider: { reference: url('Servicing') } }] }),
    ...(note === undefined
      ? {}
      : { supportingInfo: [{ sequence: 1, category: concept(codeSystems.information, 'info'), valueString: note }] }),
    ...(diagnoses.length === 0
      ? {}
      : {
          diagnosis: diagnoses.map((code, index) => ({
            sequence: index + 1,
            diagnosisCodeableConcept: concept(codeSystems.diagnosis, withPoint(code)),
          })),
        }),
    insurance: [{ sequence: 1, focal: true, coverage: { reference: url('Coverage') } }],
    item: itemsOf(question),
  };
}

/** The range of item sequences per service. */
const itemsPerService = 1000;

/** The service, from 0, of an item of the answer. */
export function serviceOfItem(sequence: number): number {
  return Math.floor(sequence / itemsPerService);
}

function itemsOf(question: PasQuestion): readonly ClaimItem[] {
  const { services, from, to, diagnoses, placeOfService, servicing, isReferral } = question;
  const category = isReferral === true ? 'SC' : 'HS';
  return services.flatMap(({ procedures, units }, service) =>
    procedures.map((code, place) => ({
      sequence: service * itemsPerService + place + 1,
      extension: [
        { url: pasNames.serviceItemRequestType, valueCodeableConcept: concept(codeSystems.requestCategory, category) },
        { url: pasNames.certificationType, valueCodeableConcept: concept(codeSystems.certification, 'I') },
      ],
      productOrService: concept(systemOf(code), code),
      servicedPeriod: { start: from, end: to },
      ...present({
        careTeamSequence: servicing && [1],
        diagnosisSequence: diagnoses.length === 0 ? undefined : diagnoses.map((_, index) => index + 1),
        locationCodeableConcept:
          placeOfService === undefined ? undefined : concept(codeSystems.placeOfService, placeOfService),
        quantity: units === undefined ? undefined : { value: Number(units) },
      }),
    })),
  );
}

function systemOf(code: string): string {
  if (isDental(code)) return codeSystems.cdt;
  return /^\d/.test(code) ? codeSystems.cpt : codeSystems.hcpcs;
}

function relationshipOf(code: string | undefined): string {
  if (code === undefined) return 'self';
  return code === '01' ? 'spouse' : code === '19' ? 'child' : 'other';
}

const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male', U: 'unknown' };

function patientOf(
  { name, demographics }: { readonly name: PartyName; readonly demographics?: Demographics },
  memberId: string,
): PatientResource {
  const { gender, birthDate } = demographics ?? {};
  return {
    resourceType: 'Patient',
    identifier: [{ type: concept(codeSystems.identifierType, 'MB'), value: memberId }],
    name: [humanName(name)],
    ...present({ gender: gender && genders[gender], birthDate }),
  };
}

function humanName(name: PartyName): HumanName {
  if (name.kind === 'organization') return { family: name.name };
  const given = [name.first, name.middle].filter((part) => part !== undefined);
  return { family: name.last, ...(given.length === 0 ? {} : { given }) };
}

function organization(name: string, identifier: readonly Identifier[]): OrganizationResource {
  return { resourceType: 'Organization', identifier, active: true, name };
}

function providerOf({ name, idKind, id }: IdentifiedProvider): OrganizationResource | PractitionerResource {
  const identifier = [{ system: idKind === 'XX' ? codeSystems.npi : codeSystems.taxId, value: id }];
  if (name.kind === 'organization') return organization(name.name, identifier);
  return { resourceType: 'Practitioner', identifier, name: [humanName(name)] };
}
