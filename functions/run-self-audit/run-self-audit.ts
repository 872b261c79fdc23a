import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { portionsOf } from '../../shared/domain/self-audit/portions.ts';
import { mostEncounters, type SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { monthAfter } from '../../shared/domain/time/local-date.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { auditSliceWrite, readSelfAudit, selfAuditStepWrite } from '../../shared/store/self-audits.ts';
import type { Write } from '../../shared/store/table.ts';
import type { AuditWork, RunDeps, Verdict } from './context.ts';
import { judgeBillingOf } from './judge-billing.ts';
import { judgeGapsOf } from './judge-gaps.ts';
import { readSlice } from './read-slice.ts';

/** How long judging may take: it starts with this much time left, or waits for the next message. */
const judgingMilliseconds = 300_000;

/**
 * Audits the office's own billing. Encounters are read by month of entry, in slices; one transaction stores each slice
 * and the position for the next, so that no encounter is counted twice or left out after an interruption. When all are
 * read, they are judged.
 */
export async function runSelfAudit(
  message: MessageOf<'run-self-audit'>,
  delivery: Delivery,
  deps: RunDeps,
): Promise<void> {
  const { tenantId, selfAuditId } = message;
  const work: AuditWork = { ...deps, tenant: tenantId as TenantId, delivery };
  await continueByMessage(
    'run-self-audit',
    () => message,
    deps.queues,
    async () => {
      const audit = await readSelfAudit(deps.table, work.tenant, selfAuditId);
      invariant(audit !== undefined, 'the item of a self-audit precedes its message');
      if (audit.state === 'done' || audit.state === 'refused') return;
      if (delivery.receiveCount > attemptsBeforeEnd) return end(work, audit, { found: 0, refusal: 'broke-off' });
      const read = audit.state === 'reading' ? await readAll(work, audit) : audit;
      if (read.state === 'reading') return end(work, read, { found: 0, refusal: 'too-many-encounters' });
      stopInTime(delivery, judgingMilliseconds);
      await end(work, read, await (read.kind === 'billing' ? judgeBillingOf(work, read) : judgeGapsOf(work, read)));
    },
  );
}

/** Reads until everything is read, and then judges; or until there is too much. */
async function readAll(work: AuditWork, from: SelfAudit): Promise<SelfAudit> {
  let audit = from;
  while (audit.state === 'reading' && audit.counted < mostEncounters) {
    stopInTime(work.delivery);
    const { encounters, looked, next } = await readSlice(work, audit);
    const { after: _after, ...rest } = audit;
    const month = next === undefined ? monthAfter(audit.month) : audit.month;
    const isLast = next === undefined && month > audit.requestedAt.slice(0, 7);
    const portions = portionsOf(encounters);
    const step: SelfAudit = {
      ...rest,
      ...{ month, read: audit.read + looked, counted: audit.counted + encounters.length },
      // The counter rises with every step, so that one of two deliveries is first.
      slices: audit.slices + Math.max(1, portions.length),
      ...present({ after: next }),
      state: isLast ? 'judging' : 'reading',
    };
    const at = work.now().toISOString();
    const slices = portions.map(
      (portion, index): Write =>
        auditSliceWrite(work.tenant, audit, { number: audit.slices + 1 + index, at, encounters: portion }),
    );
    await commit(work, [selfAuditStepWrite(work.tenant, audit, step), ...slices]);
    audit = step;
  }
  return audit;
}

async function end(work: AuditWork, audit: SelfAudit, verdict: Verdict): Promise<void> {
  const { tenant, now, logger } = work;
  const endedAt = now().toISOString();
  const { found, refusal, notJudged = [] } = verdict;
  const state = refusal === undefined ? 'done' : 'refused';
  const after: SelfAudit = { ...audit, state, endedAt, found, notJudged, ...present({ refusal }) };
  const facts = { state, found, ...present({ refusal }) };
  await commit(work, [
    selfAuditStepWrite(tenant, audit, after),
    workerAudit('run-self-audit', tenant, endedAt, { action: 'self-audit-ended', entityId: audit.id, facts }),
  ]);
  logger.info('self-audit-ended', { tenantId: tenant, selfAuditId: audit.id, counted: audit.counted, ...facts });
}

async function commit({ table }: AuditWork, writes: readonly Write[]): Promise<void> {
  const written = await table.transact(writes);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
