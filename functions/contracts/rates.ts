import { readCsvText } from '../../shared/code-sets/read/csv-text.ts';
import { findingsOfRates } from '../../shared/domain/contract/contract-findings.ts';
import { mostRateRows, type RateRow, rateName, rowName } from '../../shared/domain/contract/rate-row.ts';
import { readRateRows, type UnnumberedRate } from '../../shared/domain/contract/read-rate-rows.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { faultText } from '../../shared/domain/text/csv-table.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listNumbered } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { contractVersionKey } from '../../shared/store/keys/contract.ts';
import {
  type ContractVersion,
  contractOfVersion,
  contractWrites,
  fitsRates,
  readContractDirectory,
  readRates,
  type StoredContract,
} from '../../shared/store/payer-contracts.ts';
import type { Table } from '../../shared/store/table.ts';
import { varianceLook } from '../../shared/store/variance-rounds.ts';
import type { ContractLoad, RateView } from './api.ts';
import type { ContractsOperations } from './context.ts';
import { contractIn } from './contracts.ts';
import { contractView, findingView } from './views.ts';

/** At most this many findings of a load are shown. */
const mostFindings = 100;

export const rateOperations: ContractsOperations<'listContractRates' | 'loadContractRates' | 'dryRunContractRates'> = {
  listContractRates: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version, limit } = request.query;
    const contract = await readVersion(table, tenantId, request.params.contractId, version);
    if (contract === undefined) return fail({ kind: 'not-found' });
    const rows = await readRates(table, tenantId, contract);
    const page = await listNumbered(request, { count: rows.length, limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    // The API shows a rate as it is stored; the types differ in `readonly` only.
    return ok({ body: { items: rows.slice(first, end) as unknown as RateView[], ...next } });
  },

  loadContractRates: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const directory = await readContractDirectory(table, tenantId);
    const before = contractIn(directory, request.params.contractId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const loaded = await changesOf(table, tenantId, before, request.body);
    if (!loaded.ok) return loaded;
    const { rows, counts, unchanged, findings } = loaded.value;
    const number = before.version + 1;
    const version: ContractVersion = {
      ...{ ...before, version: number, rows: { version: number, count: rows.length } },
      ...{ at: request.at, by: subject, counts },
      change: request.body.mode === 'replace' ? 'rates-replaced' : 'rates-merged',
    };
    const failures = { taken: { kind: 'version-changed' }, busy: { kind: 'write-conflict' } } as const;
    return ok({
      body: { contract: contractView(contractOfVersion(version)), ...counts, unchanged, findings },
      version: number,
      writes: contractWrites<Failure>(tenantId, { directory, version, rows }, failures),
      audit: { action: 'payer-contract-loaded', entityId: before.id, facts: { version: number, ...counts } },
      due: [varianceLook(tenantId, before.id)],
    });
  },

  dryRunContractRates: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = contractIn(await readContractDirectory(table, tenantId), request.params.contractId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const loaded = await changesOf(table, tenantId, before, request.body);
    if (!loaded.ok) return loaded;
    const { rows, counts, unchanged, findings } = loaded.value;
    return ok({ body: { rateCount: rows.length, ...counts, unchanged, findings } });
  },
};

async function readVersion(
  table: Table,
  tenant: TenantId,
  id: string,
  version: number | undefined,
): Promise<StoredContract | undefined> {
  if (version === undefined) return contractIn(await readContractDirectory(table, tenant), id);
  const item = await table.get(contractVersionKey(tenant, id, version));
  return item === undefined ? undefined : documentOfItem<ContractVersion>(item);
}

/** The changes that a body's rates make in a contract, and the findings for the result. */
async function changesOf(table: Table, tenant: TenantId, contract: StoredContract, load: ContractLoad) {
  const given = 'csv' in load ? readText(load.csv) : ok(numbered(load.rates as readonly UnnumberedRate[]));
  if (!given.ok) return given;
  const had = await readRates(table, tenant, contract);
  const rows = load.mode === 'replace' ? given.value : merged(had, given.value);
  if (rows.length > mostRateRows || !fitsRates(rows)) return fail({ kind: 'rates-too-many' } as const);
  const { schedules } = await readFeeDirectory(table, tenant);
  const findings = findingsOfRates(contract, rows, new Map(schedules.map((schedule) => [schedule.id, schedule])));
  return ok({ rows, ...changed(had, rows), findings: findings.slice(0, mostFindings).map(findingView) });
}

const numbered = (rates: readonly UnnumberedRate[]): RateRow[] =>
  rates.map((rate, index) => ({ ...rate, modifiers: [...rate.modifiers].sort(), number: index + 1 }));

/** The rates that stay, in their places, followed by the new ones. */
function merged(had: readonly RateRow[], given: readonly RateRow[]): RateRow[] {
  const all = new Map([...had, ...given].map((row) => [rowName(row), row]));
  return numbered([...all.values()]);
}

function changed(had: readonly RateRow[], has: readonly RateRow[]) {
  const before = new Map(had.map((row) => [rowName(row), row]));
  const after = new Set(has.map(rowName));
  const isSame = (left: RateRow, right: RateRow) => rateName(left) === rateName(right) && left.clause === right.clause;
  const stays = has.filter((row) => before.has(rowName(row)));
  const unchanged = stays.filter((row) => isSame(before.get(rowName(row)) as RateRow, row)).length;
  const removed = had.filter((row) => !after.has(rowName(row))).length;
  return { counts: { added: has.length - stays.length, changed: stays.length - unchanged, removed }, unchanged };
}

function readText(csv: string): Result<readonly RateRow[], Failure> {
  const records = readCsvText(csv, mostRateRows);
  const read = records.ok ? readRateRows(records.value) : records;
  if (read.ok) return read;
  return fail({
    kind: 'rates-unreadable',
    errors: read.failure.map((fault) => ({ pointer: '/csv', detail: faultText(fault) })),
  });
}
