import type { LedgerEntry } from '../ledger/entry.ts';
import { sumCents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * The day since which the patient’s balance of a claim has been a credit without a break, by its entries; undefined
 * when it is no credit.
 */
export function creditSince(entries: readonly Pick<LedgerEntry, 'postedOn' | 'legs'>[]): LocalDate | undefined {
  const days = Map.groupBy(entries, ({ postedOn }) => postedOn);
  let balance = zeroCents;
  let since: LocalDate | undefined;
  for (const day of [...days.keys()].toSorted()) {
    const legs = (days.get(day) ?? []).flatMap((entry) => entry.legs);
    const own = legs.filter(({ account }) => account === 'patient-receivable').map((leg) => leg.cents);
    balance = sumCents([balance, ...own]);
    since = balance < 0 ? (since ?? day) : undefined;
  }
  return since;
}
