import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { type AnswerOf, defineApi } from '../../shared/http/api.ts';
import { idSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import { bulkRoutes } from './bulk-routes.ts';
import {
  contractBody,
  contractReplacement,
  contractSchema,
  contractVersionSchema,
  dryRunSchema,
  findingSchema,
  loadBody,
  loadResultSchema,
  rateSchema,
} from './contract-schema.ts';
import { disputeRoutes } from './dispute-routes.ts';
import { expectedPaymentSchema } from './expected-schema.ts';
import { lawRoutes } from './law-routes.ts';
import { varianceRoutes } from './variance-routes.ts';

const readers: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const billers: readonly Role[] = ['biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['manager'];

const path = '/v1/payer-contracts/{contractId}';

export type ContractLoad = z.output<typeof loadBody>;

export const contractsApi = defineApi({
  ...varianceRoutes,
  ...bulkRoutes,
  ...disputeRoutes,
  ...lawRoutes,
  createPayerContract: {
    method: 'POST',
    path: '/v1/payer-contracts',
    summary: 'Adds a contract with payers, without its rates',
    roles: writers,
    body: contractBody,
    problems: ['not-found', 'contracts-too-many'],
    answer: { status: 201, schema: contractSchema },
  },
  listPayerContracts: {
    method: 'GET',
    path: '/v1/payer-contracts',
    summary: 'Lists contracts with payers',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      payerId: idSchema('payer').exactOptional().meta({ description: 'Only those with this payer' }),
    }),
    answer: { status: 200, schema: pageOf(contractSchema) },
  },
  listContractFindings: {
    method: 'GET',
    path: '/v1/payer-contract-findings',
    summary: 'Tells where contracts and rates overlap or leave gaps, and which names in them do not exist',
    roles: billers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(findingSchema) },
  },
  getPayerContract: {
    method: 'GET',
    path,
    summary: 'Shows a contract without its rates',
    roles: readers,
    answer: { status: 200, schema: contractSchema },
  },
  replacePayerContract: {
    method: 'PUT',
    path,
    summary: 'Changes a contract, but not its rates',
    roles: writers,
    body: contractReplacement,
    ifMatch: 'required',
    problems: ['contracts-too-many'],
    answer: { status: 200, schema: contractSchema },
  },
  listPayerContractVersions: {
    method: 'GET',
    path: `${path}/versions`,
    summary: 'Lists the versions of a contract, the newest first: what changed, when, and who did it',
    roles: billers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(contractVersionSchema) },
  },
  listContractRates: {
    method: 'GET',
    path: `${path}/rates`,
    summary: 'Lists the rates of a contract in their order, of this version or of an earlier one',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      version: z.coerce
        .number()
        .pipe(z.int().min(1))
        .exactOptional()
        .meta({ description: 'As they were in this version' }),
    }),
    answer: { status: 200, schema: pageOf(rateSchema) },
  },
  loadContractRates: {
    method: 'POST',
    path: `${path}/rates`,
    summary: 'Loads rates from CSV or a list: replaces all of them, or adds and changes some',
    roles: writers,
    body: loadBody,
    ifMatch: 'required',
    problems: ['rates-unreadable', 'rates-too-many'],
    answer: { status: 200, schema: loadResultSchema },
  },
  dryRunContractRates: {
    method: 'POST',
    path: `${path}/rates/dry-run`,
    summary: 'Tells what loading these rates would change and what is found in them; nothing is written',
    roles: writers,
    body: loadBody,
    problems: ['rates-unreadable', 'rates-too-many'],
    answer: { status: 200, schema: dryRunSchema },
  },
  expectPaymentOfClaim: {
    method: 'GET',
    path: '/v1/expected-payments/claims/{claimId}',
    summary: 'Explains what the first payer is expected to allow for a claim; once it has answered, what it allowed',
    roles: billers,
    problems: ['claim-without-services', 'no-payer-billed', 'code-set-damaged', 'code-set-outdated'],
    answer: { status: 200, schema: expectedPaymentSchema },
  },
  expectPaymentOfEncounter: {
    method: 'GET',
    path: '/v1/expected-payments/encounters/{encounterId}',
    summary: 'Explains what the first payer is expected to allow for an encounter, also while it is a draft',
    roles: readers,
    problems: ['no-payer-billed', 'code-set-damaged', 'code-set-outdated'],
    answer: {
      status: 200,
      schema: z
        .object({
          encounterId: idSchema('encounter'),
          items: z.array(expectedPaymentSchema).meta({
            description:
              'The expected payment of each claim of a final encounter. A draft has one, for all lines with a charge',
          }),
        })
        .meta({ id: 'ExpectedEncounter' }),
    },
  },
});

export type ContractView = AnswerOf<(typeof contractsApi)['getPayerContract']>;
export type ContractVersionView = AnswerOf<(typeof contractsApi)['listPayerContractVersions']>['items'][number];
export type RateView = AnswerOf<(typeof contractsApi)['listContractRates']>['items'][number];
export type FindingView = AnswerOf<(typeof contractsApi)['listContractFindings']>['items'][number];
export type VarianceView = AnswerOf<(typeof contractsApi)['getPaymentVariance']>;
export type DisputeView = AnswerOf<(typeof contractsApi)['getPaymentDispute']>;
export type ExpectedView = AnswerOf<(typeof contractsApi)['expectPaymentOfClaim']>;
