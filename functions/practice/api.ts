import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { modifierSet } from '../../shared/domain/practice/fee.ts';
import { isPlaceOfService } from '../../shared/domain/practice/place-of-service.ts';
import { parseTimeZone } from '../../shared/domain/time/time-zone.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  addressSchema,
  amountSchema,
  externalIdSchema,
  idSchema,
  localDateSchema,
  npiSchema,
  pageOf,
  pageQuery,
  x12Text,
} from '../../shared/http/schemas.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['manager'];

const versionSchema = z.int().min(1).meta({ description: 'Rises with each change; also the ETag' });

/** An id that two systems agree on in their files: it stands in an interchange's fixed fields. */
const tradingPartnerIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{2,15}$/)
  .meta({ description: 'Trading partner id: 2 to 15 letters, digits, dots, hyphens or underscores' });

const placeOfServiceSchema = z
  .string()
  .refine(isPlaceOfService, 'expected a place of service code')
  .meta({ description: 'Place of service, two digits, such as 11 for an office' });

/** What kind of insurance it is, as claims say it. */
const filingIndicators = '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ'.split(
  ' ',
) as readonly string[];

const remittanceIdentitySchema = z.strictObject({
  kind: z.enum(['trace-originator', 'payer-id', 'additional-payer-id']),
  value: x12Text(80),
});

const contractDays = (description: string) => z.int().min(1).max(3650).meta({ description }).exactOptional();

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
      'an identity stands twice',
    ),
  address: addressSchema.exactOptional(),
  appealDays: contractDays('Days to appeal, from the notice'),
  filingDays: contractDays('Days to file a claim, from the service'),
  correctedClaimDays: contractDays('Days to send a corrected claim, from the service; else as for filing'),
};

const providerNameSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    lastName: x12Text(60),
    firstName: x12Text(35),
    middleName: x12Text(25).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('organization'), organizationName: x12Text(60) }),
]);

const taxIdSchema = z.strictObject({ kind: z.enum(['ein', 'ssn']), value: z.string().regex(/^\d{9}$/) });

const billingSchema = z
  .strictObject({
    taxId: taxIdSchema.meta({ description: 'Providers of one tax id are one legal entity and share its books' }),
    address: addressSchema,
    submitter: z.strictObject({
      id: tradingPartnerIdSchema,
      contactName: x12Text(60),
      phone: z.string().regex(/^\d{10}$/),
    }),
    acceptsAssignment: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Whether this provider takes what the payer allows; true unless given' }),
  })
  .refine((billing) => billing.address.postalCode.length === 9, {
    message: 'expected nine digits: a billing address has its full postal code',
    path: ['address', 'postalCode'],
  })
  .meta({ description: 'Present when claims are billed in this provider’s name' });

const providerFields = {
  externalId: externalIdSchema.exactOptional(),
  npi: npiSchema,
  taxonomyCode: z
    .string()
    .regex(/^[A-Z0-9]{10}$/)
    .exactOptional(),
  name: providerNameSchema,
  billing: billingSchema.exactOptional(),
};

const facilityFields = {
  externalId: externalIdSchema.exactOptional(),
  name: x12Text(60),
  npi: npiSchema.exactOptional(),
  address: addressSchema,
  placeOfService: placeOfServiceSchema,
};

const feeSchema = z.strictObject({
  procedure: z.string().regex(/^[A-Z0-9]{5}$/),
  modifiers: z
    .array(z.string().regex(/^[A-Z0-9]{2}$/))
    .max(4)
    .default([]),
  cents: amountSchema,
});

const feeScheduleFields = {
  externalId: externalIdSchema.exactOptional(),
  name: z.string().min(1).max(100),
  effectiveFrom: localDateSchema,
  fees: z
    .array(feeSchema)
    .min(1)
    .max(2000)
    .refine(
      (fees) => new Set(fees.map((fee) => `${fee.procedure} ${modifierSet(fee.modifiers)}`)).size === fees.length,
      'a procedure with the same modifiers stands twice',
    ),
};

/** The five routes of a family: create, list, search, get, replace. */
function familyRoutes<Body extends z.ZodType, View extends z.ZodType>(
  family: string,
  one: string,
  parameter: string,
  body: Body,
  view: View,
) {
  const item = `/v1/${family}/{${parameter}}`;
  return {
    create: {
      method: 'POST',
      path: `/v1/${family}`,
      summary: `Adds a ${one}`,
      roles: writers,
      body,
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
      summary: `Finds a ${one} by your own id of it`,
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
      body,
      ifMatch: 'required',
      answer: { status: 200, schema: view },
    },
  } as const;
}

