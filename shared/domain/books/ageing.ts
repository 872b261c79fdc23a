import { daysBetween } from '../deposit/match.ts';
import { type Cents, cents } from '../money/cents.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { AgedSum } from './day-facts.ts';

/** The age, in days since the first day of service, from which on each column counts. */
export const ageColumns = [0, 31, 61, 91, 121] as const;

/** Ages above the last column are not told apart: what is older than this is of one day. */
const longAgoDays = 150;
const longAgo = '2000-01-01' as LocalDate;

/** What is owed, by whom and for whose services, in columns of age. */
export interface AgedRow extends Omit<AgedSum, 'servedOn' | 'cents'> {
  readonly cents: readonly Cents[];
}

/** What stands open by day of service, after a day more. What has become zero is left out. */
export function openAfter(before: readonly AgedSum[], of: readonly AgedSum[], day: LocalDate): AgedSum[] {
  const limit = addDays(day, -longAgoDays);
  const sums = new Map<string, AgedSum>();
  for (const sum of [...before, ...of]) {
    const { cents: amount, ...key } = { ...sum, servedOn: sum.servedOn < limit ? longAgo : sum.servedOn };
    const name = nameOf(key);
    sums.set(name, { ...key, cents: cents((sums.get(name)?.cents ?? 0) + amount) });
  }
  return [...sums.values()].filter((sum) => sum.cents !== 0);
}

/** What stands open at the end of a day, in columns of age. A service that is still to come counts as one of the day. */
export function agedRows(open: readonly AgedSum[], day: LocalDate): AgedRow[] {
  const rows = new Map<string, { key: Omit<AgedSum, 'servedOn' | 'cents'>; cents: number[] }>();
  for (const { servedOn, cents: amount, ...key } of open) {
    const name = nameOf(key);
    const row = rows.get(name) ?? { key, cents: ageColumns.map(() => 0) };
    rows.set(name, row);
    const column = ageColumns.findLastIndex((from) => from <= Math.max(0, daysBetween(servedOn, day)));
    row.cents[column] = (row.cents[column] ?? 0) + amount;
  }
  return [...rows.values()].map(({ key, cents: amounts }) => ({
    ...key,
    cents: amounts.map((amount) => cents(amount)),
  }));
}

function nameOf(key: Omit<AgedSum, 'servedOn' | 'cents'> & { readonly servedOn?: LocalDate }): string {
  const { entityId, account, payerId = '', providerId = '', facilityId = '', servedOn = '' } = key;
  return `${entityId} ${account} ${payerId} ${providerId} ${facilityId} ${servedOn}`;
}
