import fc, { type Arbitrary } from 'fast-check';
import type {
  AmbulanceLocation,
  BillingProvider,
  ClaimProvider,
  Contact,
  Demographics,
  Dependent,
  OrderingProvider,
  PartyName,
  PatientDetails,
  Payer,
  PayToPlan,
  PayToProvider,
  PostalAddress,
  SecondaryId,
  ServiceFacility,
  Subscriber,
} from '../../../../shared/domain/claim/party.ts';
import { parseNpi } from '../../../../shared/domain/identity/npi.ts';
import { type Cents, cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';

/** An arbitrary for every field of `T` except `Left`: if a field of the domain has none, the compiler reports it. */
export type Fields<T, Left extends keyof T = never> = {
  readonly [Field in Exclude<keyof T, Left>]-?: Arbitrary<Exclude<T[Field], undefined>>;
};

type RequiredKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** Objects with all fields of `required` and any of the others; a field is absent rather than undefined. */
export function objects<T extends object>(fields: Fields<T>, required: readonly RequiredKey<T>[]): Arbitrary<T>;
export function objects<T extends object, Left extends keyof T>(
  fields: Fields<T, Left>,
  required: readonly RequiredKey<T>[],
  left: readonly Left[],
): Arbitrary<T>;
export function objects<T extends object>(fields: object, required: readonly (keyof T)[]): Arbitrary<T> {
  return fc.record(fields as Record<string, Arbitrary<unknown>>, {
    requiredKeys: [...required] as string[],
  }) as Arbitrary<T>;
}

const delimiters = new Set('*:^~');
const characters = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).filter(
  (character) => !delimiters.has(character),
);
const placeholders = new Set(['undefined', 'null', 'NaN']);

/** Texts of all characters that X12 can carry, without spaces at the ends. */
export const text = (max: number, min = 1): Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max })
    .filter((value) => value.trim() === value && value.length >= min && !placeholders.has(value));

export const code = (...codes: readonly string[]): Arbitrary<string> => fc.constantFrom(...codes);

export const list = <T>(of: Arbitrary<T>, max: number): Arbitrary<T[]> =>
  fc.array(of, { minLength: 1, maxLength: max });

export const day: Arbitrary<LocalDate> = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as LocalDate);

export const amount: Arbitrary<Cents> = fc.integer({ min: 0, max: 99_999_999 }).map(cents);

export const decimal: Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.option(fc.integer({ min: 0, max: 99 })))
  .map(([whole, part]) => (part === null ? String(whole) : `${whole}.${part}`));

const npi: Arbitrary<string> = fc.integer({ min: 100_000_000, max: 299_999_999 }).map((nine) => {
  const digit = Array.from({ length: 10 }, (_, last) => `${nine}${last}`).find((number) => parseNpi(number).ok);
  return digit as string;
});

const personName: Arbitrary<PartyName> = objects<Extract<PartyName, { kind: 'person' }>>(
  { kind: fc.constant('person'), last: text(60), first: text(35), middle: text(25), suffix: text(10) },
  ['kind', 'last'],
);

const organizationName: Arbitrary<PartyName> = text(60).map((name) => ({ kind: 'organization', name }));

export const partyName = fc.oneof(personName, organizationName);

const address: Arbitrary<PostalAddress> = objects<PostalAddress>(
  {
    line1: text(55),
    line2: text(55),
    city: text(30, 2),
    state: text(2, 2),
    postalCode: text(15, 3),
    country: text(3, 2),
    countrySubdivision: text(3),
  },
  ['line1', 'city'],
);

export const contact: Arbitrary<Contact> = objects<Contact>(
  { name: text(60), numbers: list(fc.record({ kind: code('TE', 'EX', 'FX', 'EM'), value: text(256) }), 3) },
  ['numbers'],
);

const ids = (kinds: readonly string[], max: number): Arbitrary<SecondaryId[]> =>
  list(objects<SecondaryId>({ kind: code(...kinds), id: text(50), payerId: text(50) }, ['kind', 'id']), max);

const providerKinds = ['0B', '1G', 'G2', 'LU'];

// Without the numbers of version 4010, which the writer refuses unless it is lenient.
const providerFields = {
  name: partyName,
  npi,
  taxonomy: text(50),
  taxonomyKind: fc.constant('ZZ'),
  secondaryIds: ids(providerKinds, 3),
};

const notTaxonomy = ['taxonomy', 'taxonomyKind', 'legacyId'] as const;

/** The kind of a taxonomy list says nothing without a taxonomy, so it is left out. */
function tidy<T extends { readonly taxonomy?: string; readonly taxonomyKind?: string }>(provider: T): T {
  if (provider.taxonomy !== undefined || provider.taxonomyKind === undefined) return provider;
  const { taxonomyKind: _without, ...rest } = provider;
  return rest as T;
}

export const renderingProvider = objects<ClaimProvider, 'legacyId'>(providerFields, [], ['legacyId']).map(tidy);

const { taxonomy: _taxonomy, taxonomyKind: _taxonomyKind, ...plainFields } = providerFields;

