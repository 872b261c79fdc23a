import { present } from '../../shared/domain/present.ts';
import { type ReportRun, runFaults } from '../../shared/domain/report/report-run.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { askReport } from '../../shared/reports/ask.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readReportRun, reportRunMessage, reportRunOfItem, reportRunWrite } from '../../shared/store/report-runs.ts';
import type { reportsApi } from './api.ts';
import type { ReportsOperations } from './context.ts';
import { reportView } from './views.ts';

type RunView = AnswerOf<(typeof reportsApi)['repeatReportRun']>;

function runView({ files: _files, fault: code, ...run }: ReportRun): RunView {
  const fault = code === undefined ? undefined : { code, detail: runFaults[code] };
  return { ...run, ...present({ fault }) } as unknown as RunView;
}

/** Reports that are kept as they were made. */
export const runOperations: ReportsOperations<
  'createReportRun' | 'listReportRuns' | 'getReportRun' | 'getReportOfRun' | 'repeatReportRun'
> = {
  createReportRun: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { report, ...query } = request.body;
    const found = await askReport(table, tenantId, { report, query, place: '/', at: request.at });
    if (!found.ok) return found.failure.kind === 'not-found' ? fail(noReport) : found;
    const run: ReportRun = {
      ...{ id: request.newId('reportRun'), ...found.value.asked, requestedAt: request.at, requestedBy: subject },
      ...{ state: 'asked', attempt: 1 },
    };
    return ok({
      body: runView(run),
      writes: [reportRunWrite(tenantId, undefined, run)],
      audit: { action: 'report-run-requested', entityId: run.id, facts: { report } },
      due: [reportRunMessage(tenantId, run)],
    });
  },

  listReportRuns: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'REPORT-RUN' }, (item) => runView(reportRunOfItem(item)))),

  getReportRun: async (request, { table, files }) => {
    const run = await readReportRun(table, request.principal.tenantId, request.params.reportRunId);
    if (run === undefined) return fail({ kind: 'not-found' });
    const signed = (run.files ?? []).map(async ({ form, fileKey, ...file }) => ({
      form,
      ...(await signedFile(files, fileKey, file)),
    }));
    return ok({ body: { ...runView(run), files: await Promise.all(signed) } });
  },

  getReportOfRun: async (request, { table, files }) => {
    const run = await readReportRun(table, request.principal.tenantId, request.params.reportRunId);
    if (run === undefined) return fail({ kind: 'not-found' });
    const kept = run.files?.find(({ form }) => form === 'json');
    if (kept === undefined) return fail({ kind: 'report-run-not-made' });
    return ok({ body: reportView(JSON.parse(Buffer.from(await files.get(kept.fileKey)).toString('utf8'))) });
  },

  repeatReportRun: async (request, { table }) => {
    const { tenantId } = request.principal;
    const run = await readReportRun(table, tenantId, request.params.reportRunId);
    if (run === undefined) return fail({ kind: 'not-found' });
    if (run.state !== 'failed') return fail({ kind: 'report-run-not-failed' });
    const { fault: _fault, ...rest } = run;
    const again: ReportRun = { ...rest, state: 'asked', attempt: run.attempt + 1 };
    return ok({
      body: runView(again),
      writes: [reportRunWrite(tenantId, run, again)],
      audit: { action: 'report-run-repeated', entityId: run.id },
      due: [reportRunMessage(tenantId, again)],
    });
  },
};

/** An unknown report name in a body is a problem of the body. */
export const noReport = {
  kind: 'request-invalid',
  errors: [{ pointer: '/report', detail: 'expected one of the reports that GET /v1/reports lists' }],
} as const;
