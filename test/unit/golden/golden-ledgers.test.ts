import { describe, expect, it } from 'vitest';
import { applyLegs } from '../../../shared/domain/claim/balance.ts';
import { owedOutOfSight } from '../../../shared/domain/claim/open-work.ts';
import { claimStatus } from '../../../shared/domain/claim/status.ts';
import { accountTotals, type Leg } from '../../../shared/domain/ledger/entry.ts';
import { zeroCents } from '../../../shared/domain/money/cents.ts';
import { goldenLedgers } from '../../golden/all.ts';
import { controlNumbers, marksOf, runInMemory } from '../../golden/run-in-memory.ts';

/** The total of each account, without zeros. */
function standing(legs: readonly Leg[]): Record<string, number> {
  return Object.fromEntries([...accountTotals(legs)].filter(([, total]) => total !== 0));
}

describe('golden ledgers', () => {
  it('are at least 80, each with a unique name and reasoning', () => {
    expect(goldenLedgers.length).toBeGreaterThanOrEqual(80);
    expect(new Set(goldenLedgers.map((golden) => golden.name)).size).toBe(goldenLedgers.length);
    for (const golden of goldenLedgers) expect(golden.reasoning.length).toBeGreaterThan(80);
  });

  describe.each(goldenLedgers)('$name', (golden) => {
    // Each test runs the ledger again, so that a failure is reported by the test that it concerns.
    const run = () => runInMemory(golden);
    const names = controlNumbers(golden);
    const legsOf = () => run().entries.flatMap((entry) => entry.legs);

    it('has the expected cents in every account, and nothing elsewhere', () => {
      expect(standing(legsOf())).toEqual(golden.expected.accounts);
    });

    it('has the expected cents with every payer', () => {
      const byPayer = Map.groupBy(
        legsOf().filter((leg) => leg.payerId !== undefined),
        (leg) => leg.payerId as string,
      );
      const found = Object.fromEntries([...byPayer].map(([payer, theirs]) => [payer, standing(theirs)]));
      const settled = Object.entries(found).filter(([, totals]) => Object.keys(totals).length > 0);
      expect(Object.fromEntries(settled)).toEqual(golden.expected.payers);
    });

    it('leaves every claim as expected, to the cent', () => {
      const books = run();
      const found = Object.fromEntries(
        [...names].map(([name, id]) => {
          const balance = books.balances.get(id);
          return [
            name,
            {
              state: balance === undefined ? undefined : claimStatus(balance).kind,
              ...(balance?.state.kind === 'adjudicated' ? { outcome: balance.state.outcome } : {}),
              payerCents: balance?.payers.map((payer) => payer.receivableCents),
              patientCents: balance?.patientCents,
              ...(balance === undefined ? {} : marksOf(balance)),
            },
          ];
        }),
      );
      expect(found).toEqual(golden.expected.claims);
    });

    it('raises the expected exceptions and keeps the expected balances per reference', () => {
      const books = run();
      expect(books.exceptions).toEqual(golden.expected.exceptions);
      const recoupments = Object.entries(golden.expected.recoupments).map(([reference, total]) => [
        reference.replace(/\{(\w+)\}/, (_, name: string) => names.get(name) ?? name),
        total,
      ]);
      expect(Object.fromEntries(books.recoupments)).toEqual(Object.fromEntries(recoupments));
      expect(books.quarantined).toEqual(golden.expected.quarantined);
      if (golden.expected.denials !== undefined) expect(books.denials).toEqual(golden.expected.denials);
    });

    it('has everything that is owed on a work list, to the cent', () => {
      for (const balance of run().balances.values()) expect(owedOutOfSight(balance)).toEqual([]);
    });

    it('has balances that are the sum of its entries', () => {
      const books = run();
      for (const [id, balance] of books.balances) {
        const empty = {
          ...balance,
          patientCents: zeroCents,
          payers: balance.payers.map((payer) => ({ ...payer, receivableCents: zeroCents })),
        };
        const own = books.entries.filter((entry) => entry.controlNumber === id).flatMap((entry) => entry.legs);
        expect(applyLegs(empty, own)).toEqual(balance);
      }
    });
  });
});
