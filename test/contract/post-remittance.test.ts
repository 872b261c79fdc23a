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

    // The same payments in other files: one more line end changes the bytes, but no figure.
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
  const golden = goldenLedgers[0] as (typeof goldenLedgers)[number];

  /** A file of 61 payments: one with many claims, and 60 with one claim. */
  function manyPayments(): string {
    const claims = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => `CLP*${name}${index}*1*10*10*0*12*${name}${index}*11*1`).join('\n');
    const payment = (count: number, name: string) =>
      remittanceText('bluecross', { amount: `${count * 10}`, trace: name }, claims(count, name));
    return [payment(120, 'LONG'), ...Array.from({ length: 60 }, (_, index) => payment(1, `SHORT${index}L`))].join('');
  }

  async function booksOf(drain: (pipeline: Pipeline) => Promise<number>) {
    await store.stop();
    store = await startTestTable();
    const pipeline = createPipeline(store);
    await chargeGolden(pipeline.table, golden);
    const file = await pipeline.receive(manyPayments());
    const lives = await drain(pipeline);
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', payments: 61, paymentsDone: 61 });
    return { lives, books: await storedBooks(pipeline.table, golden) };
  }

  it('stop in order and go on with a new message: the same books, however often they are stopped', async () => {
    const whole = await booksOf((pipeline) => pipeline.drainInShortLives(1000));
    for (const looks of [2, 3]) {
      const short = await booksOf((pipeline) => pipeline.drainInShortLives(looks));
      expect(short.books).toEqual(whole.books);
      // The import admits ten payments at a time; posting stops before each transaction.
      expect(short.lives).toBeGreaterThan(whole.lives + 1);
    }
  });
});
