import { addCents, type Cents, zeroCents } from '../money/cents.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';

/** How long money has been in transit, in days, both ends included; the last is open. */
const bounds = [
  { fromDays: 0, toDays: 3 },
  { fromDays: 4, toDays: 7 },
  { fromDays: 8, toDays: 14 },
  { fromDays: 15, toDays: 30 },
  { fromDays: 31 },
] as const;

export interface AgeBucket {
  readonly fromDays: number;
  readonly toDays?: number;
  readonly remittances: number;
  readonly cents: Cents;
}

/** Sums what is in transit by age. A payment with a date in the future counts as today's. */
export function ageInTransit(
  rows: Iterable<{ readonly paidOn: LocalDate; readonly cents: Cents }>,
  today: LocalDate,
): readonly AgeBucket[] {
  const buckets = bounds.map((bound) => ({ ...bound, remittances: 0, cents: zeroCents }));
  for (const row of rows) {
    const days = Math.max(0, daysBetween(row.paidOn, today));
    const bucket = buckets.findLast((each) => days >= each.fromDays) as (typeof buckets)[number];
    bucket.remittances += 1;
    bucket.cents = addCents(bucket.cents, row.cents);
  }
  return buckets;
}
