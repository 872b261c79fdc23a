import type { LedgerEntry, Leg } from '../ledger/entry.ts';
import { type Cents, sumCents, zeroCents } from '../money/cents.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';

/** How long an amount has been open, in days, with the last day of each. */
export const ages = {
  '0-30': { to: 30 },
  '31-60': { to: 60 },
  '61-90': { to: 90 },
  '91-120': { to: 120 },
  'over-120': { to: Number.POSITIVE_INFINITY },
} as const;

export type Age = keyof typeof ages;

/** The age of an amount that has been open since a day. */
export function ageOf(since: LocalDate, today: LocalDate): Age {
  const days = daysBetween(since, today);
  return (Object.keys(ages) as Age[]).find((age) => days <= ages[age].to) ?? 'over-120';
}

/** Amounts by their age, every age in order. */
export function byAge(amounts: readonly { readonly age: Age; readonly cents: Cents }[]): { age: Age; cents: Cents }[] {
  return (Object.keys(ages) as Age[]).map((age) => ({
    age,
    cents: sumCents(amounts.filter((each) => each.age === age).map(({ cents }) => cents)),
  }));
}

/**
 * The day since which something is owed: when the sum of some legs last rose above zero. An amount that was paid and
 * came back (a returned check) is as old as before. Undefined while nothing is owed.
 * @param entries all entries of a claim, in any order
 */
export function owedSince(entries: readonly LedgerEntry[], isCounted: (leg: Leg) => boolean): LocalDate | undefined {
  const days = [...new Set(entries.map(({ postedOn }) => postedOn))].sort();
  let owed: Cents = zeroCents;
  let since: LocalDate | undefined;
  let earlier: LocalDate | undefined;
  for (const day of days) {
    const ofDay = entries.filter(({ postedOn }) => postedOn === day);
    const moved = ofDay.map(({ legs, reverses, reversesPart }) => ({
      cents: sumCents(legs.filter(isCounted).map(({ cents }) => cents)),
      isReversal: reverses !== undefined || reversesPart !== undefined,
    }));
    owed = sumCents([owed, ...moved.map(({ cents }) => cents)]);
    if (owed <= 0) {
      earlier = since ?? earlier;
      since = undefined;
    } else if (since === undefined) {
      const cameBack = moved.some(({ cents, isReversal }) => isReversal && cents > 0);
      since = cameBack && earlier !== undefined ? earlier : day;
    }
  }
  return since;
}
