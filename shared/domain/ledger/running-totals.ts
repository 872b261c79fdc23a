import { type Cents, cents } from '../money/cents.ts';
import { type Account, accountOfCode, accounts } from './accounts.ts';

/** Totals by account code, as they are carried from one page to the next. */
export type RunningTotals = Readonly<Record<string, number>>;

/** The totals after adding these amounts. */
export function addToTotals(totals: RunningTotals, amounts: Iterable<readonly [Account, Cents]>): RunningTotals {
  const sums: Record<string, number> = { ...totals };
  for (const [account, amount] of amounts) {
    const { code } = accounts[account];
    sums[code] = (sums[code] ?? 0) + amount;
  }
  return sums;
}

/** The balance of each account, by code. Zeros are left out. */
export function shownTotals(totals: RunningTotals): { account: Account; cents: Cents }[] {
  return Object.entries(totals)
    .filter(([, amount]) => amount !== 0)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, amount]) => ({ account: accountOfCode(code) as Account, cents: cents(amount) }));
}
