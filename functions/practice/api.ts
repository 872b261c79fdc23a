import * as z from 'zod';
import type { AnyExceptionCode } from '../../shared/domain/exception/codes.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { present } from '../../shared/domain/present.ts';
import { defineApi } from '../../shared/http/api.ts';
import type { FailureKind } from '../../shared/http/failures.ts';
import { formOf, placeOfServiceSchema, x12Text } from '../../shared/http/forms.ts';
import { replacementOf, versionSchema } from '../../shared/http/replacement.ts';
import {
  addressSchema,
  externalIdSchema,
  idSchema,
  localDateSchema,
  npiSchema,
  pageOf,
  pageQuery,
  personNameFields,
} from '../../shared/http/schemas.ts';
import { contractTerms } from './contract-terms.ts';
import { enrollmentsSchema } from './enrollment-schema.ts';
import { billNextPayerSchema, officeFields, officeOwn, officeSchema } from './office-schema.ts';
import { payerRules } from './payer-rules.ts';
import { tradingPartnerFields, tradingPartnerIdSchema } from './trading-partner-schema.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['manager'];

/** The kind of insurance, by the code that claims use. */
const filingIndicators = '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ'.split(
  ' ',
) as readonly string[];

const remittanceIdentitySchema = z.strictObject({
  kind: z.enum(['trace-originator', 'payer-id', 'additional-payer-id']),
  value: x12Text(80),
});

const payerFields = {
  externalId: externalIdSchema.exactOptional(),
  name: x12Text(60),
  claimPayerId: x12Text(80).meta({ description: 'How claims name this payer' }),
  filingIndicator: z
    .enum(filingIndicators)
    .meta({ description: 'Kind of insurance: CI commercial, MB Medicare Part B, ...' }),
  receiver: z.strictObject({ id: tradingPartnerIdSchema, name: x12Text(60) }),
  remittanceIdentities: z
    .array(remittanceIdentitySchema)
    .max(20)
    .refine(
      (identities) => new Set(identities.map(({ kind, value }) => `${kind} ${value}`)).size === identities.length,
      'an identity is listed twice',
    ),
  additionalIds: z
    .array(z.strictObject({ kind: z.enum(['2U', 'EI', 'FY', 'NF']), id: x12Text(50) }))
    .min(1)
    .max(3)
    .refine((ids) => new Set(ids.map(({ kind }) => kind)).size === ids.length, 'a kind is listed twice')
    .exactOptional()
    .meta({ description: 'Further numbers of the payer in claims: 2U payer, EI tax id, FY claim office, NF NAIC' }),
  address: addressSchema.exactOptional(),
  filesOn: z.literal('paper').exactOptional().meta({
    description: 'Present if it takes claims only on paper: they wait to be printed (`POST /v1/paper-batches`)',
  }),
  ...contractTerms,
  ...payerRules,
  billNextPayer: billNextPayerSchema.meta({
    description:
      'Whether it is billed automatically once it is due after another payer; the office’s setting when absent',
  }),
  medigapId: formOf(/^5[5-9]\d{3}$/, 'five digits from 55000 to 59999', '55000')
    .exactOptional()
    .meta({ description: 'The id under which Medicare forwards claims to this supplement (Medigap)' }),
};

/**
 * Claims give the address of a billing provider's practice location, not a post office box (005010X222A1, loop 2010AA).
 */
const isPostOfficeBox = (line: string): boolean => /^\s*(?:P\.?\s*O\.?\s*B(?:OX)?\b|POST\s+OFFICE\s+BOX\b)/i.test(line);

const providerNameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), ...personNameFields }),
  z.strictObject({ kind: z.literal('organization'), organizationName: x12Text(60) }),
]);

const taxIdSchema = z.strictObject({
  kind: z.enum(['ein', 'ssn']),
  value: formOf(/^\d{9}$/, 'nine digits without a hyphen', '123456789'),
});

const billingSchema = z
  .strictObject({
    taxId: taxIdSchema.meta({ description: 'Providers of one tax id are one legal entity and share its books' }),
    address: addressSchema,
    payToAddress: addressSchema.exactOptional().meta({
      description: 'Where payments go by mail, if not to the address; only this field may have a post office box',
    }),
    payToPlan: z
      .strictObject({
        name: x12Text(60),
        id: x12Text(80).min(2, 'expected two characters or more').meta({ description: 'How payers name the plan' }),
        address: addressSchema,
        taxId: formOf(/^\d{9}$/, 'nine digits without a hyphen', '123456789').exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'A plan that takes over what is paid, such as a Medicaid agency (loop 2010AC)' }),
    submitter: z.strictObject({
      id: tradingPartnerIdSchema,
      contactName: x12Text(60),
      phone: formOf(/^\d{10}$/, 'ten digits', '6145550100'),
    }),
    acceptsAssignment: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Whether this provider accepts assignment; true when absent' }),
  })
  .refine(({ address: { country = 'US', postalCode = '' } }) => country !== 'US' || postalCode.length === 9, {
    message: 'expected nine digits, such as 432150100: a billing address has its full postal code',
    path: ['address', 'postalCode'],
  })
  .refine(({ address: { line1, line2 = '' } }) => !isPostOfficeBox(line1) && !isPostOfficeBox(line2), {
    message: 'expected a street address: give the post office box as payToAddress',
    path: ['address', 'line1'],
  })
  .meta({ description: 'Present when claims are billed in this provider’s name' });

