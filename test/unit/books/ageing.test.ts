import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agedRows, type OpenSum, openAfter } from '../../../shared/domain/books/ageing.ts';
import { financialClassOf } from '../../../shared/domain/books/financial-class.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { average, basisPoints } from '../../../shared/domain/report/figures.ts';
import { addDays, type LocalDate } from '../../../shared/domain/time/local-date.ts';
import { bytesOfOpen, openOfBytes } from '../../../shared/store/ageing.ts';

const day = '2026-11-30' as LocalDate;
const of = { entityId: 'ent_a', account: 'insurance-receivable', payerId: 'pay_a' } as const;
const owed = (daysAgo: number, amount: number, claim = 'S1'): OpenSum => ({
  ...{ ...of, of: claim },
  servedOn: addDays(day, -daysAgo),
  cents: cents(amount),
});

describe('what is owed by age', () => {
  it('is in the column of its days: 0, 31, 61, 91, 121 and more', () => {
    const open = [0, 30, 31, 60, 61, 90, 91, 120, 121, 5_000].map((age, index) => owed(age, 2 ** index, `S${index}`));
    expect(agedRows(openAfter([], open), day)).toEqual([{ ...of, count: 10, cents: [3, 12, 48, 192, 768] }]);
    expect(agedRows([owed(-3, 5)], day)).toEqual([{ ...of, count: 1, cents: [5, 0, 0, 0, 0] }]);
  });

  it('leaves out a claim that has become zero, and shows a claim below zero apart', () => {
    const open = openAfter(
      [owed(10, 500), owed(40, 70, 'S2'), owed(40, 60, 'S3')],
      [owed(10, -500), owed(40, -90, 'S2')],
    );
    expect(open).toEqual([owed(40, -20, 'S2'), owed(40, 60, 'S3')]);
    expect(agedRows(open, day)).toEqual([
      { ...of, isCredit: true, count: 1, cents: [0, -20, 0, 0, 0] },
      { ...of, count: 1, cents: [0, 60, 0, 0, 0] },
    ]);
  });

  it('is as old as the claim’s current day of service, and as each charge to a client', () => {
    expect(openAfter([owed(40, 70)], [owed(90, -20)])).toEqual([owed(90, 50)]);
    const client = (daysAgo: number, amount: number): OpenSum => ({
      ...{ ...owed(daysAgo, amount, 'acc_1'), account: 'client-receivable' },
    });
    expect(openAfter([client(40, 70)], [client(10, 30)])).toEqual([client(40, 70), client(10, 30)]);
  });

  it('is reduced by a client’s payments, oldest charges first, so that no reserve is made for what was paid', () => {
    const client = (daysAgo: number, amount: number): OpenSum => ({
      ...{ ...owed(daysAgo, amount, 'acc_1'), account: 'client-receivable' },
    });
    const charged = [client(130, 70), client(40, 30)];
    expect(openAfter(charged, [client(2, -70)])).toEqual([client(40, 30)]);
    expect(openAfter(charged, [client(2, -80)])).toEqual([client(40, 20)]);
    expect(openAfter(charged, [client(2, -120)])).toEqual([client(2, -20)]);
    expect(openAfter([client(130, 70), { ...client(40, 30), of: 'acc_2' }], [client(2, -70)])).toEqual([
      { ...client(40, 30), of: 'acc_2' },
    ]);
  });

  it('is read from its file as it was written', () => {
    const open = [owed(40, -20, 'S2'), owed(4, 60, 'S3'), { ...owed(1, 5), account: 'patient-receivable' as const }];
    expect(openOfBytes(bytesOfOpen(open))).toEqual(open);
  });

  it('is the same, however the days before were added: a recount of all of them', () => {
    const booked = fc.record({
      on: fc.integer({ min: 0, max: 400 }),
      amount: fc.integer({ min: -300, max: 300 }),
      claim: fc.constantFrom(['S1', 7], ['S2', 55], ['S3', 300]) as fc.Arbitrary<[string, number]>,
    });
    fc.assert(
      fc.property(fc.array(booked, { maxLength: 25 }), (all) => {
        let open: OpenSum[] = [];
        for (const { amount, claim } of [...all].sort((left, right) => left.on - right.on)) {
          open = openAfter(open, [owed(claim[1], amount, claim[0])]);
        }
        const recount = new Map<number, number>();
        for (const { amount, claim } of all) {
          const column = claim[1] > 120 ? 4 : claim[1] > 30 ? 1 : 0;
          recount.set(column, (recount.get(column) ?? 0) + amount);
        }
        const rows = agedRows(open, day);
        const inColumn = (column: number) => rows.reduce((sum, row) => sum + (row.cents[column] ?? 0), 0);
        expect([0, 1, 4].map(inColumn)).toEqual([0, 1, 4].map((column) => recount.get(column) ?? 0));
        expect(
          rows.every(({ isCredit = false, cents: own }) => own.every((each) => (isCredit ? each <= 0 : each >= 0))),
        ).toBe(true);
      }),
    );
  });
});

it('uses a payer’s financial class by its filing indicator', () => {
  expect(['MB', 'MC', 'BL', 'CH', 'WC', 'AM', 'CI', 'HM', undefined].map(financialClassOf)).toEqual([
    ...['medicare', 'medicaid', 'blue-cross', 'government', 'workers-compensation', 'accident'],
    ...['commercial', 'commercial', 'commercial'],
  ]);
});

it('rounds rates to hundredths of a percent and averages to a tenth, and has none of an empty set', () => {
  expect([basisPoints(1, 3), basisPoints(2, 3), basisPoints(1, 0)]).toEqual([3_333, 6_667, undefined]);
  expect([average(10, 4), average(1, 3), average(1, 0)]).toEqual([2.5, 0.3, undefined]);
});
