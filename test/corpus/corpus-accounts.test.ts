import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GoldenClaim, GoldenLedger } from '../golden/golden-ledger.ts';
import { chargeGolden, createPipeline, filledIn, storedBooks } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/**
 * Every 835 of the corpus once more, after the claims that it names were created. The cents per account must be those
 * that an independent script works out from the posting rules and the files (test/independent/corpus-accounts.mjs,
 * which shares no code with the product). The corpus is read where it is.
 */
const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const script = fileURLToPath(new URL('../independent/corpus-accounts.mjs', import.meta.url));
const isThere = existsSync(corpus);
if (!isThere) console.warn('The corpus is not beside this checkout: its claims are not created and posted.');

type Expectation =
  | { readonly outcome: 'payment-unbalanced' | 'amount-unreadable' | 'notification-with-money' }
  | {
      readonly outcome: 'posts';
      readonly claims: Readonly<Record<string, GoldenClaim>>;
      readonly remittances: readonly string[];
      readonly accounts: GoldenLedger['expected']['accounts'];
    };

const transactions: { readonly name: string; readonly expected: Expectation }[] = [];
if (isThere) {
  const printed = execFileSync(process.execPath, [script, corpus], { maxBuffer: 1 << 28 }).toString('utf8');
  for (const [file, list] of Object.entries(JSON.parse(printed) as Record<string, Expectation[]>)) {
    for (const [index, expected] of list.entries()) transactions.push({ name: `${file} ${index + 1}`, expected });
  }
}

describe.skipIf(!isThere)('the corpus’ remittances, posted on the claims that they name', () => {
  let store: TestTable;

  beforeEach(async () => {
    store = await startTestTable();
  });
  afterEach(() => store?.stop());

  it('has about forty transactions that post, and the others do not post for reasons other than a missing rule', () => {
    const outcomes = Map.groupBy(transactions, ({ expected }) => expected.outcome);
    expect(outcomes.get('posts')?.length).toBeGreaterThanOrEqual(39);
    expect(outcomes.get('payment-unbalanced')?.length).toBeGreaterThanOrEqual(2);
  });

  const posting = transactions.filter(({ expected }) => expected.outcome === 'posts');
  it.for(posting)('gives the same cents as an independent reader: $name', async ({ name, expected }) => {
    if (expected.outcome !== 'posts') return;
    const { claims, remittances, accounts } = expected;
    const golden: GoldenLedger = {
      name,
      reasoning: '',
      claims,
      remittances,
      expected: { accounts, payers: {}, claims: {}, exceptions: [], recoupments: {}, quarantined: [] },
    };
    const pipeline = createPipeline(store);
    await chargeGolden(pipeline.table, golden);
    for (const text of remittances) {
      const file = await pipeline.receive(filledIn(golden, text));
      await pipeline.drain();
      expect((await pipeline.fileOf(file)).state).toBe('done');
    }
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toEqual(accounts);
  });
});
