import { accountTotals, periodOf } from '../../shared/domain/ledger/entry.ts';
import { addToTotals, type RunningTotals, shownTotals } from '../../shared/domain/ledger/running-totals.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import {
  asOfNow,
  digestPlan,
  nextHash,
  type OpenPlan,
  openPlan,
  planChunk,
  planPayment,
} from '../../shared/posting/posting-plan.ts';
import { nextPage } from '../../shared/runtime/api/list-page.ts';
import { plannedKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { postingCountWrite } from '../../shared/store/ledger.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import type { RemittancesDeps, RemittancesOperations } from './context.ts';
import { plannedClaimView, plannedPaymentView } from './plan-views.ts';
import { remittanceView } from './views.ts';

/** A plan with at most this many chunks is checked before the answer; the worker checks a larger one before it books anything. */
const chunksCheckedAtOnce = 20;

/** The progress of reading a plan, carried from page to page: the next chunk, the chain of hashes, and the totals by account code. */
interface Progress {
  readonly chunk: number;
  readonly hash: string;
  readonly claims: number;
  readonly exceptions: number;
  readonly totals: RunningTotals;
}

export const planOperations: RemittancesOperations<'getPostingPlan' | 'postRemittance'> = {
  getPostingPlan: async (request, deps) => {
    const { tenantId } = request.principal;
    const item = await deps.table.get(remittanceKey(tenantId, request.params.remittanceId));
    if (item === undefined) return fail({ kind: 'not-found' });
    const remittance = bodyOfItem<Remittance>(item);
    if (remittance.state !== 'planned') return fail({ kind: 'remittance-not-planned' });
    const start = await request.position();
    if (!start.ok) return start;
    const plan = await openPlan(tenantId, await asOfNow(tenantId, remittance, request.at, deps), request.at, deps);
    const page = await readPage(plan, start.value as Progress | undefined, deps);
    return ok({
      body: {
        remittanceId: remittance.id,
        period: periodOf(plan.remittance.postedOn),
        rulesVersion: plan.rules.version,
        chunks: plan.payment.chunks.length,
        ...page.shown,
        soFar: soFar(page.progress),
        ...(page.isLast ? { planHash: page.progress.hash } : {}),
        ...(await nextPage(request, page.isLast ? undefined : page.progress)),
      },
    });
  },

  postRemittance: async (request, deps) => {
    const { tenantId } = request.principal;
    const key = remittanceKey(tenantId, request.params.remittanceId);
    const item = await deps.table.get(key);
    if (item === undefined) return fail({ kind: 'not-found' });
    const remittance = bodyOfItem<Remittance>(item);
    if (remittance.state !== 'planned') return fail({ kind: 'remittance-not-planned' });
    const { planHash } = request.body;
    const asPosted = await asOfNow(tenantId, remittance, request.at, deps);
    const plan = await openPlan(tenantId, asPosted, request.at, deps);
    const isChecked = plan.payment.chunks.length <= chunksCheckedAtOnce;
    if (isChecked && (await digestPlan(plan, deps)).hash !== planHash) return fail({ kind: 'plan-changed' });
    const { postedOn, rulesRevision = 0 } = asPosted;
    const set = { state: 'posting', planHash, postedOn, rulesRevision } as const;
    const { id, fileId } = remittance;
    return ok({
      status: 202,
      body: remittanceView({ ...item, ...set }),
      writes: [
        {
          update: key,
          set,
          remove: ['planChangedAt'],
          condition: { equals: { state: 'planned' } },
          orElse: { kind: 'remittance-not-planned' },
        },
        { delete: plannedKey(tenantId, id) },
        postingCountWrite(tenantId, asPosted, 1),
      ],
      audit: { action: 'remittance-approved', entityId: id, facts: { planHash, rulesRevision } },
      due: [
        {
          queue: 'import-remittance',
          id: `post-${id}`,
          body: { schemaVersion: 1, tenantId, fileId, remittanceId: id },
        },
      ],
    });
  },
};

/** One page: the payment on the first, and the next chunk of claims. */
async function readPage(plan: OpenPlan, before: Progress | undefined, deps: RemittancesDeps) {
  const { chunks } = plan.payment;
  const payment = before === undefined ? await planPayment(plan, deps) : undefined;
  const number = before?.chunk ?? 0;
  const planned = number < chunks.length ? await planChunk(plan, number, deps) : undefined;
  const bookings = planned?.bookings ?? [];
  const hash = before?.hash ?? (payment?.hash as string);
  const legs = [...(payment?.posting.legs ?? []), ...bookings.flatMap(({ decided }) => decided.entry?.legs ?? [])];
  const totals = addToTotals(before?.totals ?? {}, accountTotals(legs));
  const opened = bookings.reduce((sum, { decided }) => sum + decided.exceptions.length, 0);
  const progress: Progress = {
    chunk: number + 1,
    hash: planned === undefined ? hash : nextHash(hash, planned.hash),
    claims: (before?.claims ?? 0) + bookings.filter(({ item }) => item !== undefined).length,
    exceptions: (before?.exceptions ?? 0) + (payment?.posting.exceptions.length ?? 0) + opened,
    totals,
  };
  const shown = {
    ...present({ chunk: planned === undefined ? undefined : number, chunkHash: planned?.hash }),
    ...present({ payment: payment === undefined ? undefined : plannedPaymentView(payment.posting) }),
    items: bookings.map((booking) => plannedClaimView(booking, plan.tenant)),
  };
  return { shown, progress, isLast: number + 1 >= chunks.length };
}

function soFar({ claims, exceptions, totals }: Progress) {
  return { claims, exceptions, accounts: shownTotals(totals) };
}
