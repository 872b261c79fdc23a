import { faultOf } from '../../shared/domain/logger.ts';
import type { MessageBody } from '../../shared/queue/sender.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RelayDeps } from './context.ts';

const pageSize = 100;

/** A look ends after so many pages of a shard: the next one goes on. */
const pagesPerLook = 20;

/** What a look came to. */
export interface Relayed {
  readonly sent: number;
  /** Queues that took no messages; what is for them waits for the next look. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Sends every message that has fallen due, then removes it. A crash between the two sends it twice, which workers bear. Shards and
 * queues are worked off side by side; a queue that takes nothing holds no other up.
 */
export async function relayDue(deps: RelayDeps): Promise<Relayed> {
  const refused = new Set<string>();
  const counts = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => relayShard(duePartition(shard), refused, deps)),
  );
  return { sent: counts.reduce((sum, count) => sum + count, 0), refused };
}

async function relayShard(partition: string, refused: Set<string>, deps: RelayDeps): Promise<number> {
  // "~" sorts after every id, so that messages due this very millisecond are included.
  const upTo = `${deps.now().toISOString()}#~`;
  let sent = 0;
  let after: Readonly<Record<string, string>> | undefined;
  for (let page = 1; page <= pagesPerLook; page += 1) {
    const { items, next } = await deps.table.query({ partition, upTo, limit: pageSize, after });
    const counts = await Promise.all(
      [...groupByQueue(items)].map(([queue, due]) => relayGroup(queue, due, refused, deps)),
    );
    sent += counts.reduce((sum, count) => sum + count, 0);
    if (next === undefined) break;
    // What was sent is gone, what was refused stays: the next page begins behind both.
    after = next;
  }
  return sent;
}

/** @returns how many were sent: all, or none */
async function relayGroup(
  queue: string,
  due: readonly Item[],
  refused: Set<string>,
  { table, queues, logger }: RelayDeps,
): Promise<number> {
  if (refused.has(queue)) return 0;
  try {
    await queues.send(
      queue,
      due.map(({ body }) => body as MessageBody),
    );
  } catch (error) {
    refused.add(queue);
    logger.error('queue-refused', { queue, ...faultOf(error) });
    return 0;
  }
  // One by one costs half of what a transaction does; what is not removed is sent again.
  await Promise.all(due.map(({ pk, sk }) => table.transact([{ delete: { pk, sk } }])));
  return due.length;
}

function groupByQueue(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const queue = item.queue as string;
    groups.set(queue, [...(groups.get(queue) ?? []), item]);
  }
  return groups;
}
