import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant, unreachable } from '../../shared/domain/result.ts';
import type { StatementRun } from '../../shared/domain/statement/statement-run.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readStatementRun, statementRunStep } from '../../shared/store/statements.ts';
import { beginScheduled } from './begin-scheduled.ts';
import type { StatementDeps, StatementWork } from './context.ts';
import { makeSlice } from './make-slice.ts';
import { sendAgain, sendNotices } from './send-notices.ts';
import { manifestWrites } from './to-vendor.ts';

/**
 * Continues a run, starts a scheduled one, or sends notices. A run goes through all accounts with a balance, in slices;
 * one transaction stores each slice and the run's position, so that no account is left out and none gets two
 * statements.
 */
export async function runStatements(
  message: MessageOf<'run-statements'>,
  delivery: Delivery,
  deps: StatementDeps,
): Promise<void> {
  const work: StatementWork = { ...deps, tenant: message.tenantId as TenantId, delivery };
  switch (message.work) {
    case 'run':
      return continueByMessage(
        'run-statements',
        () => message,
        deps.queues,
        () => goOn(work, message.runId),
      );
    case 'scheduled':
      return beginScheduled(work, message);
    case 'notices':
      return sendNotices(work, message);
    case 'notice':
      return sendAgain(work, message);
    default:
      return unreachable(message);
  }
}

async function goOn(work: StatementWork, runId: string): Promise<void> {
  const { table, tenant, delivery } = work;
  let run = await readStatementRun(table, tenant, runId);
  invariant(run !== undefined, 'the item of a run precedes its message');
  if (run.state !== 'running') return;
  if (delivery.receiveCount > attemptsBeforeEnd) return end(work, run, 'broke-off');
  while (run.isThrough === undefined) {
    stopInTime(delivery);
    run = await makeSlice(work, run);
  }
  await end(work, run, 'done');
}

async function end(work: StatementWork, run: StatementRun, state: 'done' | 'broke-off'): Promise<void> {
  const { table, tenant, now, logger } = work;
  const endedAt = now().toISOString();
  const { id, statements, skipped, dueCents, slices } = run;
  const facts = { state, statements, skipped, dueCents };
  const written = await table.transact([
    statementRunStep(tenant, run, { ...run, state, endedAt }),
    ...(await manifestWrites(work, run, endedAt)),
    workerAudit('run-statements', tenant, endedAt, { action: 'statement-run-ended', entityId: id, facts }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  logger.info('statement-run-ended', { tenantId: tenant, statementRunId: id, slices, ...facts });
}
