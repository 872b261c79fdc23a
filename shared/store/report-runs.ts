import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { ReportFile, ReportRun, ReportSchedule } from '../domain/report/report-run.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { type DeliveryTarget, deliveryBegunWrites, otherDelivery } from './deliveries.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from './exceptions.ts';
import { entityKey, listIndex, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/** Requested reports, and their schedules. */

function reportRunItem(tenant: TenantId, run: ReportRun): Item {
  const index = monthIndex(tenant, 'REPORT-RUN', run.requestedAt, run.id);
  return entityItem(entityKey(tenant, 'REPORT-RUN', run.id), 'report-run', run, index);
}

export function reportRunOfItem(item: Item): ReportRun {
  return documentOfItem<ReportRun>(item);
}

export async function readReportRun(table: Table, tenant: TenantId, id: string): Promise<ReportRun | undefined> {
  const item = await table.get(entityKey(tenant, 'REPORT-RUN', id));
  return item === undefined ? undefined : reportRunOfItem(item);
}

/** Writes a new run, or updates one that is unchanged since it was read. */
export function reportRunWrite(
  tenant: TenantId,
  before: ReportRun | undefined,
  after: ReportRun,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    put: reportRunItem(tenant, after),
    condition: before === undefined ? { absent: true } : { equals: { state: before.state, attempt: before.attempt } },
    orElse: { kind: 'write-conflict' },
  };
}

/** The message that makes a report. */
export function reportRunMessage(
  tenantId: TenantId,
  { id, attempt }: Pick<ReportRun, 'id' | 'attempt'>,
  dueAt?: Instant,
): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'run', runId: id } as const;
  return { queue: 'run-reports', id: `${id}-${attempt}`, body, ...present({ dueAt }) };
}

/** Where a report's file is delivered, and its name there. */
export function reportDelivery(
  tenant: TenantId,
  run: ReportRun,
  {
    file,
    target,
    number,
    at,
  }: { readonly file: ReportFile; readonly target: DeliveryTarget; readonly number: number; readonly at: Instant },
): Write[] {
  const day = run.asOf ?? run.to ?? run.trueUpTo ?? at.slice(0, 10);
  const receiverId = run.target?.kind === 'partner' ? run.target.receiverId : '';
  const { form, ...stored } = file;
  const about = { id: run.id, receiverId, fileName: `${run.report}-${day}-${run.id}.${form}`, ...stored };
  return deliveryBegunWrites(tenant, otherDelivery(about, target, { number, at, by: run.requestedBy }), at);
}

function exceptionIdOf(tenant: TenantId, runId: string): string {
  return idFromDigest('exception', digestOf('report-run', tenant, runId));
}

/** Opens the exception of a failed run. */
export function reportFailedWrite(tenant: TenantId, run: ReportRun, openedAt: Instant): Write<never> {
  const { id: reportRunId, report, fault = 'broke-off' } = run;
  const id = exceptionIdOf(tenant, reportRunId);
  return exceptionWrite(tenant, { id, code: 'report-not-made', openedAt, facts: { reportRunId, report, fault } });
}

/** Closes the exception of a failed run, if it is open. */
export async function reportMendedWrites(
  table: Table,
  tenant: TenantId,
  runId: string,
  at: Instant,
): Promise<Write<never>[]> {
  const id = exceptionIdOf(tenant, runId);
  const known = await readException(table, tenant, id);
  return known?.state === 'open' ? [exceptionResolvedWrite(tenant, id, at)] : [];
}

function reportScheduleItem(tenant: TenantId, schedule: ReportSchedule): Item {
  const { id } = schedule;
  const index = listIndex(tenant, 'REPORT-SCHEDULE', id);
  return entityItem(entityKey(tenant, 'REPORT-SCHEDULE', id), 'report-schedule', schedule, index);
}

export function reportScheduleOfItem(item: Item): ReportSchedule {
  return documentOfItem<ReportSchedule>(item);
}

export async function readReportSchedule(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<ReportSchedule | undefined> {
  const item = await table.get(entityKey(tenant, 'REPORT-SCHEDULE', id));
  return item === undefined ? undefined : reportScheduleOfItem(item);
}

/** Writes a new schedule, or replaces the previous version. */
export function reportScheduleWrite(
  tenant: TenantId,
  schedule: ReportSchedule,
): Write<{ readonly kind: 'version-changed' }> {
  const before = schedule.version - 1;
  return {
    put: reportScheduleItem(tenant, schedule),
    condition: before === 0 ? { absent: true } : { equals: { version: before } },
    orElse: { kind: 'version-changed' },
  };
}

/** Records when a schedule next requests a report, if it is unchanged since it was read. */
export function reportPlannedWrite(tenant: TenantId, before: ReportSchedule, nextRunAt: Instant): Write<never> {
  const { version, nextRunAt: planned } = before;
  return {
    update: entityKey(tenant, 'REPORT-SCHEDULE', before.id),
    set: { nextRunAt },
    condition: { equals: { version, nextRunAt: planned ?? '' } },
  };
}

/** The message by which a schedule requests its report. */
export function reportScheduleMessage(
  tenantId: TenantId,
  { id, version }: Pick<ReportSchedule, 'id' | 'version'>,
  runAt: Instant,
): DueMessage {
  const body = { schemaVersion: 1, tenantId, work: 'scheduled', scheduleId: id, version, runAt } as const;
  return { queue: 'run-reports', id: `${id}-${version}-${runAt}`, body, dueAt: runAt };
}
