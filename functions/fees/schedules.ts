import { fitsSchedule } from '../../shared/domain/fees/fee-changes.ts';
import type { Fee } from '../../shared/domain/fees/fee-schedule.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listNumbered, listPage } from '../../shared/runtime/api/list-page.ts';
import { missingRecords, namedInList } from '../../shared/runtime/api/named-records.ts';
import { documentOfItem, externalIdRows, pointerWrites } from '../../shared/store/entity-items.ts';
import {
  blocksFor,
  type FeeDirectory,
  type FeeScheduleVersion,
  feeScheduleWrites,
  fitsDirectory,
  readFeeDirectory,
  type StoredFeeSchedule,
  scheduleOf,
} from '../../shared/store/fee-schedules.ts';
import { feeScheduleVersionKey, feeScheduleVersionPrefix } from '../../shared/store/keys/practice.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { describedAnew, nothingCounted } from '../../shared/store/versioned-directory.ts';
import type { FeesOperations } from './context.ts';
import { scheduleView, versionView } from './views.ts';

export const scheduleOperations: FeesOperations<
  | 'createFeeSchedule'
  | 'listFeeSchedules'
  | 'searchFeeSchedules'
  | 'getFeeSchedule'
  | 'replaceFeeSchedule'
  | 'listFeeScheduleVersions'
> = {
  createFeeSchedule: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { fees: given = [], ...said } = request.body;
    const fees = given.map(sorted);
    if (!fitsSchedule(fees)) return fail({ kind: 'fees-too-many' });
    const directory = await readFeeDirectory(table, tenantId);
    const id = request.newId('feeSchedule');
    const version: FeeScheduleVersion = {
      ...said,
      id,
      version: 1,
      rows: { version: 1, blocks: blocksFor(fees.length), count: fees.length },
      ...{ at: request.at, by: subject, change: 'created', counts: { ...nothingCounted, added: fees.length } },
    } as FeeScheduleVersion;
    const writes = await describedWrites(table, tenantId, { directory, before: undefined, version, fees });
    if (!writes.ok) return writes;
    const audit = { action: 'fee-schedule-created', entityId: id, facts: { fees: fees.length } } as const;
    return ok({ body: scheduleView(scheduleOf(version)), version: 1, writes: writes.value, audit });
  },

  listFeeSchedules: async (request, { table }) => {
    const { schedules } = await readFeeDirectory(table, request.principal.tenantId);
    const page = await listNumbered(request, { count: schedules.length, limit: request.query.limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    return ok({ body: { items: schedules.slice(first, end).map(scheduleView), ...next } });
  },

  searchFeeSchedules: async (request, { table }) => {
    const { schedules } = await readFeeDirectory(table, request.principal.tenantId);
    const found = schedules.filter(({ externalId }) => externalId === request.body.externalId);
    return ok({ body: { items: found.map(scheduleView) } });
  },

  getFeeSchedule: async (request, { table }) => {
    const { tenantId } = request.principal;
    const schedule = scheduleIn(await readFeeDirectory(table, tenantId), request.params.feeScheduleId);
    if (schedule === undefined) return fail({ kind: 'not-found' });
    return ok({ body: scheduleView(schedule), version: schedule.version });
  },

  replaceFeeSchedule: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const directory = await readFeeDirectory(table, tenantId);
    const before = scheduleIn(directory, request.params.feeScheduleId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const version = describedAnew(before, request.body, { at: request.at, by: subject }) as FeeScheduleVersion;
    const writes = await describedWrites(table, tenantId, { directory, before, version, fees: undefined });
    if (!writes.ok) return writes;
    const audit = {
      action: 'fee-schedule-replaced',
      entityId: before.id,
      facts: { version: version.version },
    } as const;
    return ok({ body: scheduleView(scheduleOf(version)), version: version.version, writes: writes.value, audit });
  },

  listFeeScheduleVersions: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { feeScheduleId } = request.params;
    if (scheduleIn(await readFeeDirectory(table, tenantId), feeScheduleId) === undefined)
      return fail({ kind: 'not-found' });
    const { pk } = feeScheduleVersionKey(tenantId, feeScheduleId, 1);
    const query = { partitions: [pk], prefix: feeScheduleVersionPrefix, limit: request.query.limit, newestFirst: true };
    const page = await listPage(request, table, query, (item) => versionView(documentOfItem<FeeScheduleVersion>(item)));
    return asAnswer(page);
  },
};

export function scheduleIn({ schedules }: FeeDirectory, id: string): StoredFeeSchedule | undefined {
  return schedules.find((schedule) => schedule.id === id);
}

/** A row as it is stored: its modifiers are a set. */
export function sorted(fee: Fee): Fee {
  return { ...fee, modifiers: [...fee.modifiers].sort() };
}

interface Described {
  readonly directory: FeeDirectory;
  readonly before: StoredFeeSchedule | undefined;
  readonly version: FeeScheduleVersion;
  readonly fees: readonly Fee[] | undefined;
}

/** Writes a schedule with a new description, if everybody it names exists and its id is free. */
async function describedWrites(
  table: Table,
  tenant: TenantId,
  change: Described,
): Promise<Result<Write<Failure>[], Failure>> {
  const errors = await unknownNames(table, tenant, change.version);
  if (errors.length > 0) return fail({ kind: 'not-found', errors });
  const { directory, before, version } = change;
  const others = directory.schedules.filter(({ id }) => id !== version.id);
  if (!fitsDirectory([...others, scheduleOf(version)])) return fail({ kind: 'fee-schedules-too-many' });
  const rows = (externalId: string | undefined) => externalIdRows(tenant, 'FEE-SCHEDULE', externalId);
  const taken = { kind: 'external-id-taken' } as const;
  return ok([
    ...pointerWrites<Failure>(version.id, rows(before?.externalId), rows(version.externalId), taken),
    ...feeScheduleWrites<Failure>(tenant, change, {
      taken: { kind: 'version-changed' },
      busy: { kind: 'write-conflict' },
    }),
  ]);
}

/** Every payer, provider and facility that a schedule names must belong to the same office. */
function unknownNames(table: Table, tenant: TenantId, { appliesTo }: StoredFeeSchedule): Promise<FieldError[]> {
  const { payerIds = [], providerIds = [], facilityIds = [] } = appliesTo;
  return missingRecords(table, [
    ...namedInList(tenant, '/appliesTo/payerIds', 'PAYER', payerIds),
    ...namedInList(tenant, '/appliesTo/providerIds', 'PROVIDER', providerIds),
    ...namedInList(tenant, '/appliesTo/facilityIds', 'FACILITY', facilityIds),
  ]);
}
