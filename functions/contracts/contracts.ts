import { findingsOf } from '../../shared/domain/contract/contract-findings.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listNumbered, listPage } from '../../shared/runtime/api/list-page.ts';
import { missingRecords, namedInList } from '../../shared/runtime/api/named-records.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { contractVersionKey, contractVersionPrefix } from '../../shared/store/keys/contract.ts';
import {
  type ContractDirectory,
  type ContractVersion,
  contractOfVersion,
  contractWrites,
  fitsContracts,
  readContractDirectory,
  readRates,
  type StoredContract,
} from '../../shared/store/payer-contracts.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { varianceLook } from '../../shared/store/variance-rounds.ts';
import { describedAnew, nothingCounted } from '../../shared/store/versioned-directory.ts';
import type { ContractsOperations } from './context.ts';
import { contractVersionView, contractView, findingView } from './views.ts';

export const contractOperations: ContractsOperations<
  | 'createPayerContract'
  | 'listPayerContracts'
  | 'getPayerContract'
  | 'replacePayerContract'
  | 'listPayerContractVersions'
  | 'listContractFindings'
> = {
  createPayerContract: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const directory = await readContractDirectory(table, tenantId);
    const id = request.newId('payerContract');
    const version = {
      ...request.body,
      ...{ id, version: 1, rows: { version: 1, count: 0 } },
      ...{ at: request.at, by: subject, change: 'created', counts: nothingCounted },
    } as ContractVersion;
    const writes = await describedWrites(table, tenantId, { directory, version });
    if (!writes.ok) return writes;
    const audit = { action: 'payer-contract-created', entityId: id } as const;
    return ok({ body: contractView(contractOfVersion(version)), version: 1, writes: writes.value, audit });
  },

  listPayerContracts: async (request, { table }) => {
    const { payerId, limit } = request.query;
    const { contracts } = await readContractDirectory(table, request.principal.tenantId);
    const asked = contracts.filter(({ payerIds }) => payerId === undefined || payerIds.includes(payerId));
    const page = await listNumbered(request, { count: asked.length, limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    return ok({ body: { items: asked.slice(first, end).map(contractView), ...next } });
  },

  getPayerContract: async (request, { table }) => {
    const contract = contractIn(
      await readContractDirectory(table, request.principal.tenantId),
      request.params.contractId,
    );
    if (contract === undefined) return fail({ kind: 'not-found' });
    return ok({ body: contractView(contract), version: contract.version });
  },

  replacePayerContract: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const directory = await readContractDirectory(table, tenantId);
    const before = contractIn(directory, request.params.contractId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { id } = before;
    const version = describedAnew(before, request.body, { at: request.at, by: subject }) as ContractVersion;
    const writes = await describedWrites(table, tenantId, { directory, version });
    if (!writes.ok) return writes;
    const audit = { action: 'payer-contract-replaced', entityId: id, facts: { version: version.version } } as const;
    return ok({
      body: contractView(contractOfVersion(version)),
      version: version.version,
      writes: writes.value,
      audit,
      due: [varianceLook(tenantId, id)],
    });
  },

  listPayerContractVersions: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { contractId } = request.params;
    if (contractIn(await readContractDirectory(table, tenantId), contractId) === undefined)
      return fail({ kind: 'not-found' });
    const { pk } = contractVersionKey(tenantId, contractId, 1);
    const query = { partitions: [pk], prefix: contractVersionPrefix, limit: request.query.limit, newestFirst: true };
    const page = await listPage(request, table, query, (item) =>
      contractVersionView(documentOfItem<ContractVersion>(item)),
    );
    return asAnswer(page);
  },

  listContractFindings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const [{ contracts }, { schedules }] = await Promise.all([
      readContractDirectory(table, tenantId),
      readFeeDirectory(table, tenantId),
    ]);
    const rated = await Promise.all(
      contracts.map(async (contract) => ({ contract, rows: await readRates(table, tenantId, contract) })),
    );
    const found = findingsOf(rated, new Map(schedules.map((schedule) => [schedule.id, schedule])));
    const page = await listNumbered(request, { count: found.length, limit: request.query.limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    return ok({ body: { items: found.slice(first, end).map(findingView), ...next } });
  },
};

export function contractIn({ contracts }: ContractDirectory, id: string): StoredContract | undefined {
  return contracts.find((contract) => contract.id === id);
}

interface Described {
  readonly directory: ContractDirectory;
  readonly version: ContractVersion;
}

/** Writes a contract with a new description, if everybody it names exists. */
async function describedWrites(
  table: Table,
  tenant: TenantId,
  { directory, version }: Described,
): Promise<Result<Write<Failure>[], Failure>> {
  const errors = await unknownNames(table, tenant, version);
  if (errors.length > 0) return fail({ kind: 'not-found', errors });
  const others = directory.contracts.filter(({ id }) => id !== version.id);
  if (!fitsContracts([...others, contractOfVersion(version)])) return fail({ kind: 'contracts-too-many' });
  const failures = { taken: { kind: 'version-changed' }, busy: { kind: 'write-conflict' } } as const;
  return ok(contractWrites<Failure>(tenant, { directory, version, rows: undefined }, failures));
}

/** Every payer, provider and legal entity that a contract names must belong to the same office. */
function unknownNames(
  table: Table,
  tenant: TenantId,
  { payerIds, billingProviderIds = [], entityIds = [] }: StoredContract,
): Promise<FieldError[]> {
  return missingRecords(table, [
    ...namedInList(tenant, '/payerIds', 'PAYER', payerIds),
    ...namedInList(tenant, '/billingProviderIds', 'PROVIDER', billingProviderIds),
    ...namedInList(tenant, '/entityIds', 'LEGAL-ENTITY', entityIds),
  ]);
}
