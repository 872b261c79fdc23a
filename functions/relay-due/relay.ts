import { faultOf } from '../../shared/domain/logger.ts';
import { type MessageBody, MessagesNotSent } from '../../shared/queue/sender.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RelayDeps } from './context.ts';

const pageSize = 100;

/** At most this many pages of a shard are relayed in one pass; the next pass continues. */
const pagesPerLook = 20;

/** The result of a pass. */
export interface Relayed {
  readonly sent: number;
  /** Queues that could not be reached; their messages wait for the next pass. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Sends every due message, then removes it. A crash between the two sends it twice, which workers can handle. Shards
 * and queues are processed in parallel, so that a failing queue does not delay the others. A message that its queue
 * refuses stays, and delays no other.
 */
export async function relayDue(deps: RelayDeps): Promise<Relayed> {
  const refused = new Set<string>();
  const counts = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => relayShard(duePartition(shard), refused, deps)),
  );
  return { sent: counts.reduce((sum, count) => sum + count, 0), refused };
}

async function relayShard(partition: string, refused: Set<string>, deps: RelayDeps): Promise<number> {
  // "~" sorts after every id, so that messages that are due in this millisecond are included.
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
    // Sent messages are gone, refused ones stay: the next page starts after both.
    after = next;
  }
  return sent;
}

/** @returns how many messages were sent */
async function relayGroup(
  queue: string,
  due: readonly Item[],
  refused: Set<string>,
  { table, queues, logger }: RelayDeps,
): Promise<number> {
  if (refused.has(queue)) return 0;
  let sent = due;
  try {
    await queues.send(
      queue,
      due.map(({ body }) => body as MessageBody),
    );
  } catch (error) {
    if (error instanceof MessagesNotSent) sent = due.filter((_, index) => !error.refused.has(index));
    else {
      refused.add(queue);
      sent = [];
    }
    logger.error('queue-refused', { queue, messages: due.length - sent.length, ...faultOf(error) });
  }
  // Single deletes cost half as much as one transaction. A message that is not removed is sent again, which is
  // harmless.
  await Promise.all(sent.map(({ pk, sk }) => table.transact([{ delete: { pk, sk } }])));
  return sent.length;
}

function groupByQueue(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const queue = item.queue as string;
    groups.set(queue, [...(groups.get(queue) ?? []), item]);
  }
  return groups;
}
