import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { SmallBalance, SmallBalanceRun } from '../../shared/domain/small-balance/small-balance.ts';
import { bookAdjustment } from '../../shared/posting/adjusting.ts';
import { type FoundBalance, findSmallBalances } from '../../shared/posting/small-balances.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { owingAccounts } from '../../shared/store/accounts.ts';
import { adjustmentWrite, readAdjustment } from '../../shared/store/adjustments.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readSmallBalanceRun, smallBalanceRunWrite } from '../../shared/store/small-balance-runs.ts';
import type { GiveUpDeps } from './context.ts';

/** How many rows of claims with balances are examined in one step. */
const rowsOfStep = 40;

interface Running {
  readonly tenant: TenantId;
  readonly deps: GiveUpDeps;
}

/**
 * Continues a run. It examines every account with a balance or a credit, and writes an adjustment for each claim that
 * the rule covers. The adjustment's id derives from the run and the claim, so repeated messages write a claim off only
 * once.
 */
export async function writeOffSmallBalances(
  message: Extract<MessageOf<'give-up-by-rule'>, { readonly work: 'small-balances' }>,
  delivery: Delivery,
  deps: GiveUpDeps,
): Promise<void> {
  const running = { tenant: message.tenantId as TenantId, deps };
  await continueByMessage(
    'give-up-by-rule',
    () => message,
    deps.queues,
    () => goOn(running, message.runId, delivery),
  );
}

async function goOn(running: Running, runId: string, delivery: Delivery): Promise<void> {
  const { tenant, deps } = running;
  let run = await readSmallBalanceRun(deps.table, tenant, runId);
  invariant(run !== undefined, 'the item of a run precedes its message');
  if (run.state !== 'running') return;
  if (delivery.receiveCount > attemptsBeforeEnd) return end(running, run, 'broke-off');
  for (let isOver = false; !isOver; ) {
    stopInTime(delivery);
    const step = await takeStep(running, run);
    isOver = step.position === undefined;
    run = step;
  }
  await end(running, run, 'done');
}

async function takeStep(running: Running, run: SmallBalanceRun): Promise<SmallBalanceRun> {
  const { tenant, deps } = running;
  const { accounts, next } = await owingAccounts(deps.table, tenant, run.position, rowsOfStep);
  const today = await officeDay(deps.table, tenant, deps.now().toISOString());
  const found = await findSmallBalances(deps.table, tenant, accounts, { settings: run.settings, today });
  const skips: Record<string, number> = { ...run.skips };
  let counted = run;
  for (const each of found) {
    const { found: decided } = each;
    const done = decided.ok ? await writeOff(running, counted, each, decided.value) : undefined;
    counted = done ?? counted;
    if (done !== undefined) continue;
    const because = decided.ok ? 'changed' : decided.failure;
    skips[because] = (skips[because] ?? 0) + 1;
  }
  const { position: _position, ...rest } = counted;
  const after: SmallBalanceRun = { ...rest, steps: counted.steps + 1, ...present({ position: next }), skips };
  const written = await deps.table.transact([smallBalanceRunWrite(tenant, after, counted)]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return after;
}

/** The run with one more written-off balance. */
function withDone(run: SmallBalanceRun, { why, cents }: SmallBalance): SmallBalanceRun {
  const name = why === 'small-balance' ? 'owed' : 'credits';
  const before = run[name];
  const sum = { claims: before.claims + 1, cents: sumCents([before.cents, cents]) };
  return { ...run, steps: run.steps + 1, [name]: sum };
}

/**
 * Writes one balance off and counts it in the same transaction, so that the count is right even after an interruption.
 * @returns the run; undefined when the claim changed meanwhile, or the law or a hold now forbids it
 */
async function writeOff(
  { tenant, deps }: Running,
  run: SmallBalanceRun,
  { claim: { balance } }: FoundBalance,
  { why, cents }: SmallBalance,
): Promise<SmallBalanceRun | undefined> {
  const id = idFromDigest('adjustment', digestOf('small-balance', tenant, run.id, balance.claimId));
  // This run wrote it off already, and the claim has a balance again since.
  if ((await readAdjustment(deps.table, tenant, id)) !== undefined) return undefined;
  const at = deps.now().toISOString();
  const today = await officeDay(deps.table, tenant, at);
  const asked: Adjustment = {
    ...{ id, version: 1, state: 'waiting', claimId: balance.claimId, patientId: balance.patientId },
    ...{ as: 'write-off', why, cents, madeBy: run.id, requested: { by: run.requestedBy, at, reason: run.reason } },
  };
  const newEntryId = () => idFromDigest('ledgerEntry', digestOf('small-balance', tenant, run.id, balance.claimId));
  const rebooking = { tenant, subject: run.requestedBy, at, today, reason: run.reason, newEntryId };
  const booked = await bookAdjustment(deps.table, balance, asked, rebooking);
  if (!booked.ok) return undefined;
  const after = withDone(run, { why, cents });
  const facts = { claimId: balance.claimId, why, cents };
  const written = await deps.table.transact([
    ...booked.value.writes,
    adjustmentWrite(tenant, booked.value.adjustment),
    smallBalanceRunWrite(tenant, after, run),
    workerAudit('give-up-by-rule', tenant, at, { action: 'adjustment-booked', entityId: id, facts }),
  ]);
  return written.ok ? after : undefined;
}

async function end({ tenant, deps }: Running, run: SmallBalanceRun, state: 'done' | 'broke-off'): Promise<void> {
  const endedAt = deps.now().toISOString();
  const facts = { state, claims: run.owed.claims + run.credits.claims };
  const written = await deps.table.transact([
    smallBalanceRunWrite(tenant, { ...run, state, endedAt }, run),
    workerAudit('give-up-by-rule', tenant, endedAt, {
      ...{ action: 'small-balances-ended', entityId: run.id, facts },
    }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  deps.logger.info('small-balances-ended', { tenantId: tenant, runId: run.id, ...facts });
}
