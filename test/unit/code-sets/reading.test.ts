import { describe, expect, test } from 'vitest';
import { csvRecords } from '../../../shared/code-sets/read/csv.ts';
import { linesOf } from '../../../shared/code-sets/read/lines.ts';
import { inPieces } from '../../support/code-set-files.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function lines(text: string, size: number) {
  const batches = await all(linesOf(inPieces(text, size)));
  return batches.flatMap((batch): unknown[] =>
    batch.ok ? batch.value.map(({ number, text }) => `${number}:${text}`) : [batch.failure],
  );
}

async function records(text: string, size = 5) {
  const batches = await all(csvRecords(inPieces(text, size)));
  return batches.flatMap((batch): unknown[] => (batch.ok ? [...batch.value] : [batch.failure]));
}

describe('lines', () => {
  test.each([1, 2, 3, 50])(
    'are the same for Windows and Unix line ends, with and without a byte order mark, in pieces of %i',
    async (size) => {
      const expected = ['1:one', '2:', '3:three'];
      expect(await lines('one\n\nthree', size)).toEqual(expected);
      expect(await lines('\ufeffone\r\n\r\nthree\r\n', size)).toEqual(expected);
      expect(await lines('one\n\nthree\n\u001a', size)).toEqual(expected);
    },
  );

  test('name the line and column of a control character, and of a byte that is not text', async () => {
    expect(await lines('one\ntw\u0000o\n', 4)).toMatchObject(['1:one', { line: 2, column: 3 }]);
    expect(await lines('one\n\ufffdtwo\n', 100)).toMatchObject([{ line: 2, column: 1 }]);
    expect(await lines('tab\there\n', 100)).toEqual(['1:tab\there']);
  });

  test('that never end stop the reading before they fill the memory', async () => {
    const endless = async function* () {
      for (let piece = 0; piece < 100; piece += 1) yield 'x'.repeat(1 << 16);
    };
    expect(await all(linesOf(endless()))).toMatchObject([{ ok: false, failure: { line: 1 } }]);
  });
});

describe('CSV records', () => {
  test('have the line on which they begin, whatever breaks they hold', async () => {
    expect(await records('\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n2, z \r\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', 'z'] },
    ]);
  });

  test('end with a fault at a quote that is not closed, and at a control character', async () => {
    expect(await records('a,b\n1,2\n3,"four\n5,6\n')).toMatchObject([{ line: 3, column: 1 }]);
    expect(await records('a,b\n1,\u0007\n')).toMatchObject([{ line: 2, column: 2 }]);
  });

  test('keep a quote inside a cell that is not quoted', async () => {
    expect(await records('a,5" tube\n')).toEqual([{ line: 1, cells: ['a', '5" tube'] }]);
  });
});
