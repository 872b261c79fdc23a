import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { relayDue } from '../../functions/relay-due/relay.ts';
import { type MessageBody, MessagesNotSent } from '../../shared/queue/sender.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable('embedded');
});
afterAll(() => store?.stop());

const now = () => new Date('2026-11-23T12:00:00.000Z');
const earlier = '2026-11-23T11:59:59.000Z';
const later = '2026-11-23T12:00:01.000Z';

function messages(count: number, at: string, prefix: string) {
  return Array.from({ length: count }, (_, index) =>
    dueWrite(at, {
      queue: index % 2 === 0 ? 'even' : 'odd',
      id: `${prefix}${index}`,
      body: { tenantId: 'north', index },
    }),
  );
}

async function waiting(): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
  );
  return all.flat().length;
}

const logged: string[] = [];
const logger = createLogger('relay-due', (line) => void logged.push(JSON.parse(line).event));
const sent = new Map<string, number[]>();
beforeEach(() => {
  logged.length = 0;
  sent.clear();
});

/** Queues that accept everything, except the named ones. */
const queuesBut = (...refused: readonly string[]) => ({
  send: async (queue: string, bodies: readonly MessageBody[]) => {
    if (refused.includes(queue)) throw new Error('no');
    sent.set(queue, [...(sent.get(queue) ?? []), ...bodies.map((body) => body.index as number)]);
  },
});
const relay = (queues = queuesBut()) => relayDue({ table: store.table, queues, logger, now });
const ascending = (numbers: readonly number[] | undefined) => [...(numbers ?? [])].sort((a, b) => a - b);

it('sends each message that has fallen due to its queue, once, and leaves later ones', async () => {
  await store.table.transact([...messages(30, earlier, 'due'), ...messages(5, later, 'later')]);
  expect(await relay()).toEqual({ sent: 30, refused: new Set() });
  expect(ascending(sent.get('even'))).toEqual(Array.from({ length: 15 }, (_, index) => index * 2));
  expect(sent.get('odd')).toHaveLength(15);
  expect(await waiting()).toBe(5);
  expect((await relay()).sent).toBe(0);
  expect(logged).toEqual([]);
});

it('keeps messages that their queue does not accept, and continues with those of other queues behind them', async () => {
  const before = await waiting();
  // More than a page of messages in each shard comes before the only one that can be sent.
  for (let round = 0; round < 10; round += 1) {
    const some = messages(200, earlier, `refused${round}-`).filter((_, index) => index % 2 === 0);
    await store.table.transact(some);
  }
  const last = { queue: 'odd', id: 'last', body: { tenantId: 'north', index: 1 } };
  await store.table.transact([dueWrite('2026-11-23T11:59:59.500Z', last)]);
  expect(await relay(queuesBut('even'))).toEqual({ sent: 1, refused: new Set(['even']) });
  expect(sent.get('odd')).toEqual([1]);
  expect(new Set(logged)).toEqual(new Set(['queue-refused']));
  expect(await waiting()).toBe(before + 1000);
  expect((await relay()).sent).toBe(1000);
  expect(await waiting()).toBe(before);
});

it('removes what was sent when the queue refuses one message among them, and only that one waits', async () => {
  const before = await waiting();
  await store.table.transact(messages(40, earlier, 'mixed').filter((_, index) => index % 2 === 0));
  const isBad = ({ index }: MessageBody) => index === 4;
  const queues = {
    send: async (queue: string, bodies: readonly MessageBody[]) => {
      await queuesBut().send(
        queue,
        bodies.filter((body) => !isBad(body)),
      );
      const bad = bodies.flatMap((body, index) => (isBad(body) ? [index] : []));
      if (bad.length > 0) throw new MessagesNotSent(bad);
    },
  };
  expect(await relay(queues)).toEqual({ sent: 19, refused: new Set() });
  expect(sent.get('even')).toHaveLength(19);
  expect(await waiting()).toBe(before + 1);
  expect(logged).toEqual(['queue-refused']);
  expect((await relay()).sent).toBe(1);
  expect(await waiting()).toBe(before);
});
