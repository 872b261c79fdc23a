import { reportDocument } from '../../shared/document/report-document.ts';
import { present } from '../../shared/domain/present.ts';
import type { MadeReport, ReportDefinition } from '../../shared/domain/report/report.ts';
import {
  type ReportFile,
  type ReportForm,
  type ReportRun,
  type RunFault,
  reportForms,
} from '../../shared/domain/report/report-run.ts';
import { invariant, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { type Asked, askReport, type ReportFault } from '../../shared/reports/ask.ts';
import { makeReport } from '../../shared/reports/make-report.ts';
import { reportCsv } from '../../shared/reports/report-csv.ts';
import { attemptsBeforeEnd } from '../../shared/runtime/queue-handler.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import type { DeliveryTarget } from '../../shared/store/deliveries.ts';
import { reportTarget } from '../../shared/store/delivery-targets.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import {
  readReportRun,
  reportDelivery,
  reportFailedWrite,
  reportMendedWrites,
  reportRunMessage,
  reportRunWrite,
} from '../../shared/store/report-runs.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ReportRunWork } from './context.ts';

/** How long a run waits before it checks again whether its days are counted. */
const lookAgainMilliseconds = 15 * 60_000;

/** Makes the report of a run, keeps it in every form, and sends it where the run says. */
export async function makeRun(work: ReportRunWork, runId: string): Promise<void> {
  const { table, tenant, delivery, now } = work;
  const run = await readReportRun(table, tenant, runId);
  invariant(run !== undefined, 'the item of a run precedes its message');
  if (run.state !== 'asked') return;
  if (delivery.receiveCount > attemptsBeforeEnd) return end(work, run, 'broke-off');
  const at = now().toISOString();
  const asked = await askReport(table, tenant, { report: run.report, query: run, place: '/', at });
  if (isToWait(run, asked, at)) return wait(work, run, at);
  const made = asked.ok ? await makeReport(work, tenant, { ...asked.value, at }) : asked;
  if (!made.ok) return end(work, run, faultOf(made.failure));
  invariant(asked.ok, 'what was made had been asked for');
  const target = await reportTarget(table, tenant, run);
  if (run.target !== undefined && target === undefined) return end(work, run, 'target-unknown');
  await keep(work, run, { report: made.value, definition: asked.value.definition, target });
}

/** Whether the days of a scheduled report are still to be counted. */
function isToWait(run: ReportRun, asked: Result<Asked, ReportFault>, at: Instant): boolean {
  if (run.waitsUntil === undefined || at >= run.waitsUntil) return false;
  if (!asked.ok) return asked.failure.kind === 'reports-not-made';
  return asked.value.trueUpTo < (run.asOf ?? run.to ?? asked.value.trueUpTo);
}

async function wait({ table, tenant }: ReportRunWork, run: ReportRun, at: Instant): Promise<void> {
  const dueAt = new Date(Date.parse(at) + lookAgainMilliseconds).toISOString();
  await table.transact([dueWrite(at, reportRunMessage(tenant, run, dueAt))]);
}

/** The fault that people are told. A report that does not exist is shown as an invalid request. */
function faultOf({ kind }: ReportFault): RunFault {
  return kind === 'not-found' ? 'request-invalid' : kind;
}

interface Made {
  readonly report: MadeReport;
  readonly definition: ReportDefinition;
}

async function keep(
  work: ReportRunWork,
  run: ReportRun,
  { report, definition, target }: Made & { readonly target: DeliveryTarget | undefined },
): Promise<void> {
  const { table, tenant, logger } = work;
  const { from, to, asOf, by, trueUpTo, madeAt } = report;
  if (isShort(run, report)) return end(work, run, 'reports-not-made');
  const files = await Promise.all(
    Object.keys(reportForms).map((form) => keepFile(work, form as ReportForm, { report, definition })),
  );
  const days = present({ from, to, asOf });
  const { fault: _fault, waitsUntil: _waits, ...rest } = run;
  const after: ReportRun = { ...rest, ...days, by, state: 'made', madeAt, trueUpTo, rows: report.rows.length, files };
  const written = await table.transact([
    reportRunWrite(tenant, run, after),
    ...(target === undefined ? [] : deliveries(work, after, target)),
    ...(await reportMendedWrites(table, tenant, run.id, madeAt)),
    workerAudit('run-reports', tenant, madeAt, {
      action: 'report-run-completed',
      entityId: run.id,
      facts: { trueUpTo },
    }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  logger.info('report-run-completed', { tenantId: tenant, reportRunId: run.id, report: run.report });
}

/** Whether a scheduled report would cover fewer days than it should: the time to wait is over. */
function isShort({ scheduleId, to }: ReportRun, report: MadeReport): boolean {
  return scheduleId !== undefined && to !== undefined && (report.to ?? to) < to;
}

async function keepFile(
  { tenant, files }: ReportRunWork,
  form: ReportForm,
  { report, definition }: Made,
): Promise<ReportFile> {
  const bytes = await bytesOf(form, report, definition);
  const sha256 = sha256Hex(bytes);
  const key = fileKey(tenant, 'report', `${sha256}.${form}`);
  await files.put(key, bytes, reportForms[form]);
  return { form, fileKey: key, sha256, sizeBytes: bytes.length };
}

async function bytesOf(form: ReportForm, report: MadeReport, definition: ReportDefinition): Promise<Uint8Array> {
  if (form === 'json') return Buffer.from(`${JSON.stringify(report, undefined, 1)}\n`);
  if (form === 'csv') return Buffer.from(reportCsv(report));
  // The library is loaded when the first PDF is made.
  const { pdfPages } = await import('../../shared/document/pdf-pages.ts');
  return pdfPages(reportDocument(report, definition));
}

/** Delivers the files of a run, where it asks for this. */
function deliveries({ tenant }: ReportRunWork, run: ReportRun, target: DeliveryTarget): Write[] {
  const { files = [], forms, madeAt: at = run.requestedAt } = run;
  const wanted = files.filter(({ form }) => forms?.includes(form));
  return wanted.flatMap((file, index) => reportDelivery(tenant, run, { file, target, number: index + 1, at }));
}

/** Ends a run without a report, and tells people. */
async function end(work: ReportRunWork, run: ReportRun, fault: RunFault): Promise<void> {
  const { table, tenant, now, logger } = work;
  const at = now().toISOString();
  const after: ReportRun = { ...run, state: 'failed', fault };
  const written = await table.transact([
    reportRunWrite(tenant, run, after),
    reportFailedWrite(tenant, after, at),
    workerAudit('run-reports', tenant, at, { action: 'report-run-failed', entityId: run.id, facts: { fault } }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  logger.warn('report-run-failed', { tenantId: tenant, reportRunId: run.id, fault });
}
