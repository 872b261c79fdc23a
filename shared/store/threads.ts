import type { TenantId } from '../domain/identity/ids.ts';
import type { Thread } from '../domain/thread/thread.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { threadAboutIndex, threadIndex } from './keys/task.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function threadOfItem(item: Item): Thread {
  return documentOfItem<Thread>(item);
}

export async function readThread(table: Table, tenant: TenantId, id: string): Promise<Thread | undefined> {
  const item = await table.get(entityKey(tenant, 'THREAD', id));
  return item === undefined ? undefined : threadOfItem(item);
}

/** Writes a thread, or its next version, if nobody has written it since it was read. */
export function threadWrite(tenant: TenantId, thread: Thread): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, about, closed, startedAt } = thread;
  const lastAt = thread.messages.at(-1)?.at ?? startedAt;
  const index = {
    ...threadIndex(tenant, { id, lastAt, closedAt: closed?.at }),
    ...threadAboutIndex(tenant, about.id, id),
  };
  return {
    put: entityItem(entityKey(tenant, 'THREAD', id), 'thread', thread, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}
