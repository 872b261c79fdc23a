import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { ReportRun } from '../../shared/domain/report/report-run.ts';
import { reportOf } from '../../shared/domain/report/reports.ts';
import { daysBefore, nextReportAt } from '../../shared/domain/report/schedule.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readOffice } from '../../shared/store/office.ts';
import {
  readReportSchedule,
  reportPlannedWrite,
  reportRunMessage,
  reportRunWrite,
  reportScheduleMessage,
} from '../../shared/store/report-runs.ts';
import type { ReportRunDeps, ReportRunWork } from './context.ts';
import { makeRun } from './make-run.ts';

/** How long a scheduled report waits until its days are over and counted. */
const patienceMilliseconds = 24 * 3_600_000;

/** Makes a requested report, or requests one by a schedule. */
export async function runReports(
  message: MessageOf<'run-reports'>,
  delivery: Delivery,
  deps: ReportRunDeps,
): Promise<void> {
  const work: ReportRunWork = { ...deps, tenant: message.tenantId as TenantId, delivery };
  if (message.work === 'run') await makeRun(work, message.runId);
  else await askBySchedule(work, message);
}

type Planned = Extract<MessageOf<'run-reports'>, { readonly work: 'scheduled' }>;

/**
 * Requests a schedule's report, and plans the next one. A plan of another version does nothing: the current version has
 * its own plan.
 */
async function askBySchedule(work: ReportRunWork, { scheduleId, version, runAt }: Planned): Promise<void> {
  const { table, tenant, now } = work;
  const schedule = await readReportSchedule(table, tenant, scheduleId);
  if (schedule === undefined || schedule.version !== version || schedule.nextRunAt !== runAt) return;
  const at = now().toISOString();
  const { timeZone } = await readOffice(table, tenant);
  const { report, by, entityId, target, forms, every } = schedule;
  const definition = reportOf(report);
  if (definition === undefined) return;
  const run: ReportRun = {
    id: idFromDigest('reportRun', digestOf('report-schedule', tenant, scheduleId, runAt)),
    ...{ report, ...daysBefore(every, dayIn(timeZone, runAt), definition), ...present({ by, entityId, target }) },
    ...{ requestedAt: at, requestedBy: 'run-reports', state: 'asked', attempt: 1, scheduleId, forms },
    waitsUntil: new Date(Date.parse(runAt) + patienceMilliseconds).toISOString(),
  };
  const next = nextReportAt(schedule, timeZone, at);
  const written = await table.transact([
    reportRunWrite(tenant, undefined, run),
    reportPlannedWrite(tenant, schedule, next),
    dueWrite(at, reportRunMessage(tenant, run)),
    dueWrite(at, reportScheduleMessage(tenant, schedule, next)),
    workerAudit('run-reports', tenant, at, { action: 'report-run-requested', entityId: run.id, facts: { report } }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
