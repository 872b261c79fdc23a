import { present } from '../../shared/domain/present.ts';
import { opensInto, unitOf } from '../../shared/domain/report/report.ts';
import { reports } from '../../shared/domain/report/reports.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { askReport } from '../../shared/reports/ask.ts';
import { makeReport } from '../../shared/reports/make-report.ts';
import { type FigurePosition, openFigure } from '../../shared/reports/open-figure.ts';
import { asRead, nextPage } from '../../shared/runtime/api/list-page.ts';
import { booksRoundNow, readKeptReports } from '../../shared/store/ageing.ts';
import type { reportsApi } from './api.ts';
import type { ReportsOperations } from './context.ts';
import { reportView } from './views.ts';

type ListedView = AnswerOf<(typeof reportsApi)['listReports']>['items'][number];

/** Reports that are made on request, the items behind their figures, and bringing the data up to date. */
export const reportOperations: ReportsOperations<
  'listReports' | 'getReport' | 'listFigureParts' | 'getReportUpdate' | 'updateReports'
> = {
  listReports: async () => ok({ body: { items: Object.entries(reports).map(listedView) } }),

  getReport: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { reportName: report } = request.params;
    const query = withSoFar(request.query);
    const asked = await askReport(table, tenantId, { report, query, place: 'query/', at: request.at });
    if (!asked.ok) return asked;
    const made = await makeReport({ table, files }, tenantId, { ...asked.value, at: request.at });
    return made.ok ? ok({ body: reportView(made.value) }) : made;
  },

  listFigureParts: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { reportName: report } = request.params;
    const { column, row, limit, pageToken: _token, ...rest } = request.query;
    const query = withSoFar(rest);
    const asked = await askReport(table, tenantId, { report, query, place: 'query/', at: request.at });
    if (!asked.ok) return asked;
    const start = await request.position();
    if (!start.ok) return start;
    const position = start.value as FigurePosition | undefined;
    const which = { column, ...present({ row }), at: request.at, limit, position };
    const opened = await openFigure({ table, files }, tenantId, { ...asked.value, ...which });
    if (!opened.ok) return opened;
    const { parts, next } = opened.value;
    const page = ok({ items: [...parts], ...(await nextPage(request, next)) });
    const audit = { action: 'report-opened', entityId: report } as const;
    return asRead(page, audit, ({ items }) => items.flatMap(({ claimId }) => claimId ?? []));
  },

  getReportUpdate: async (request, { table }) => {
    const kept = await readKeptReports(table, request.principal.tenantId);
    if (kept === undefined) return fail({ kind: 'reports-not-made' });
    return ok({ body: { trueUpTo: kept.through, differingDays: [...kept.differingDays] } });
  },

  updateReports: async (request, { table }) => {
    const { tenantId } = request.principal;
    const kept = await readKeptReports(table, tenantId);
    const { fromStart } = request.body;
    return ok({
      body: kept === undefined ? {} : { trueUpTo: kept.through },
      writes: [],
      audit: { action: 'reports-update-requested', entityId: 'reports', facts: { fromStart: String(fromStart) } },
      due: [booksRoundNow(tenantId, fromStart)],
    });
  },
};

/** A query with its word converted to true or false. */
function withSoFar<Query extends { readonly soFar?: 'true' | 'false' }>({ soFar, ...query }: Query) {
  return { ...query, soFar: soFar === 'true' };
}

function listedView([report, definition]: [string, (typeof reports)[keyof typeof reports]]): ListedView {
  const { title, purpose, span, by, columns } = definition;
  const shown = columns.map((column) => ({
    ...{ id: column.id, label: column.label, unit: unitOf(column), meaning: { ...column.meaning } },
    opensInto: [...opensInto(column)],
  }));
  return { report, title, purpose, span, by: [...by], columns: shown };
}