export const provider = objects<ClaimProvider, (typeof notTaxonomy)[number]>(plainFields, [], notTaxonomy);

export const claimFacility = objects<ServiceFacility, (typeof notTaxonomy)[number] | 'legacyCode'>(
  { ...plainFields, address, contact },
  [],
  [...notTaxonomy, 'legacyCode'],
);

export const lineFacility = objects<ServiceFacility, (typeof notTaxonomy)[number] | 'contact' | 'legacyCode'>(
  { ...plainFields, address },
  [],
  [...notTaxonomy, 'contact', 'legacyCode'],
);

export const orderingProvider = objects<OrderingProvider, (typeof notTaxonomy)[number]>(
  { ...plainFields, address, contact },
  [],
  notTaxonomy,
);

export const ambulanceLocation = objects<AmbulanceLocation>({ name: partyName, address }, []).chain((location) =>
  location.address === undefined ? address.map((found) => ({ ...location, address: found })) : fc.constant(location),
);

const payTo = objects<PayToProvider, 'legacyId'>(
  {
    kind: code('person', 'organization') as Arbitrary<'person'>,
    address,
    name: partyName,
    npi,
    secondaryIds: ids(providerKinds, 5),
  },
  ['kind', 'address'],
  ['legacyId'],
).map((found) => (found.name === undefined ? found : { ...found, kind: found.name.kind }));

const payToPlan = objects<PayToPlan>(
  {
    name: partyName,
    idKind: code('PI', 'XV'),
    id: text(80, 2),
    address,
    secondaryIds: ids(['2U', 'FY', 'NF'], 1),
    taxId: text(50),
  },
  ['name', 'idKind', 'id', 'address'],
);

export const billingProvider: Arbitrary<BillingProvider> = fc
  .tuple(
    objects<BillingProvider, 'legacyId' | 'taxId'>(
      { ...providerFields, currency: text(3, 3), address, contacts: list(contact, 2), payTo, payToPlan },
      ['name', 'address'],
      ['legacyId', 'taxId'],
    ).map(tidy),
    fc.record({ kind: fc.constantFrom('ein' as const, 'ssn' as const), id: text(50) }),
    fc.stringMatching(/^\d{9}$/),
  )
  .map(([found, taxId, postalCode]) => {
    const { country: _home, ...home } = found.address;
    return { ...found, taxId, address: { ...home, postalCode } };
  });

const demographicsFields = { birthDate: day, gender: code('F', 'M', 'U') };

const demographics: Arbitrary<Demographics> = objects<Demographics>(demographicsFields, []).filter(
  (found) => Object.keys(found).length > 0,
);

const detailFields = { deathDate: day, weightPounds: decimal, pregnant: fc.boolean() };

const details = objects<PatientDetails>(detailFields, []).filter((found) => Object.keys(found).length > 0);

export const subscriber: Arbitrary<Subscriber> = objects<Subscriber>(
  {
    name: partyName,
    payerResponsibility: code('P', 'S', 'T', 'U'),
    groupNumber: text(50),
    groupName: text(60),
    medicareSecondaryType: text(3),
    filingIndicator: text(2),
    idKind: code('MI', 'II'),
    memberId: text(80, 2),
    address,
    demographics,
    asPatient: details,
    ssn: text(50),
    propertyCasualtyClaimNumber: text(50),
    propertyCasualtyContact: contact,
  },
  ['name', 'payerResponsibility'],
);

/** What the guide requires of the person who is the patient. */
export const patientFields = fc.record({ address, demographics: fc.record(demographicsFields) });

export const dependent: Arbitrary<Dependent> = fc
  .tuple(
    objects<Dependent>(
      {
        ...detailFields,
        name: personName,
        relationship: code('01', '19', '20', '21', '39', '40', '53', 'G8'),
        idKind: fc.constant('MI'),
        memberId: text(80, 2),
        address,
        demographics,
        propertyCasualtyClaimNumber: text(50),
        propertyCasualtyIds: ids(['SY', '1W'], 2),
        propertyCasualtyContact: contact,
      },
      ['name', 'relationship'],
    ),
    patientFields,
  )
  .map(([found, needed]) => ({ ...found, ...needed }));

export const payer: Arbitrary<Payer> = objects<Payer>(
  {
    name: partyName,
    idKind: code('PI', 'XV'),
    id: text(80, 2),
    address,
    secondaryIds: ids(['2U', 'EI', 'FY', 'NF'], 3),
    billingProviderIds: ids(['G2', 'LU'], 2),
  },
  ['name', 'idKind', 'id'],
);

/** For institutional and dental claims, which state less about the patient than professional ones. */
export const plainSubscriber: Arbitrary<Subscriber> = subscriber.map(
  ({ asPatient: _ofProfessionals, ...told }) => told,
);

export const plainDependent: Arbitrary<Dependent> = dependent.map(
  ({ deathDate: _died, weightPounds: _weight, pregnant: _pregnant, ...told }) => told,
);
