import { afterAll, beforeAll, expect, it } from 'vitest';
import { relayDue } from '../../functions/relay-due/relay.ts';
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
    dueWrite(at, { queue: index % 2 === 0 ? 'even' : 'odd', id: `${prefix}${index}`, body: { index } }),
  );
}

async function waiting(): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
  );
  return all.flat().length;
}

it('sends each message that has fallen due to its queue, once, and leaves later ones', async () => {
  await store.table.transact([...messages(30, earlier, 'due'), ...messages(5, later, 'later')]);
  const sent = new Map<string, number[]>();
  const queues = {
    send: async (queue: string, bodies: readonly Readonly<Record<string, unknown>>[]) => {
      sent.set(queue, [...(sent.get(queue) ?? []), ...bodies.map((body) => body.index as number)]);
    },
  };
  expect(await relayDue({ table: store.table, queues, now })).toBe(30);
  expect(sent.get('even')?.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, index) => index * 2));
  expect(sent.get('odd')).toHaveLength(15);
  expect(await waiting()).toBe(5);
  expect(await relayDue({ table: store.table, queues, now })).toBe(0);
});

it('keeps a message when its queue does not take it', async () => {
  await store.table.transact(messages(1, earlier, 'refused'));
  const before = await waiting();
  const queues = { send: () => Promise.reject(new Error('no')) };
  await expect(relayDue({ table: store.table, queues, now })).rejects.toThrow('no');
  expect(await waiting()).toBe(before);
});
