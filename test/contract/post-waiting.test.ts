import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { exceptionResolvedWrite } from '../../shared/store/exceptions.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import { reversalBeforeItsOriginal } from '../golden/26-reversal-before-its-original.ts';
import { reversalAndCorrectionBeforeTheOriginal } from '../golden/27-reversal-and-correction-before-the-original.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { type Fault, faultAt } from '../support/faults.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;

beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

async function fresh(golden: GoldenLedger, fault?: Fault): Promise<Pipeline> {
  await store.stop();
  store = await startTestTable();
  const pipeline = createPipeline(store, fault?.wrap);
  await chargeGolden(pipeline.table, golden);
  return pipeline;
}

async function openExceptions(pipeline: Pipeline): Promise<Item[]> {
  const keys: Item[] = [];
  for (let shard = 0; shard < shards.exceptions; shard += 1) {
    keys.push(
      ...(await pipeline.table.queryAll({ partition: openExceptionPartition(goldenTenant, shard), index: true })),
    );
  }
  return (await pipeline.table.batchGet(keys)) as Item[];
}

async function balanceOfA(pipeline: Pipeline, golden: GoldenLedger) {
  const claimId = controlNumbers(golden).get('A') as ClaimId;
  return balanceOfItem((await pipeline.table.get(claimBalanceKey(goldenTenant, claimId))) as Item);
}

describe('a reversal that waits for its original', () => {
  const golden = reversalBeforeItsOriginal;
  const [reversal = '', original = ''] = golden.remittances.map((text) => filledIn(golden, text));

  it('is noted on the claim until the original posts, and is removed then', async () => {
    const pipeline = await fresh(golden);
    await pipeline.receive(reversal);
    await pipeline.drain();
    expect((await balanceOfA(pipeline, golden)).waiting).toHaveLength(1);
    const [exception, ...others] = await openExceptions(pipeline);
    expect(others).toEqual([]);
    expect(exception).toMatchObject({ code: 'reversal-without-original', cents: -10000 });
    await pipeline.receive(original);
    await pipeline.drain();
    expect((await balanceOfA(pipeline, golden)).waiting).toBeUndefined();
    expect(await openExceptions(pipeline)).toEqual([]);
    const { entries } = await storedBooks(pipeline.table, golden);
    const applied = entries.find((entry) => entry.kind === 'remittance-applied');
    // Its cash and its bytes come from the payment that brought it; its day is that of the booking.
    expect(applied?.source).toEqual(entries.find((entry) => entry.kind === 'remittance-unapplied')?.source);
    expect(applied?.effectiveOn).toBe('2026-11-09');
    expect(applied?.reverses).toBeDefined();
  });

  it('stays where a person who settled it first has put it', async () => {
    const pipeline = await fresh(golden);
    await pipeline.receive(reversal);
    await pipeline.drain();
    const [exception] = await openExceptions(pipeline);
    await pipeline.table.transact([
      exceptionResolvedWrite(goldenTenant, exception?.id as string, '2026-11-20T09:00:00Z'),
    ]);
    await pipeline.receive(original);
    await pipeline.drain();
    const { entries, totals } = await storedBooks(pipeline.table, golden);
    expect(entries.some((entry) => entry.kind === 'remittance-applied')).toBe(false);
    expect(totals['unapplied-payer-cash']).toBe(10000);
  });
});

describe.each([reversalBeforeItsOriginal, reversalAndCorrectionBeforeTheOriginal])(
  'claims that waited, in a run that is interrupted at any request and continues: $name',
  (golden) => {
    it('ends with the same books, wherever it was interrupted', async () => {
      const whole = faultAt();
      const texts = golden.remittances.map((text) => filledIn(golden, text));
      const pipeline = await fresh(golden, whole);
      for (const text of texts) {
        await pipeline.receive(text);
        await pipeline.drain();
      }
      const expected = await storedBooks(pipeline.table, golden);
      expect(expected.totals).toEqual(golden.expected.accounts);
      // The first requests are those of any import, so only the last third is cut here.
      for (let at = Math.floor((whole.count() * 2) / 3); at <= whole.count(); at += 1) {
        for (const when of ['before', 'after'] as const) {
          const cut = await fresh(golden, faultAt(at, when));
          for (const text of texts) {
            await cut.receive(text);
            expect(await cut.drain(4), `cut ${when} request ${at}`).toBe(0);
          }
          const books = await storedBooks(cut.table, golden);
          expect(books.totals, `cut ${when} request ${at}`).toEqual(expected.totals);
          expect(books.claims, `cut ${when} request ${at}`).toEqual(expected.claims);
          expect(books.exceptions, `cut ${when} request ${at}`).toEqual(expected.exceptions);
        }
      }
    });
  },
);
