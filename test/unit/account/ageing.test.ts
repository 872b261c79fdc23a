import { describe, expect, it } from 'vitest';
import { ageOf, byAge, owedSince } from '../../../shared/domain/account/ageing.ts';
import { type LedgerEntry, type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const entry = (postedOn: string, amount: number, reverses?: readonly string[]): LedgerEntry =>
  ledgerEntry({
    ...{ id: `led_${postedOn}`, kind: 'patient-payment', effectiveOn: day(postedOn), postedOn: day(postedOn) },
    ...{ entityId: 'ent_A', reverses },
    legs: [
      { account: 'patient-receivable', cents: cents(amount) },
      { account: 'charges', cents: cents(-amount) },
    ],
  });
const isPatients = ({ account }: Leg) => account === 'patient-receivable';
const since = (...entries: readonly LedgerEntry[]) => owedSince([...entries].reverse(), isPatients);

describe('the age of what is owed', () => {
  it.each([
    ['2026-11-27', '0-30'],
    ['2026-10-28', '0-30'],
    ['2026-10-27', '31-60'],
    ['2026-09-28', '31-60'],
    ['2026-09-27', '61-90'],
    ['2026-08-29', '61-90'],
    ['2026-08-28', '91-120'],
    ['2026-07-30', '91-120'],
    ['2026-07-29', 'over-120'],
    ['2020-01-01', 'over-120'],
  ])('since %s is %s on 27 November', (from, age) => {
    expect(ageOf(day(from), day('2026-11-27'))).toBe(age);
  });

  it('is counted from the day on which the share first existed, whatever is paid of it since', () => {
    expect(since(entry('2026-01-10', 100), entry('2026-02-10', -40), entry('2026-03-10', 5))).toBe('2026-01-10');
  });

  it('starts again when all was paid and something new is owed', () => {
    expect(since(entry('2026-01-10', 100), entry('2026-02-10', -100))).toBeUndefined();
    expect(since(entry('2026-01-10', 100), entry('2026-02-10', -100), entry('2026-05-01', 30))).toBe('2026-05-01');
  });

  it('is as before when a payment is returned', () => {
    const returned = entry('2026-02-20', 100, ['led_2026-02-10']);
    expect(since(entry('2026-01-10', 100), entry('2026-02-10', -100), returned)).toBe('2026-01-10');
  });

  it('is none for a credit, or for an amount that arose and was paid on one day', () => {
    expect(since(entry('2026-01-10', -5))).toBeUndefined();
    expect(since(entry('2026-01-10', 100), entry('2026-01-10', -100))).toBeUndefined();
    expect(since()).toBeUndefined();
  });

  it('adds up every age, including ages without an amount', () => {
    const amounts = [
      { age: '31-60', cents: cents(5) },
      { age: '31-60', cents: cents(7) },
    ] as const;
    expect(byAge(amounts).map((each) => each.cents)).toEqual([0, 12, 0, 0, 0]);
  });
});
