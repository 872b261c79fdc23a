import { fail, ok } from '../../shared/domain/result.ts';
import { newStatementRun, type RunSlice, type StatementRun } from '../../shared/domain/statement/statement-run.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { asAnswer, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import {
  readStatementRun,
  runSliceOfItem,
  runSlices,
  statementRunItem,
  statementRunMessage,
  statementRunOfItem,
} from '../../shared/store/statements.ts';
import type { Table } from '../../shared/store/table.ts';
import type { statementsApi } from './api.ts';
import type { StatementsOperations, StatementsRequest } from './context.ts';

type RunView = AnswerOf<(typeof statementsApi)['getStatementRun']>;

function runView({ settings: _settings, position: _position, isThrough: _isThrough, ...run }: StatementRun): RunView {
  return { ...run, letters: { ...run.letters }, deliveries: { ...run.deliveries }, skips: { ...run.skips } } as RunView;
}

/** How many slices are on a page: some hundred accounts. */
const slicesOfPage = 5;

export const runOperations: StatementsOperations<
  'createStatementRun' | 'listStatementRuns' | 'getStatementRun' | 'listRunStatements' | 'listRunSkips' | 'listRunFiles'
> = {
  createStatementRun: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { statements: settings } = await readBillingSettings(table, tenantId);
    const begun = { id: request.newId('statementRun'), requestedAt: request.at, requestedBy: subject };
    const run = newStatementRun({ ...begun, on: await request.today() }, settings);
    return ok({
      body: runView(run),
      writes: [{ put: statementRunItem(tenantId, run), condition: { absent: true } }],
      audit: { action: 'statement-run-requested', entityId: run.id },
      due: [statementRunMessage(tenantId, run.id)],
    });
  },

  listStatementRuns: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'STATEMENT-RUN' }, (item) => runView(statementRunOfItem(item)))),

  getStatementRun: async (request, { table }) => {
    const run = await readStatementRun(table, request.principal.tenantId, request.params.statementRunId);
    return run === undefined ? fail({ kind: 'not-found' }) : ok({ body: runView(run) });
  },

  listRunStatements: (request, { table }) => runRows(request, table, async ({ statements }) => [...statements]),

  listRunSkips: (request, { table }) => runRows(request, table, async ({ skipped }) => [...skipped]),

  listRunFiles: (request, { table, files }) =>
    runRows(request, table, async ({ number, printed }) => {
      if (printed === undefined) return [];
      const { fileKey, sha256, sizeBytes, statements } = printed;
      return [{ slice: number, statements, ...(await signedFile(files, fileKey, { sha256, sizeBytes })) }];
    }),
};

/** A page of a run's results: everything in some of its slices. */
async function runRows<View>(
  request: StatementsRequest<'listRunStatements'>,
  table: Table,
  rowsOf: (slice: RunSlice) => Promise<View[]>,
) {
  const { tenantId } = request.principal;
  const { statementRunId: runId } = request.params;
  if ((await readStatementRun(table, tenantId, runId)) === undefined) return fail({ kind: 'not-found' } as const);
  const query = { partitions: [runSlices(tenantId, runId)], limit: slicesOfPage };
  const page = await listPage(request, table, query, runSliceOfItem);
  if (!page.ok) return page;
  const items = (await Promise.all(page.value.items.map(rowsOf))).flat();
  return ok({
    body: { ...page.value, items },
    writes: [],
    audit: { action: 'statement-run-read', entityId: runId, facts: { items: items.length } } as const,
  });
}
