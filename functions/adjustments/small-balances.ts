import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { SmallBalanceRun } from '../../shared/domain/small-balance/small-balance.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { type FoundBalance, findSmallBalances } from '../../shared/posting/small-balances.ts';
import { asAnswer, asRead, listMonth, nextPage } from '../../shared/runtime/api/list-page.ts';
import { type OwingPosition, owingAccounts } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import {
  readSmallBalanceRun,
  smallBalanceMessage,
  smallBalanceRunOfItem,
  smallBalanceRunWrite,
} from '../../shared/store/small-balance-runs.ts';
import type { AdjustmentsOperations } from './context.ts';
import type { smallBalanceRoutes } from './small-balance-routes.ts';

type RunView = AnswerOf<(typeof smallBalanceRoutes)['getSmallBalanceRun']>;

/** At most this many batches of accounts with balances are examined for one page. */
const portions = 20;

export const smallBalanceOperations: AdjustmentsOperations<keyof typeof smallBalanceRoutes> = {
  listSmallBalances: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { limit } = request.query;
    const start = await request.position();
    if (!start.ok) return start;
    const { smallBalances: settings } = await readBillingSettings(table, tenantId);
    const today = await request.today();
    let position = start.value as OwingPosition | undefined;
    const items: ReturnType<typeof foundView>[] = [];
    for (let portion = 0; portion < portions; portion += 1) {
      const owing = await owingAccounts(table, tenantId, position, limit);
      items.push(...(await findSmallBalances(table, tenantId, owing.accounts, { settings, today })).map(foundView));
      position = owing.next;
      if (position === undefined || items.length >= limit) break;
    }
    const page = ok({ items, ...(await nextPage(request, position)) });
    return asRead(page, { action: 'small-balances-read', entityId: 'small-balances' }, (body) =>
      body.items.map(({ claimId }) => claimId),
    );
  },

  runSmallBalances: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { smallBalances: settings } = await readBillingSettings(table, tenantId);
    const nothing = { claims: 0, cents: zeroCents };
    const run: SmallBalanceRun = {
      ...{ id: request.newId('smallBalanceRun'), requestedAt: request.at, requestedBy: subject },
      ...{ reason: request.body.reason, on: await request.today(), settings, state: 'running', steps: 0 },
      ...{ owed: nothing, credits: nothing, skips: {} },
    };
    return ok({
      body: viewOf(run),
      writes: [smallBalanceRunWrite(tenantId, run)],
      audit: { action: 'small-balances-asked', entityId: run.id },
      due: [smallBalanceMessage(tenantId, run.id)],
    });
  },

  listSmallBalanceRuns: async (request, { table }) =>
    asAnswer(
      await listMonth(request, table, { entity: 'SMALL-BALANCE-RUN' }, (item) => viewOf(smallBalanceRunOfItem(item))),
    ),

  getSmallBalanceRun: async (request, { table }) => {
    const run = await readSmallBalanceRun(table, request.principal.tenantId, request.params.smallBalanceRunId);
    return run === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(run) });
  },
};

/** A run in the API: without its rules and its position. The cast only drops `readonly`. */
function viewOf({ settings: _settings, steps: _steps, position: _position, ...run }: SmallBalanceRun): RunView {
  return run as unknown as RunView;
}

function foundView({ accountId, claim: { balance }, found }: FoundBalance) {
  const { claimId, patientId, patientCents: cents } = balance;
  const why = found.ok ? found.value.why : undefined;
  const because = found.ok ? undefined : found.failure;
  return { accountId, claimId, patientId, ...present({ why }), cents, ...present({ because }) };
}
