import { keepBooks } from '../../functions/keep-books/keep-books.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Files } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { TestEdge } from './table.ts';

/**
 * The worker that keeps an office's books, as its messages would run it.
 * @param left how much time each delivery has left: with less than ten seconds it stops as early as possible
 */
export function booksKeeper(edge: TestEdge, files: Files, left = 300_000) {
  const delivery: Delivery = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => left };
  const waiting: unknown[] = [];
  const queues = { send: async (_queue: string, bodies: readonly unknown[]) => void waiting.push(...bodies) };
  const deps = { ...edge, files, queues } as unknown as Parameters<typeof keepBooks>[2];

  /** Processes what is due by now. Returns how many messages there were. */
  const workOff = async (): Promise<number> => {
    for (let shard = 0; shard < shards.due; shard += 1) {
      for (const { pk, sk, queue, body } of await edge.table.queryAll({ partition: duePartition(shard) })) {
        if (queue !== 'keep-books' || sk > `${edge.now().toISOString()}~`) continue;
        waiting.push(body);
        await edge.table.transact([{ delete: { pk, sk } }]);
      }
    }
    let messages = 0;
    for (; waiting.length > 0; messages += 1) {
      await keepBooks(messageSchemas['keep-books'].parse(waiting.shift()), delivery, deps);
    }
    return messages;
  };
  return { workOff };
}
