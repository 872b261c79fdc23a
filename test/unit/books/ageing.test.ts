import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agedRows, openAfter } from '../../../shared/domain/books/ageing.ts';
import type { AgedSum } from '../../../shared/domain/books/day-facts.ts';
import { financialClassOf } from '../../../shared/domain/books/financial-class.ts';
import { average, basisPoints } from '../../../shared/domain/books/report.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { addDays, type LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-11-30' as LocalDate;
const of = { entityId: 'ent_a', account: 'insurance-receivable', payerId: 'pay_a' } as const;
const owed = (daysAgo: number, amount: number, payerId = 'pay_a'): AgedSum => ({
  ...{ ...of, payerId },
  servedOn: addDays(day, -daysAgo),
  cents: cents(amount),
});

describe('what is owed by age', () => {
  it('stands in the column of its days: 0, 31, 61, 91, 121 and more', () => {
    const open = [0, 30, 31, 60, 61, 90, 91, 120, 121, 5_000].map((age, index) => owed(age, 2 ** index));
    expect(agedRows(openAfter([], open, day), day)).toEqual([{ ...of, cents: [3, 12, 48, 192, 768] }]);
    expect(agedRows([owed(-3, 5)], day)).toEqual([{ ...of, cents: [5, 0, 0, 0, 0] }]);
  });

  it('loses what has become zero, and keeps a credit', () => {
    const open = openAfter([owed(10, 500), owed(40, 70)], [owed(10, -500), owed(40, -90)], day);
    expect(open).toEqual([owed(40, -20)]);
  });

  it('is the same, however the days before were added: a recount of all of them', () => {
    const booked = fc.record({
      on: fc.integer({ min: 0, max: 400 }),
      served: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: -300, max: 300 }),
      payerId: fc.constantFrom('pay_a', 'pay_b'),
    });
    fc.assert(
      fc.property(fc.array(booked, { maxLength: 25 }), (all) => {
        const first = addDays(day, -400);
        let open: AgedSum[] = [];
        for (const { on, served, amount, payerId } of [...all].sort((left, right) => left.on - right.on)) {
          const bookedOn = addDays(first, on);
          const sum: AgedSum = { ...of, payerId, servedOn: addDays(bookedOn, -served), cents: cents(amount) };
          open = openAfter(open, [sum], bookedOn);
        }
        const recount = new Map<string, number[]>();
        for (const { on, served, amount, payerId } of all) {
          const age = 400 - on + served;
          const columns = recount.get(payerId) ?? [0, 0, 0, 0, 0];
          const column = age > 120 ? 4 : age > 90 ? 3 : age > 60 ? 2 : age > 30 ? 1 : 0;
          columns[column] = (columns[column] ?? 0) + amount;
          recount.set(payerId, columns);
        }
        const rows = new Map(agedRows(open, day).map((row) => [row.payerId, row.cents]));
        for (const [payerId, columns] of recount) expect(rows.get(payerId) ?? [0, 0, 0, 0, 0]).toEqual(columns);
      }),
    );
  });
});

it('knows a payer’s financial class by its filing indicator', () => {
  expect(['MB', 'MC', 'BL', 'CH', 'WC', 'AM', 'CI', 'HM', undefined].map(financialClassOf)).toEqual([
    ...['medicare', 'medicaid', 'blue-cross', 'government', 'workers-compensation', 'accident'],
    ...['commercial', 'commercial', 'commercial'],
  ]);
});

it('rounds rates to hundredths of a percent and averages to a tenth, and has none of nothing', () => {
  expect([basisPoints(1, 3), basisPoints(2, 3), basisPoints(1, 0)]).toEqual([3_333, 6_667, undefined]);
  expect([average(10, 4), average(1, 3), average(1, 0)]).toEqual([2.5, 0.3, undefined]);
});
