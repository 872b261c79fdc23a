import type { Account } from '../ledger/accounts.ts';
import { type Cents, cents } from '../money/cents.ts';
import type { DayCount } from './day-facts.ts';
import { type DaySum, effectOf } from './day-sums.ts';

/** Part of a whole in hundredths of a percent; undefined of nothing. */
export function basisPoints(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((10_000 * part) / whole);
}

/** An average with one decimal; undefined of nothing. */
export function average(sum: number, count: number): number | undefined {
  return count === 0 ? undefined : Math.round((10 * sum) / count) / 10;
}

/** What came in of what was charged. Amounts are positive when there are some. */
export interface Collections {
  chargesCents: Cents;
  paymentsCents: Cents;
  contractualCents: Cents;
  otherAdjustmentsCents: Cents;
  refundsCents: Cents;
}

/** Adds up what days booked. */
export function collectionsOf(sums: readonly DaySum[]): Collections {
  const changing = sums.filter(({ receivable }) => receivable !== undefined);
  const total = (isOwn: (sum: DaySum) => boolean, sign: 1 | -1): Cents =>
    cents(changing.reduce((sum, each) => (isOwn(each) ? sum + sign * each.cents : sum), 0));
  const isContractual = ({ account }: DaySum) => contractual.includes(account);
  return {
    chargesCents: total((sum) => effectOf(sum) === 'charges', -1),
    paymentsCents: total((sum) => effectOf(sum) === 'payments', 1),
    contractualCents: total(isContractual, 1),
    otherAdjustmentsCents: total((sum) => effectOf(sum) === 'adjustments' && !isContractual(sum), 1),
    refundsCents: total((sum) => effectOf(sum) === 'refunds', -1),
  };
}

const contractual: readonly Account[] = ['contractual-adjustments', 'capitation-adjustments'];

/** What was counted of one thing. */
export interface Counted {
  count: number;
  days: number;
  cents: number;
}

/** Adds counts of one kind up by something that they have in common; what lacks it is left out. */
export function countedBy(
  counts: readonly DayCount[],
  what: DayCount['what'],
  idOf: (count: DayCount) => string | undefined,
): Map<string, Counted> {
  const sums = new Map<string, Counted>();
  for (const each of counts) {
    const id = each.what === what ? idOf(each) : undefined;
    if (id === undefined) continue;
    const sum = sums.get(id) ?? { count: 0, days: 0, cents: 0 };
    sums.set(id, { count: sum.count + each.count, days: sum.days + each.days, cents: sum.cents + each.cents });
  }
  return sums;
}
