import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { escalated, escalatesOn } from '../../shared/domain/task/task.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readTasks, taskMessage, taskWrite } from '../../shared/store/tasks.ts';
import type { RunCorrespondenceDeps } from './context.ts';

type Order = Extract<MessageOf<'run-correspondence'>, { readonly work: 'task' }>;

/**
 * Checks whether a task is overdue, and escalates it. A task that ended needs no check, and one with a new day has
 * another message; if the office now allows more days than when the check was planned, the task is checked again then.
 */
export async function escalateTask(message: Order, { table, logger, now }: RunCorrespondenceDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const [[task], { correspondence }, { timeZone }] = await Promise.all([
    readTasks(table, tenant, [message.taskId]),
    readBillingSettings(table, tenant),
    readOffice(table, tenant),
  ]);
  if (task === undefined || task.state !== 'open' || task.dueOn !== message.dueOn) return;
  if (task.escalated?.dueOn === task.dueOn) return;
  const at = now().toISOString();
  const { escalateAfterDays: afterDays, escalateTo: to } = correspondence;
  if (dayIn(timeZone, at) < escalatesOn(task.dueOn, afterDays)) {
    await table.transact([dueWrite(at, taskMessage(tenant, task, { afterDays, timeZone }))]);
    return;
  }
  const written = await table.transact([
    taskWrite(tenant, escalated(task, { at, to })),
    workerAudit('run-correspondence', tenant, at, { action: 'task-escalated', entityId: task.id }),
  ]);
  // Somebody changed it at the same moment: the message is delivered again.
  if (!written.ok) {
    logger.info('escalation-overtaken', { taskId: task.id });
    throw new Error('another writer came first: the message will be delivered again');
  }
}
