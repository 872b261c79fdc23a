import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RelayDeps } from './context.ts';

const pageSize = 100;

/**
 * Sends every message that has fallen due, then removes it. A crash between the two sends it twice, which workers bear.
 * @returns how many messages were sent
 */
export async function relayDue({ table, queues, now }: RelayDeps): Promise<number> {
  let sent = 0;
  for (let shard = 0; shard < shards.due; shard += 1) {
    // "~" sorts after every id, so that messages due this very millisecond are included.
    const { items } = await table.query({
      partition: duePartition(shard),
      upTo: `${now().toISOString()}#~`,
      limit: pageSize,
    });
    for (const [queue, due] of groupByQueue(items)) {
      await queues.send(
        queue,
        due.map((item) => item.body as Record<string, unknown>),
      );
      for (let start = 0; start < due.length; start += pageSize) {
        await table.transact(due.slice(start, start + pageSize).map(({ pk, sk }) => ({ delete: { pk, sk } })));
      }
      sent += due.length;
    }
  }
  return sent;
}

function groupByQueue(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const queue = item.queue as string;
    groups.set(queue, [...(groups.get(queue) ?? []), item]);
  }
  return groups;
}