const providerFields = {
  externalId: externalIdSchema.exactOptional(),
  npi: npiSchema
    .exactOptional()
    .meta({ description: 'National Provider Identifier; absent for providers who cannot have one' }),
  payerNumbers: z
    .array(
      z.strictObject({
        payerId: idSchema('payer'),
        kind: z.enum(['G2', 'LU']).meta({ description: 'G2: the payer’s number of the provider; LU: of the location' }),
        number: x12Text(50),
      }),
    )
    .min(1)
    .max(200)
    .refine(
      (numbers) => new Set(numbers.map(({ payerId, kind }) => `${payerId} ${kind}`)).size === numbers.length,
      'a payer has two numbers of one kind',
    )
    .exactOptional()
    .meta({ description: 'How payers know the provider besides the NPI, or instead of it' }),
  taxonomyCode: formOf(/^[A-Z0-9]{10}$/, 'a taxonomy code of ten characters', '207Q00000X').exactOptional(),
  stateLicense: x12Text(14)
    .exactOptional()
    .meta({ description: 'The number of the state’s licence to practise, which the paper form of dentists asks for' }),
  name: providerNameSchema,
  practice: z
    .strictObject({
      address: addressSchema,
      phone: formOf(/^\d{10}$/, 'ten digits', '6145550100').exactOptional(),
      contactName: x12Text(60).exactOptional(),
    })
    .exactOptional()
    .meta({
      description:
        'Where they practise: certificates of medical necessity need it for the provider who ordered an item',
    }),
  activeFrom: localDateSchema.exactOptional().meta({ description: 'The first day on which the NPI is active' }),
  activeTo: localDateSchema
    .exactOptional()
    .meta({ description: 'The last day on which the NPI is active, such as before it was deactivated' }),
  enrollments: enrollmentsSchema,
  billing: billingSchema.exactOptional(),
};

const facilityFields = {
  externalId: externalIdSchema.exactOptional(),
  name: x12Text(60),
  npi: npiSchema.exactOptional(),
  address: addressSchema,
  placeOfService: placeOfServiceSchema,
};

/** A family of resources that describe a practice. */
interface FamilyOfRoutes<Fields extends z.ZodRawShape, Own extends z.ZodRawShape> {
  /** The family's names in paths, in sentences, and in the API's description. */
  readonly family: string;
  readonly one: string;
  readonly name: string;
  /** The name of the id in paths. */
  readonly parameter: string;
  /** The fields that people set, and those that the system sets. */
  readonly fields: Fields;
  readonly own: Own;
  /** The problems of writing a document. */
  readonly problems?: readonly FailureKind[];
  /** Exceptions that may post after a document is written. */
  readonly mayFree?: readonly AnyExceptionCode[];
}

/** The five routes of a family: create, list, search, get, replace. */
function familyRoutes<Fields extends z.ZodRawShape, Own extends z.ZodRawShape>({
  family,
  one,
  name,
  parameter,
  fields,
  own,
  problems = [],
  mayFree,
}: FamilyOfRoutes<Fields, Own>) {
  const body = z.strictObject(fields).meta({ id: `${name}Body` });
  const view = z.strictObject({ ...own, ...fields }).meta({ id: name });
  const item = `/v1/${family}/{${parameter}}`;
  return {
    create: {
      method: 'POST',
      path: `/v1/${family}`,
      summary: `Adds a ${one}`,
      roles: writers,
      body,
      problems: ['external-id-taken', ...problems],
      ...present({ mayFree }),
      answer: { status: 201, schema: view },
    },
    list: {
      method: 'GET',
      path: `/v1/${family}`,
      summary: `Lists every ${one}`,
      roles: readers,
      query: z.strictObject(pageQuery),
      answer: { status: 200, schema: pageOf(view) },
    },
    search: {
      method: 'POST',
      path: `/v1/${family}/search`,
      summary: `Finds a ${one} by your own id for it`,
      roles: readers,
      body: z.strictObject({ externalId: externalIdSchema }),
      answer: { status: 200, schema: pageOf(view) },
    },
    get: {
      method: 'GET',
      path: item,
      summary: `Shows a ${one}`,
      roles: readers,
      answer: { status: 200, schema: view },
    },
    replace: {
      method: 'PUT',
      path: item,
      summary: `Replaces a ${one} by a new version`,
      roles: writers,
      body: replacementOf(name, body, own),
      ifMatch: 'required',
      problems: ['external-id-taken', ...problems],
      ...present({ mayFree }),
      answer: { status: 200, schema: view },
    },
  } as const;
}

