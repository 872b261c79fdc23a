import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goldenLedgers } from '../golden/all.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  type Pipeline,
  payByPatient,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;

beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

describe.each(goldenLedgers)('golden ledger through import and posting: $name', (golden) => {
  let pipeline: Pipeline;

  beforeEach(async () => {
    await store.stop();
    store = await startTestTable();
    pipeline = createPipeline(store);
    await chargeGolden(pipeline.table, golden);
  });

  it('books what was worked out by hand, and the same again posts nothing', async () => {
    const files: string[] = [];
    for (const [index, text] of golden.remittances.entries()) {
      files.push(await pipeline.receive(filledIn(golden, text)));
      await pipeline.drain();
      for (const paid of golden.patientPayments ?? []) {
        if (paid.after === index + 1) await payByPatient(pipeline.table, golden, paid);
      }
    }
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toEqual(golden.expected.accounts);
    expect(books.claims).toEqual(golden.expected.claims);
    expect(books.exceptions).toEqual([...golden.expected.exceptions, ...golden.expected.quarantined].sort());
    for (const file of files) expect((await pipeline.fileOf(file)).state).toBe('done');

    // The same payments in other files: a line end more changes the bytes, and no figure.
    for (const text of golden.remittances) {
      await pipeline.receive(`${filledIn(golden, text)}\n`);
      await pipeline.drain();
    }
    const again = await storedBooks(pipeline.table, golden);
    expect(again.totals).toEqual(books.totals);
    expect(again.claims).toEqual(books.claims);
    expect(again.entries).toHaveLength(books.entries.length);
  });
});

describe('functions whose time runs out', () => {
  it.each([2, 3])(
    'stop in order and go on with a new message, %i looks at the clock each: the same books',
    async (looks) => {
      const golden = goldenLedgers[0] as (typeof goldenLedgers)[number];
      const claims = Array.from({ length: 120 }, (_, index) => `CLP*SHORT${index}*1*10*10*0*12*M${index}*11*1`);
      const text = remittanceText('bluecross', { amount: '1200', trace: 'SHORT' }, claims.join('\n'));
      const booksOf = async (drain: (pipeline: Pipeline) => Promise<number>) => {
        await store.stop();
        store = await startTestTable();
        const pipeline = createPipeline(store);
        await chargeGolden(pipeline.table, golden);
        const file = await pipeline.receive(text);
        const lives = await drain(pipeline);
        expect((await pipeline.fileOf(file)).state).toBe('done');
        return { lives, books: await storedBooks(pipeline.table, golden) };
      };
      const { books } = await booksOf((pipeline) => pipeline.drain());
      const short = await booksOf((pipeline) => pipeline.drainInShortLives(looks));
      expect(short.books).toEqual(books);
      expect(short.lives).toBeGreaterThan(2);
    },
  );
});
