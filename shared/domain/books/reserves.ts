import type { BooksSettings } from '../billing-settings/books.ts';
import type { Account } from '../ledger/accounts.ts';
import type { Leg } from '../ledger/entry.ts';
import { type Cents, cents, negateCents } from '../money/cents.ts';
import type { AgedRow } from './ageing.ts';

/** What of the receivables will not come in, at the end of a month. */
export interface Reserves {
  readonly badDebtCents: Cents;
  readonly charityCents: Cents;
}

/** Whether an office books reserves at all. */
export function hasReserves({ badDebtReserve, charityReserve }: BooksSettings): boolean {
  return [...badDebtReserve, ...charityReserve].some((rate) => rate > 0);
}

/**
 * Reserves by age: of each column the office's part, rounded to the cent. A column that is below zero, as a whole, needs none. Charity is reserved of what patients owe.
 * @param rows what one legal entity is owed at the end of the month
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

/** The legs that book reserves: what is expected to be lost, against an allowance beside the receivables. */
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
