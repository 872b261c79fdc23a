import { expect, it } from 'vitest';
import { usualBooksSettings } from '../../../shared/domain/billing-settings/books.ts';
import type { AgedRow } from '../../../shared/domain/books/ageing.ts';
import { hasReserves, reserveLegs, reservesOf } from '../../../shared/domain/books/reserves.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

/*
 *                 0-30      31-60    61-90    91-120   over 120
 *   payer         1000.00    400.00   0        -50.00    200.00
 *   patient        100.33     50.00   0         20.00    300.00
 *   together      1100.33    450.00   0        -30.00    500.00
 *   bad debt      1 %  11.0033        5 %       none     40 % 200.00
 *                 2 % of 450.00 = 9.00
 *   charity       0.5 % of 100.33 = 0.50165; 0; 0; 10 % of 20.00 = 2.00; 25 % of 300.00 = 75.00
 *
 *   bad debt 11.00 + 9.00 + 0 + 0 + 200.00 = 220.00; charity 0.50 + 2.00 + 75.00 = 77.50
 */
const row = (account: AgedRow['account'], ...columns: number[]): AgedRow => ({
  entityId: 'ent_a',
  account,
  count: 1,
  cents: columns.map((amount) => cents(amount)),
});
const rows = [
  row('insurance-receivable', 100_000, 40_000, 0, -5_000, 20_000),
  row('patient-receivable', 10_033, 5_000, 0, 2_000, 30_000),
];
const settings = {
  ...usualBooksSettings,
  badDebtReserve: [100, 200, 500, 1_000, 4_000],
  charityReserve: [50, 0, 0, 1_000, 2_500],
};

it('reserves the office’s part of each column of age, and none of a column below zero', () => {
  expect(reservesOf(rows, settings)).toEqual({ badDebtCents: 22_000, charityCents: 7_750 });
  expect(reserveLegs({ badDebtCents: cents(22_000), charityCents: cents(7_750) })).toEqual([
    { account: 'bad-debt-provision', cents: 22_000 },
    { account: 'bad-debt-allowance', cents: -22_000 },
    { account: 'charity-provision', cents: 7_750 },
    { account: 'charity-allowance', cents: -7_750 },
  ]);
});

it('books nothing while the office has named no rates', () => {
  expect([hasReserves(usualBooksSettings), hasReserves(settings)]).toEqual([false, true]);
  expect(reserveLegs(reservesOf(rows, usualBooksSettings))).toEqual([]);
});
