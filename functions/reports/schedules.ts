import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { ReportSchedule } from '../../shared/domain/report/report-run.ts';
import { reportOf } from '../../shared/domain/report/reports.ts';
import { nextReportAt } from '../../shared/domain/report/schedule.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf, BodyOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { reportTarget } from '../../shared/store/delivery-targets.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { readOffice } from '../../shared/store/office.ts';
import {
  readReportSchedule,
  reportScheduleMessage,
  reportScheduleOfItem,
  reportScheduleWrite,
} from '../../shared/store/report-runs.ts';
import type { Table } from '../../shared/store/table.ts';
import type { reportsApi } from './api.ts';
import type { ReportsOperations } from './context.ts';
import { noReport } from './runs.ts';

type Body = BodyOf<(typeof reportsApi)['createReportSchedule']>;
type ScheduleView = AnswerOf<(typeof reportsApi)['getReportSchedule']>;

const scheduleView = (schedule: ReportSchedule): ScheduleView => schedule as unknown as ScheduleView;

/** Reports on a schedule. */
export const scheduleOperations: ReportsOperations<
  'createReportSchedule' | 'listReportSchedules' | 'getReportSchedule' | 'replaceReportSchedule'
> = {
  createReportSchedule: async (request, { table }) => {
    const { tenantId } = request.principal;
    const own = { id: request.newId('reportSchedule'), version: 1 };
    const planned = await planFor(table, tenantId, { own, body: request.body, at: request.at });
    if (!planned.ok) return planned;
    const schedule = planned.value;
    return ok({
      body: scheduleView(schedule),
      version: 1,
      writes: [reportScheduleWrite(tenantId, schedule)],
      audit: { action: 'report-schedule-created', entityId: schedule.id, facts: { report: schedule.report } },
      due: dueOf(tenantId, schedule),
    });
  },

  listReportSchedules: async (request, { table }) => {
    const partitions = [listPartition(request.principal.tenantId, 'REPORT-SCHEDULE')];
    const query = { partitions, index: true, limit: request.query.limit } as const;
    return asAnswer(await listPage(request, table, query, (item) => scheduleView(reportScheduleOfItem(item))));
  },

  getReportSchedule: async (request, { table }) => {
    const schedule = await readReportSchedule(table, request.principal.tenantId, request.params.reportScheduleId);
    if (schedule === undefined) return fail({ kind: 'not-found' });
    return ok({ body: scheduleView(schedule), version: schedule.version });
  },

  replaceReportSchedule: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readReportSchedule(table, tenantId, request.params.reportScheduleId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const own = { id: before.id, version: before.version + 1 };
    const planned = await planFor(table, tenantId, { own, body: request.body, at: request.at });
    if (!planned.ok) return planned;
    const schedule = planned.value;
    const { id: entityId, version } = schedule;
    return ok({
      body: scheduleView(schedule),
      version,
      writes: [reportScheduleWrite(tenantId, schedule)],
      audit: { action: 'report-schedule-replaced', entityId, facts: { version } },
      due: dueOf(tenantId, schedule),
    });
  },
};

/** A plan of an earlier version does nothing when it falls due. */
function dueOf(tenant: TenantId, schedule: ReportSchedule) {
  const { nextRunAt } = schedule;
  return nextRunAt === undefined ? [] : [reportScheduleMessage(tenant, schedule, nextRunAt)];
}

/** A schedule with the time of its next report. */
async function planFor(
  table: Table,
  tenant: TenantId,
  {
    own,
    body,
    at,
  }: { readonly own: Pick<ReportSchedule, 'id' | 'version'>; readonly body: Body; readonly at: Instant },
): Promise<Result<ReportSchedule, Failure>> {
  const definition = reportOf(body.report);
  if (definition === undefined) return fail(noReport);
  if (body.by !== undefined && !definition.by.includes(body.by))
    return invalid('/by', `expected one of ${definition.by.join(', ')}`);
  if (body.weekday !== undefined && body.every !== 'week')
    return invalid('/weekday', 'expected only with a weekly report');
  const wanted: ReportSchedule = { ...own, ...body };
  if (body.target !== undefined && (await reportTarget(table, tenant, wanted)) === undefined)
    return fail({ kind: 'report-target-unknown' });
  const { timeZone } = await readOffice(table, tenant);
  const nextRunAt = body.isOn ? nextReportAt(wanted, timeZone, at) : undefined;
  return ok({ ...wanted, ...present({ nextRunAt }) });
}
