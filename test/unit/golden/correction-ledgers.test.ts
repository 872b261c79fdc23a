import { describe, expect, it } from 'vitest';
import { owedOutOfSight } from '../../../shared/domain/claim/open-work.ts';
import { claimStatus } from '../../../shared/domain/claim/status.ts';
import { accountTotals, type Leg } from '../../../shared/domain/ledger/entry.ts';
import { correctionLedgers } from '../../golden/corrections.ts';
import { crossedLedgers } from '../../golden/crossed-filings.ts';
import { crossedVoids } from '../../golden/crossed-voids.ts';
import { controlNumbers, runInMemory } from '../../golden/run-in-memory.ts';

/** The total of each account, without zeros. */
function standing(legs: readonly Leg[]): Record<string, number> {
  return Object.fromEntries([...accountTotals(legs)].filter(([, total]) => total !== 0));
}

describe.each([...correctionLedgers, ...crossedLedgers, ...crossedVoids])('the golden ledger of $name', (golden) => {
  it('has the expected cents in every account and with every payer, and nothing untracked', () => {
    const books = runInMemory(golden);
    const legs = books.entries.flatMap((entry) => entry.legs);
    expect(standing(legs)).toEqual(golden.expected.accounts);
    const theirs = legs.filter(({ payerId }) => payerId === 'bluecross');
    expect({ bluecross: standing(theirs) }).toEqual(golden.expected.payers);
    for (const balance of books.balances.values()) expect(owedOutOfSight(balance)).toEqual([]);
  });

  it('leaves every claim and every exception as expected', () => {
    const books = runInMemory(golden);
    const found = [...controlNumbers(golden)].map(([name, id]) => {
      const balance = books.balances.get(id);
      if (balance === undefined) throw new Error('a golden claim has a balance');
      const outcome = balance.state.kind === 'adjudicated' ? { outcome: balance.state.outcome } : {};
      const payerCents = balance.payers.map((payer) => payer.receivableCents);
      const told = balance.filings.map(({ frequency, state }) => `${frequency} ${state.kind}`);
      const filings = golden.expected.claims[name]?.filings === undefined ? {} : { filings: told };
      return [
        name,
        { state: claimStatus(balance).kind, ...outcome, payerCents, patientCents: balance.patientCents, ...filings },
      ];
    });
    expect(Object.fromEntries(found)).toEqual(golden.expected.claims);
    expect(books.exceptions).toEqual(golden.expected.exceptions);
  });
});
