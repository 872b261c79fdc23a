import type { TenantId } from '../domain/identity/ids.ts';
import { endOf, escalatesOn, type Task } from '../domain/task/task.ts';
import { startOfDay, type TimeZone } from '../domain/time/time-zone.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { taskIndex } from './keys/task.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function taskOfItem(item: Item): Task {
  return documentOfItem<Task>(item);
}

export async function readTasks(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<readonly (Task | undefined)[]> {
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'TASK', id)));
  return items.map((item) => (item === undefined ? undefined : taskOfItem(item)));
}

/** Writes a task, or its next version, if nobody has written it since it was read. */
export function taskWrite(tenant: TenantId, task: Task): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, dueOn, state } = task;
  const endedAt = state === 'open' ? undefined : endOf(task);
  return {
    put: entityItem(entityKey(tenant, 'TASK', id), 'task', task, taskIndex(tenant, { id, dueOn, endedAt })),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/** The message that checks on a day whether a task is still open. */
export function taskMessage(
  tenantId: TenantId,
  { id, dueOn }: Pick<Task, 'id' | 'dueOn'>,
  { afterDays, timeZone }: { readonly afterDays: number; readonly timeZone: TimeZone },
): DueMessage {
  return {
    queue: 'run-correspondence',
    id: `task-${id}-${dueOn}-${afterDays}`,
    body: { schemaVersion: 1, tenantId, work: 'task', taskId: id, dueOn },
    dueAt: startOfDay(timeZone, escalatesOn(dueOn, afterDays)),
  };
}
