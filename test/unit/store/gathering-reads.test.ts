import { describe, expect, test } from 'vitest';
import { gatheringReads } from '../../../shared/store/gathering-reads.ts';
import type { Key } from '../../../shared/store/keys/table.ts';
import type { Table } from '../../../shared/store/table.ts';

const key = (name: string): Key => ({ pk: name, sk: 'S' });

function tableOf(batchGet: Table['batchGet']): Table {
  return { batchGet } as Table;
}

describe('simultaneous reads', () => {
  test('are one request for what is requested at the same time, each key once, and each caller gets its own', async () => {
    const asked: string[][] = [];
    const table = gatheringReads(
      tableOf(async (keys) => {
        asked.push(keys.map(({ pk }) => pk));
        return keys.map(({ pk, sk }) => (pk === 'missing' ? undefined : { pk, sk }));
      }),
    );
    const together = [table.get(key('a')), table.batchGet([key('b'), key('a'), key('missing')]), table.batchGet([])];
    expect(await Promise.all(together)).toEqual([key('a'), [key('b'), key('a'), undefined], []]);
    expect(await table.get(key('a'))).toEqual(key('a'));
    expect(asked).toEqual([['a', 'b', 'missing'], ['a']]);
  });

  test('all fail when their request fails, and later ones are sent again', async () => {
    let fails = true;
    const table = gatheringReads(
      tableOf(async (keys) => {
        if (fails) throw new Error('throttled');
        return keys.map(({ pk, sk }) => ({ pk, sk }));
      }),
    );
    const outcomes = await Promise.allSettled([table.get(key('a')), table.get(key('b'))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await table.get(key('a'))).toEqual(key('a'));
  });
});