const payers = familyRoutes({
  family: 'payers',
  one: 'payer',
  name: 'Payer',
  parameter: 'payerId',
  fields: payerFields,
  own: { id: idSchema('payer'), version: versionSchema },
  problems: ['payer-identity-taken'],
  mayFree: ['payer-unknown', 'payer-not-on-claim'],
});
const providers = familyRoutes({
  family: 'providers',
  one: 'provider',
  name: 'Provider',
  parameter: 'providerId',
  fields: providerFields,
  own: {
    id: idSchema('provider'),
    version: versionSchema,
    entityId: idSchema('legalEntity').exactOptional().meta({
      description: 'The legal entity in whose books new claims are, by the tax id; there when the provider bills',
    }),
  },
  problems: ['payee-identity-taken', 'provider-known', 'office-not-set-up'],
  mayFree: ['payee-differs'],
});
const facilities = familyRoutes({
  family: 'facilities',
  one: 'facility',
  name: 'Facility',
  parameter: 'facilityId',
  fields: facilityFields,
  own: { id: idSchema('facility'), version: versionSchema },
});
const partners = familyRoutes({
  family: 'trading-partners',
  one: 'trading partner',
  name: 'TradingPartner',
  parameter: 'partnerId',
  fields: tradingPartnerFields,
  own: { id: idSchema('tradingPartner'), version: versionSchema },
  problems: ['receiver-taken'],
});
const legalEntityFields = { name: x12Text(60), taxId: taxIdSchema };
const legalEntityOwn = {
  id: idSchema('legalEntity'),
  version: versionSchema,
  billingProviderIds: z.array(idSchema('provider')).meta({ description: 'Who bills under the tax id now' }),
};
const legalEntityBody = replacementOf('LegalEntity', z.strictObject(legalEntityFields), legalEntityOwn);
const legalEntitySchema = z
  .strictObject({ ...legalEntityOwn, ...legalEntityFields })
  .meta({ id: 'LegalEntity', description: 'What a tax id represents: one set of books' });

export type LegalEntityView = z.output<typeof legalEntitySchema>;
export type PayerBody = z.output<typeof payers.create.body>;
export type ProviderBody = z.output<typeof providers.create.body>;
export type TradingPartnerBody = z.output<typeof partners.create.body>;
export type FacilityBody = z.output<typeof facilities.create.body>;

export const practiceApi = defineApi({
  getOffice: {
    method: 'GET',
    path: '/v1/office',
    summary: 'Shows the office’s time zone and names; UTC and version 0 until they are set',
    roles: readers,
    answer: { status: 200, schema: officeSchema },
  },
  replaceOffice: {
    method: 'PUT',
    path: '/v1/office',
    summary: 'Sets the office’s time zone and names: its days begin and end by that zone from now on',
    roles: writers,
    body: replacementOf('Office', z.strictObject(officeFields), officeOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: officeSchema },
  },
  createPayer: payers.create,
  listPayers: payers.list,
  searchPayers: payers.search,
  getPayer: payers.get,
  replacePayer: payers.replace,
  createProvider: providers.create,
  listProviders: providers.list,
  searchProviders: providers.search,
  getProvider: providers.get,
  replaceProvider: providers.replace,
  listLegalEntities: {
    method: 'GET',
    path: '/v1/legal-entities',
    summary: 'Lists every legal entity: each tax id under which a provider bills or billed',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(legalEntitySchema) },
  },
  getLegalEntity: {
    method: 'GET',
    path: '/v1/legal-entities/{legalEntityId}',
    summary: 'Shows a legal entity',
    roles: readers,
    answer: { status: 200, schema: legalEntitySchema },
  },
  correctLegalEntity: {
    method: 'PUT',
    path: '/v1/legal-entities/{legalEntityId}',
    summary: 'Corrects a legal entity’s name, or a tax id that was entered wrong; its billing providers follow',
    roles: writers,
    body: legalEntityBody,
    ifMatch: 'required',
    problems: ['tax-id-taken', 'billing-providers-too-many'],
    mayFree: ['payee-differs'],
    answer: { status: 200, schema: legalEntitySchema },
  },
  createFacility: facilities.create,
  listFacilities: facilities.list,
  searchFacilities: facilities.search,
  getFacility: facilities.get,
  replaceFacility: facilities.replace,
  createTradingPartner: partners.create,
  listTradingPartners: partners.list,
  searchTradingPartners: partners.search,
  getTradingPartner: partners.get,
  replaceTradingPartner: partners.replace,
});
