import type { BooksSettings } from '../billing-settings/books.ts';
import type { Account } from '../ledger/accounts.ts';
import type { Leg } from '../ledger/entry.ts';
import { type Cents, cents, negateCents } from '../money/cents.ts';
import type { AgedRow } from './ageing.ts';

/** The uncollectible part of the receivables at the end of a month. */
export interface Reserves {
  readonly badDebtCents: Cents;
  readonly charityCents: Cents;
}

/** Whether an office books reserves at all. */
export function hasReserves({ badDebtReserve, charityReserve }: BooksSettings): boolean {
  return [...badDebtReserve, ...charityReserve].some((rate) => rate > 0);
}

/**
 * Reserves by age: the office's rate for each column, rounded to the cent. A column with a negative total needs none.
 * Charity care is reserved from patients' balances.
 * @param rows one legal entity's receivables at the end of the month
 */
export function reservesOf(rows: readonly AgedRow[], { badDebtReserve, charityReserve }: BooksSettings): Reserves {
  const patients = rows.filter(({ account }) => account === 'patient-receivable');
  return { badDebtCents: partOf(rows, badDebtReserve), charityCents: partOf(patients, charityReserve) };
}

function partOf(rows: readonly AgedRow[], rates: readonly number[]): Cents {
  return cents(
    rates.reduce((sum, rate, column) => {
      const owed = rows.reduce((total, row) => total + (row.cents[column] ?? 0), 0);
      return sum + Math.round((Math.max(0, owed) * rate) / 10_000);
    }, 0),
  );
}

/** The legs that book reserves: the expected loss, against an allowance account. */
export function reserveLegs({ badDebtCents, charityCents }: Reserves): Leg[] {
  const pair = (provision: Account, allowance: Account, amount: Cents): Leg[] => [
    { account: provision, cents: amount },
    { account: allowance, cents: negateCents(amount) },
  ];
  return [
    ...pair('bad-debt-provision', 'bad-debt-allowance', badDebtCents),
    ...pair('charity-provision', 'charity-allowance', charityCents),
  ].filter((leg) => leg.cents !== 0);
}
