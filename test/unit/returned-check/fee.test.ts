import { describe, expect, test } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import { type ReturnedCheck, returnedCheckFee } from '../../../shared/domain/returned-check/fee.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const settings = {
  feeCents: cents(30_00),
  states: [
    { state: 'OH', mostCents: cents(30_00), from: day('2020-01-01') },
    { state: 'OH', mostCents: cents(25_00), from: day('2026-07-01') },
    { state: 'NY', mostCents: cents(20_00), from: day('2026-01-01') },
    { state: 'XX', mostCents: cents(0), from: day('2026-01-01') },
  ],
};
const feeOf = (more: Partial<ReturnedCheck>) =>
  returnedCheckFee(settings, { on: day('2026-11-23'), state: 'OH', hasMedicaid: false, ...more });

describe('the fee for a returned check', () => {
  test.each([
    ['the rule that began last', {}, 25_00],
    ['the rule that held on the day', { on: day('2026-06-30') }, 30_00],
    ['another state', { state: 'NY' }, 20_00],
  ])('is the office’s, at most what %s allows', (_, check, fee) => {
    expect(feeOf(check)).toEqual({ ok: true, value: fee });
  });

  test.each([
    [{ state: 'TX' }, 'state-unknown'],
    [{ state: undefined }, 'state-unknown'],
    [{ on: day('2019-12-31') }, 'state-unknown'],
    [{ state: 'XX' }, 'not-wanted'],
    [{ hasMedicaid: true }, 'medicaid'],
    [{ forbidden: 'qualified-beneficiary' as const }, 'qualified-beneficiary'],
    [{ forbidden: 'bankruptcy' as const, hasMedicaid: true }, 'bankruptcy'],
  ])('is not charged: %o is %s', (check, because) => {
    expect(feeOf(check)).toEqual({ ok: false, failure: because });
  });

  test('is nothing while the office has set none', () => {
    const check = { on: day('2026-11-23'), state: 'OH', hasMedicaid: false };
    expect(returnedCheckFee({ ...settings, feeCents: cents(0) }, check)).toEqual({ ok: false, failure: 'not-wanted' });
  });
});
