import { expect, test } from 'vitest';
import type { Key } from '../../../shared/store/keys/table.ts';
import { readingOnce } from '../../../shared/store/reading-once.ts';
import { readOnce } from '../../../shared/store/rule-versions.ts';
import type { QueryRequest, Table } from '../../../shared/store/table.ts';

const key = (name: string): Key => ({ pk: name, sk: 'S' });

test('an item read by key or in a query is not read again, even if it does not exist; keys of an index are no items', async () => {
  const asked: string[][] = [];
  const own = {
    batchGet: async (keys: readonly Key[]) => {
      asked.push(keys.map(({ pk }) => pk));
      return keys.map(({ pk, sk }) => (pk === 'missing' ? undefined : { pk, sk, read: 'by key' }));
    },
    query: async ({ partition }: QueryRequest) => ({
      items: [{ ...key(partition), read: 'by query' }],
      next: undefined,
    }),
    queryAll: async ({ partition }: QueryRequest) => [{ ...key(partition), read: 'by query' }],
  } as unknown as Table;
  const table = readingOnce(own);
  await Promise.all([table.get(key('a')), table.batchGet([key('b'), key('missing')])]);
  await table.query({ partition: 'c' });
  await table.queryAll({ partition: 'd' });
  await table.query({ partition: 'e', index: true });
  const again = await table.batchGet(['missing', 'a', 'c', 'd', 'e'].map(key));
  expect(again.map((item) => item?.read)).toEqual([undefined, 'by key', 'by query', 'by query', 'by key']);
  expect(asked).toEqual([['a', 'b', 'missing'], ['e']]);
  // Data that never changes is remembered together with the table, for all later requests.
  await readOnce(table, 'a version', async () => 'first');
  expect(await readOnce(readingOnce(own), 'a version', async () => 'second')).toBe('first');
});
