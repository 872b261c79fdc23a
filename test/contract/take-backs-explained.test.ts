import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exceptionResolvedWrite, readException, type StoredException } from '../../shared/store/exceptions.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { Item, Sender, Table } from '../../shared/store/table.ts';
import { balanceForward } from '../golden/12-balance-forward.ts';
import { takeBacksExplainedInPart } from '../golden/95-take-backs-explained-in-part.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  remittancesOf,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

const [paid, held, collected] = balanceForward.remittances.map((text) => filledIn(balanceForward, text)) as [
  string,
  string,
  string,
];

async function fresh(golden: GoldenLedger = balanceForward): Promise<Pipeline> {
  await store.stop();
  store = await startTestTable();
  const pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  return pipeline;
}

async function receive(pipeline: Pipeline, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await pipeline.receive(text);
    await pipeline.drain();
  }
}

async function openExceptions(table: Table): Promise<StoredException[]> {
  const keys: Item[] = [];
  for (let shard = 0; shard < shards.exceptions; shard += 1) {
    keys.push(...(await table.queryAll({ partition: openExceptionPartition(goldenTenant, shard), index: true })));
  }
  return (await table.batchGet(keys)) as unknown as StoredException[];
}

/** Runs an action once, after a payment with a take-back was decided and before it is written. */
function beforeItsRecoupment(happens: () => Promise<void>) {
  let times = 0;
  const wrap = (sender: Sender): Sender => ({
    send: async (command, options) => {
      const written: string = JSON.stringify(command.input?.TransactItems ?? '');
      if (written.includes('RECOUPMENT#')) {
        times += 1;
        if (times === 1) await happens();
      }
      return sender.send(command, options);
    },
  });
  return { wrap, times: () => times };
}

describe('an unexplained take-back', () => {
  it.each([
    ['the one that takes it', held, collected],
    ['the one that states the debt', collected, held],
  ])('is explained by a payment side by side with it, also when %s is written first', async (_, slow, quick) => {
    const pipeline = await fresh();
    await receive(pipeline, paid);
    const between = beforeItsRecoupment(() => receive(pipeline, quick));
    await receive(createPipeline(store, between.wrap), slow);
    // The write was refused once, and the payment was decided again.
    expect(between.times()).toBe(2);
    const books = await storedBooks(pipeline.table, balanceForward);
    expect(books.exceptions).toEqual([]);
    expect(books.totals).toEqual(balanceForward.expected.accounts);
    expect(books.claims).toEqual(balanceForward.expected.claims);
  });

  it('is explained by a later payment of the same file', async () => {
    const pipeline = await fresh();
    await receive(pipeline, paid, collected + held);
    expect((await storedBooks(pipeline.table, balanceForward)).exceptions).toEqual([]);
  });

  it('is left as a person has ended it, also while the payment that explains it is admitted', async () => {
    const pipeline = await fresh();
    await receive(pipeline, paid, collected);
    const [exception] = await openExceptions(pipeline.table);
    const id = exception?.id as string;
    const between = beforeItsRecoupment(async () => {
      await pipeline.table.transact([exceptionResolvedWrite(goldenTenant, id, '2026-11-20T09:00:00Z')]);
    });
    const other = createPipeline(store, between.wrap);
    const file = await other.receive(held);
    await other.drain();
    expect(between.times()).toBe(2);
    expect(await remittancesOf(other, file)).toMatchObject([{ state: 'posted' }]);
    const ended = await readException(pipeline.table, goldenTenant, id);
    expect(ended).toMatchObject({ state: 'resolved', resolvedAt: '2026-11-20T09:00:00Z', version: 2 });
  });

  it('shows how much of it is left when a payment explains a part', async () => {
    const golden = takeBacksExplainedInPart;
    const pipeline = await fresh(golden);
    const left: number[][] = [];
    for (const text of golden.remittances) {
      await receive(pipeline, filledIn(golden, text));
      const open = await openExceptions(pipeline.table);
      left.push(open.map(({ cents = 0 }) => cents).sort((one, other) => one - other));
    }
    expect(left).toEqual([[2000, 3000, 5000], [2000, 5000], [2000, 3000], [2000]]);
  });
});
