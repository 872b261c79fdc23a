import { describe, expect, test } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { type PaymentPlan, standingOf } from '../../../shared/domain/payment-plan/plan.ts';
import { scheduleOf } from '../../../shared/domain/payment-plan/schedule.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;

describe('a schedule', () => {
  const partsOf = (total: number, instalments: { readonly count: number } | { readonly cents: number }) => {
    const size = 'cents' in instalments ? { cents: cents(instalments.cents) } : instalments;
    const made = scheduleOf(cents(total), { firstDueOn: day('2026-12-15'), every: 'week', instalments: size });
    return made.ok ? made.value.map((part) => part.cents) : made.failure;
  };

  // Each row: the total, how it is to be divided, and the parts.
  test.each([
    [100_00, { count: 3 }, [33_34, 33_33, 33_33]],
    [100_02, { count: 4 }, [25_01, 25_01, 25_00, 25_00]],
    [100_00, { count: 1 }, [100_00]],
    [3, { count: 3 }, [1, 1, 1]],
    [2, { count: 3 }, 'instalment-of-zero'],
    [100_00, { cents: 40_00 }, [40_00, 40_00, 20_00]],
    [80_00, { cents: 40_00 }, [40_00, 40_00]],
    [10_00, { cents: 40_00 }, [10_00]],
    [61_00, { cents: 1_00 }, 'instalments-too-many'],
  ])('divides %d by %o to the cent', (total, instalments, parts) => {
    expect(partsOf(total, instalments)).toEqual(parts);
  });

  // Each row: the first day, the frequency, and the days of three instalments.
  test.each([
    ['2026-12-15', 'week', ['2026-12-15', '2026-12-22', '2026-12-29']],
    ['2026-12-25', 'two-weeks', ['2026-12-25', '2027-01-08', '2027-01-22']],
    ['2026-11-30', 'month', ['2026-11-30', '2026-12-30', '2027-01-30']],
    ['2026-12-31', 'month', ['2026-12-31', '2027-01-31', '2027-02-28']],
    ['2027-12-31', 'month', ['2027-12-31', '2028-01-31', '2028-02-29']],
  ] as const)('from %s by %s has its days', (first, every, days) => {
    const made = scheduleOf(cents(300), { firstDueOn: day(first), every, instalments: { count: 3 } });
    expect(made.ok && made.value.map(({ dueOn }) => dueOn)).toEqual(days);
  });
});

describe('a plan of three times 40.00', () => {
  const plan: PaymentPlan = {
    ...{ id: 'pln_1', version: 1, accountId: 'acc_1', claimIds: [], totalCents: cents(120_00), every: 'month' },
    instalments: [
      { number: 1, dueOn: day('2026-12-01'), cents: cents(40_00) },
      { number: 2, dueOn: day('2027-01-01'), cents: cents(40_00) },
      { number: 3, dueOn: day('2027-02-01'), cents: cents(40_00) },
    ],
    ...{ agreedOn: day('2026-11-23'), agreedBy: 'kim' },
  };

  // Each row: what is owed on its claims, and the day; then its state, and the amounts missed, due, remaining, and owed
  // beyond the plan.
  test.each([
    ['nobody paid before its first day', 120_00, '2026-11-30', ['current', 0, 0, 120_00, 0]],
    ['nobody paid on its first day', 120_00, '2026-12-01', ['current', 0, 40_00, 120_00, 0]],
    ['nobody paid by the day after', 120_00, '2026-12-02', ['behind', 40_00, 40_00, 120_00, 0]],
    ['half of the first one is paid', 100_00, '2026-12-02', ['behind', 20_00, 20_00, 100_00, 0]],
    ['one and a half are paid', 60_00, '2027-01-01', ['current', 0, 20_00, 60_00, 0]],
    ['one and a half are paid after the second day', 60_00, '2027-01-02', ['behind', 20_00, 20_00, 60_00, 0]],
    ['it is paid off early', 0, '2026-12-01', ['completed', 0, 0, 0, 0]],
    ['a payer takes 15.00 back', 135_00, '2026-11-30', ['current', 0, 0, 120_00, 15_00]],
  ] as const)('when %s', (_title, owed, today, expected) => {
    const standing = standingOf(plan, cents(owed), day(today));
    const { state, missedCents, dueCents, remainingCents, beyondCents, paidCents } = standing;
    expect([state, missedCents, dueCents, remainingCents, beyondCents]).toEqual(expected);
    expect(paidCents).toBe(120_00 - remainingCents);
    expect(standing.instalments.reduce((sum, each) => sum + each.paidCents, 0)).toBe(paidCents);
  });

  test('shows each instalment, paid from the first on', () => {
    const { instalments } = standingOf(plan, cents(60_00), day('2027-01-01'));
    expect(instalments.map(({ paidCents, state }) => [paidCents, state])).toEqual([
      [40_00, 'paid'],
      [20_00, 'due'],
      [0, 'coming'],
    ]);
  });
});
