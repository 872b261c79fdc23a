import { readCsvText } from '../../shared/code-sets/read/csv-text.ts';
import { type FeeChange, type FeeChanges, feeChanges, fitsSchedule } from '../../shared/domain/fees/fee-changes.ts';
import { type Fee, mostFees } from '../../shared/domain/fees/fee-schedule.ts';
import { readFeeRows } from '../../shared/domain/fees/read-fee-rows.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { faultText } from '../../shared/domain/text/csv-table.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listNumbered } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import {
  blocksFor,
  type FeeScheduleVersion,
  feeScheduleWrites,
  readFeeDirectory,
  readFees,
  readFeesOf,
  type StoredFeeSchedule,
  scheduleOf,
} from '../../shared/store/fee-schedules.ts';
import { feeScheduleVersionKey, feeScheduleVersionPrefix } from '../../shared/store/keys/practice.ts';
import type { Table } from '../../shared/store/table.ts';
import type { FeeView, LoadBody } from './api.ts';
import type { FeesOperations } from './context.ts';
import { scheduleIn, sorted } from './schedules.ts';
import { scheduleView } from './views.ts';

/** A dry run shows at most this many changes. */
const mostChangesShown = 1000;

export const feeRowOperations: FeesOperations<'listFees' | 'loadFees' | 'dryRunFees' | 'getPriceHistory'> = {
  listFees: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version, procedure, limit } = request.query;
    const schedule = await readVersion(table, tenantId, request.params.feeScheduleId, version);
    if (schedule === undefined) return fail({ kind: 'not-found' });
    const fees =
      procedure === undefined
        ? await readFees(table, tenantId, schedule)
        : ((await readFeesOf(table, tenantId, [schedule], procedure))[0] ?? []);
    const page = await listNumbered(request, { count: fees.length, limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    return ok({ body: { items: fees.slice(first, end).map(feeView), ...next } });
  },

  loadFees: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const directory = await readFeeDirectory(table, tenantId);
    const before = scheduleIn(directory, request.params.feeScheduleId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const changed = await changesOf(table, tenantId, before, request.body);
    if (!changed.ok) return changed;
    const { fees, changes, unchanged } = changed.value;
    const counts = countsOf(changes);
    const number = before.version + 1;
    const version: FeeScheduleVersion = {
      ...before,
      version: number,
      rows: { version: number, blocks: blocksFor(fees.length), count: fees.length },
      ...{ at: request.at, by: subject, counts },
      change: request.body.mode === 'replace' ? 'fees-replaced' : 'fees-merged',
    };
    const failures = { taken: { kind: 'version-changed' }, busy: { kind: 'write-conflict' } } as const;
    return ok({
      body: { schedule: scheduleView(scheduleOf(version)), ...counts, unchanged },
      version: number,
      writes: feeScheduleWrites<Failure>(tenantId, { directory, version, fees }, failures),
      audit: { action: 'fee-schedule-loaded', entityId: before.id, facts: { version: number, ...counts } },
    });
  },

  dryRunFees: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = scheduleIn(await readFeeDirectory(table, tenantId), request.params.feeScheduleId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const changed = await changesOf(table, tenantId, before, request.body);
    if (!changed.ok) return changed;
    const { fees, changes, unchanged } = changed.value;
    const shown = changes.slice(0, mostChangesShown);
    return ok({
      body: {
        feeCount: fees.length,
        ...countsOf(changes),
        unchanged,
        changes: shown.map(changeView),
        isComplete: shown.length === changes.length,
      },
    });
  },

  getPriceHistory: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { procedure, limit } = request.query;
    const versions = await readVersions(table, tenantId, request.params.feeScheduleId);
    if (versions.length === 0) return fail({ kind: 'not-found' });
    const brought = versions.filter(({ rows, version }) => rows.version === version);
    const feesOf = await readFeesOf(table, tenantId, brought, procedure);
    const changes = brought.flatMap(({ version, at, by }, index) => {
      const fees = feesOf[index] ?? [];
      const isSame = feeChanges(feesOf[index - 1] ?? [], fees, 'replace').changes.length === 0;
      return isSame ? [] : [{ version, at, by, fees: fees.map(feeView) }];
    });
    const page = await listNumbered(request, { count: changes.length, limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    return ok({ body: { items: changes.slice(first, end), ...next } });
  },
};

/** The versions of a schedule, the first one first. */
export async function readVersions(table: Table, tenant: TenantId, id: string): Promise<FeeScheduleVersion[]> {
  const { pk } = feeScheduleVersionKey(tenant, id, 1);
  const items = await table.queryAll({ partition: pk, prefix: feeScheduleVersionPrefix });
  return items.map((item) => documentOfItem<FeeScheduleVersion>(item));
}

async function readVersion(
  table: Table,
  tenant: TenantId,
  id: string,
  version: number | undefined,
): Promise<StoredFeeSchedule | undefined> {
  if (version === undefined) return scheduleIn(await readFeeDirectory(table, tenant), id);
  const item = await table.get(feeScheduleVersionKey(tenant, id, version));
  return item === undefined ? undefined : documentOfItem<FeeScheduleVersion>(item);
}

/** The changes that a body's fees make in a schedule. */
async function changesOf(
  table: Table,
  tenant: TenantId,
  schedule: StoredFeeSchedule,
  load: LoadBody,
): Promise<Result<FeeChanges, Failure>> {
  const given = 'csv' in load ? readText(load.csv) : ok(load.fees.map(sorted));
  if (!given.ok) return given;
  const changes = feeChanges(await readFees(table, tenant, schedule), given.value, load.mode);
  return fitsSchedule(changes.fees) ? ok(changes) : fail({ kind: 'fees-too-many' });
}

function readText(csv: string): Result<readonly Fee[], Failure> {
  const records = readCsvText(csv, mostFees);
  const read = records.ok ? readFeeRows(records.value) : records;
  if (read.ok) return read;
  return fail({
    kind: 'fees-unreadable',
    errors: read.failure.map((fault) => ({ pointer: '/csv', detail: faultText(fault) })),
  });
}

function countsOf(changes: readonly FeeChange[]) {
  const count = (kind: FeeChange['change']) => changes.filter(({ change }) => change === kind).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}

/** The API shows a row as it is stored; the types differ in `readonly` only. */
export function feeView(fee: Fee): FeeView {
  return { ...fee, modifiers: [...fee.modifiers] };
}

function changeView(change: FeeChange) {
  return {
    change: change.change,
    ...('before' in change ? { before: feeView(change.before) } : {}),
    ...('after' in change ? { after: feeView(change.after) } : {}),
  };
}
