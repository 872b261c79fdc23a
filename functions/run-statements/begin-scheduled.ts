import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { nextRunAt } from '../../shared/domain/statement/schedule.ts';
import { newStatementRun, type StatementRun } from '../../shared/domain/statement/statement-run.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { readOffice } from '../../shared/store/office.ts';
import {
  readStatementRun,
  scheduledRunMessage,
  statementRunItem,
  statementRunMessage,
} from '../../shared/store/statements.ts';
import type { StatementWork } from './context.ts';

type Message = Extract<MessageOf<'run-statements'>, { readonly work: 'scheduled' }>;

/**
 * Starts a run by the schedule, and plans the next one. If the settings have changed since, it does nothing: the new
 * settings have their own plan.
 */
export async function beginScheduled(work: StatementWork, { version, runAt }: Message): Promise<void> {
  const { table, tenant, now } = work;
  const settings = await readBillingSettings(table, tenant);
  const { schedule } = settings.statements;
  if (settings.version !== version || schedule === undefined) return;
  const id = idFromDigest('statementRun', digestOf('statement-schedule', tenant, runAt));
  if ((await readStatementRun(table, tenant, id)) !== undefined) return;
  const at = now().toISOString();
  const { timeZone } = await readOffice(table, tenant);
  const begun = { id, requestedAt: at, requestedBy: 'run-statements', on: dayIn(timeZone, at) };
  const run: StatementRun = newStatementRun(begun, settings.statements);
  const written = await table.transact([
    { put: statementRunItem(tenant, run), condition: { absent: true } },
    dueWrite(at, statementRunMessage(tenant, id)),
    dueWrite(at, scheduledRunMessage(tenant, version, nextRunAt(schedule, timeZone, at))),
    workerAudit('run-statements', tenant, at, { action: 'statement-run-started', entityId: id }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