const payerSchema = z.strictObject({ id: idSchema('payer'), version: versionSchema, ...payerFields });
const providerSchema = z.strictObject({
  id: idSchema('provider'),
  version: versionSchema,
  ...providerFields,
  entityId: idSchema('legalEntity').exactOptional().meta({
    description: 'The legal entity in whose books new claims are, by the tax id; there when the provider bills',
  }),
});
const facilitySchema = z.strictObject({ id: idSchema('facility'), version: versionSchema, ...facilityFields });
const feeScheduleSchema = z.strictObject({ id: idSchema('feeSchedule'), version: versionSchema, ...feeScheduleFields });

const payerBody = z.strictObject(payerFields).meta({ id: 'PayerBody' });
const providerBody = z.strictObject(providerFields).meta({ id: 'ProviderBody' });
const facilityBody = z.strictObject(facilityFields).meta({ id: 'FacilityBody' });
const feeScheduleBody = z.strictObject(feeScheduleFields).meta({ id: 'FeeScheduleBody' });

const payers = familyRoutes('payers', 'payer', 'payerId', payerBody, payerSchema.meta({ id: 'Payer' }));
const providers = familyRoutes(
  'providers',
  'provider',
  'providerId',
  providerBody,
  providerSchema.meta({ id: 'Provider' }),
);
const facilities = familyRoutes(
  'facilities',
  'facility',
  'facilityId',
  facilityBody,
  facilitySchema.meta({ id: 'Facility' }),
);
const feeSchedules = familyRoutes(
  'fee-schedules',
  'fee schedule',
  'feeScheduleId',
  feeScheduleBody,
  feeScheduleSchema.meta({ id: 'FeeSchedule' }),
);

const timeZoneSchema = z
  .string()
  .refine((text) => parseTimeZone(text).ok, 'expected the name of a time zone, such as America/New_York')
  .meta({ description: 'Name of a time zone in the IANA database, such as America/New_York' });

const officeFields = { timeZone: timeZoneSchema };
const officeBody = z.strictObject(officeFields).meta({ id: 'OfficeBody' });
const officeSchema = z
  .strictObject({
    version: z
      .int()
      .min(0)
      .meta({ description: 'Rises with each change; 0 while nothing has been said. Also the ETag' }),
    ...officeFields,
  })
  .meta({
    id: 'Office',
    description: 'What the office says of itself: days of service, posting and ageing go by its time zone',
  });

const legalEntityFields = { name: x12Text(60), taxId: taxIdSchema };
const legalEntityBody = z.strictObject(legalEntityFields).meta({ id: 'LegalEntityBody' });
const legalEntitySchema = z
  .strictObject({
    id: idSchema('legalEntity'),
    version: versionSchema,
    ...legalEntityFields,
    billingProviderIds: z.array(idSchema('provider')).meta({ description: 'Who bills under the tax id now' }),
  })
  .meta({ id: 'LegalEntity', description: 'What a tax id stands for: one set of books' });

export type LegalEntityView = z.output<typeof legalEntitySchema>;
export type PayerBody = z.output<typeof payerBody>;
export type ProviderBody = z.output<typeof providerBody>;
export type FacilityBody = z.output<typeof facilityBody>;
export type FeeScheduleBody = z.output<typeof feeScheduleBody>;

export const practiceApi = defineApi({
  getOffice: {
    method: 'GET',
    path: '/v1/office',
    summary: 'Shows what the office says of itself; UTC, version 0, until it has said so',
    roles: readers,
    answer: { status: 200, schema: officeSchema },
  },
  replaceOffice: {
    method: 'PUT',
    path: '/v1/office',
    summary: 'Says where the office is: its days begin and end by that zone’s clocks from now on',
    roles: writers,
    body: officeBody,
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
    answer: { status: 200, schema: legalEntitySchema },
  },
  createFacility: facilities.create,
  listFacilities: facilities.list,
  searchFacilities: facilities.search,
  getFacility: facilities.get,
  replaceFacility: facilities.replace,
  createFeeSchedule: feeSchedules.create,
  listFeeSchedules: feeSchedules.list,
  searchFeeSchedules: feeSchedules.search,
  getFeeSchedule: feeSchedules.get,
  replaceFeeSchedule: feeSchedules.replace,
});
