import { describe, expect, test } from 'vitest';
import {
  type LatePaymentSettings,
  lateness,
  type TimedPayer,
  type TimedPayment,
} from '../../../shared/domain/late-payment/late-payment.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/* Days and amounts were worked out by hand from the laws that `laws.ts` names. */

const day = (text: string) => text as LocalDate;
const settings: LatePaymentSettings = { leastCents: cents(100), states: [], medicareRates: [] };

const paid = (receivedOn: string, paidOn: string, more: Partial<TimedPayment> = {}): TimedPayment => ({
  ...{ receivedOn: day(receivedOn), paidOn: day(paidOn), paidCents: cents(1_000_00) },
  ...{ beyondAllowedCents: cents(400_00), interestPaidCents: cents(0), ...more },
});
const payer = (filingIndicator: string, state: string | undefined, isOnPaper = false): TimedPayer => ({
  ...{ filingIndicator, state, isOnPaper },
});
const told = (payment: TimedPayment, of: TimedPayer, own = settings) => {
  const found = lateness(payment, of, own);
  return found.ok ? [found.value.dueOn, found.value.daysLate, found.value.owedCents] : found.failure;
};

describe('interest that payers owe for paying late', () => {
  test.each<[string, unknown, unknown]>([
    // Florida: 20 days from 1 March is 21 March; 10 days late; 1000.00 x 12% x 10 / 365 = 3.2877.
    ['Florida, electronic', told(paid('2026-03-01', '2026-03-31'), payer('CI', 'FL')), ['2026-03-21', 10, 3_29]],
    [
      'Florida, on paper in time',
      told(paid('2026-03-01', '2026-04-10'), payer('CI', 'FL', true)),
      ['2026-04-10', 0, 0],
    ],
    // Illinois: 30 days is 31 March; 1 day; 1000.00 x 9% / 365 = 0.2466.
    ['Illinois, a day late', told(paid('2026-03-01', '2026-04-01'), payer('BL', 'IL')), ['2026-03-31', 1, 25]],
    // California: 10% for an insurer and 15% for an HMO, 31 days: 8.4932 and 12.7397.
    ['California, an insurer', told(paid('2026-03-01', '2026-05-01'), payer('12', 'CA')), ['2026-03-31', 31, 8_49]],
    ['California, an HMO', told(paid('2026-03-01', '2026-05-01'), payer('HM', 'CA')), ['2026-03-31', 31, 12_74]],
    // Georgia: 15 workdays after Friday 20 February 2026 is Friday 13 March; no holiday between.
    ['Georgia, by workdays', told(paid('2026-02-20', '2026-03-14'), payer('CI', 'GA')), ['2026-03-13', 1, 33]],
    ['New York, on paper', told(paid('2026-03-01', '2026-04-16'), payer('CI', 'NY', true)), ['2026-04-15', 1, 33]],
    // Texas: due 31 March. 45 days late: half of 400.00; 46: all of it; 91: no more, for the interest is the state's.
    ['Texas, 45 days late', told(paid('2026-03-01', '2026-05-15'), payer('CI', 'TX')), ['2026-03-31', 45, 200_00]],
    ['Texas, 46 days late', told(paid('2026-03-01', '2026-05-16'), payer('CI', 'TX')), ['2026-03-31', 46, 400_00]],
    ['Texas, 91 days late', told(paid('2026-03-01', '2026-06-30'), payer('CI', 'TX')), ['2026-03-31', 91, 400_00]],
    [
      'Texas, at most',
      told(paid('2026-03-01', '2026-04-01', { beyondAllowedCents: cents(300_000_00) }), payer('CI', 'TX')),
      ['2026-03-31', 1, 100_000_00],
    ],
    // Medicare: 4.625% on the day of payment; 10 days: 1.2671.
    ['Medicare', told(paid('2025-03-01', '2025-04-10'), payer('MB', 'OH')), ['2025-03-31', 10, 1_27]],
    [
      'Medicare in time, whatever the rate',
      told(paid('2026-11-01', '2026-11-20'), payer('MA', 'OH')),
      ['2026-12-01', 0, 0],
    ],
    ['Medicare without a rate', told(paid('2026-09-01', '2026-11-20'), payer('MB', 'OH')), 'no-rate-on-record'],
    ['a state without a law on record', told(paid('2026-03-01', '2026-11-20'), payer('CI', 'WY')), 'no-law-on-record'],
    ['California before its rule', told(paid('2025-03-01', '2025-11-20'), payer('CI', 'CA')), 'no-law-on-record'],
    ['Medicaid', told(paid('2026-03-01', '2026-11-20'), payer('MC', 'FL')), 'outside-state-law'],
    [
      'a provider without an address',
      told(paid('2026-03-01', '2026-11-20'), payer('CI', undefined)),
      'no-law-on-record',
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('follows the office’s own law and rate before the shipped ones', () => {
    const own: LatePaymentSettings = {
      ...settings,
      states: [
        {
          ...{ state: 'FL', from: day('2026-01-01'), source: 'Counsel', electronicDays: 10, paperDays: 10 },
          yearlyRate: 36_500,
        },
      ],
      medicareRates: [{ from: day('2026-07-01'), to: day('2026-12-31'), yearlyRate: 3_650 }],
    };
    expect(told(paid('2026-03-01', '2026-03-21'), payer('CI', 'FL'), own)).toEqual(['2026-03-11', 10, 10_00]);
    expect(told(paid('2026-09-01', '2026-10-11'), payer('MB', 'FL'), own)).toEqual(['2026-10-01', 10, 1_00]);
  });

  test('says how the amount follows', () => {
    const found = lateness(paid('2026-03-01', '2026-03-31'), payer('CI', 'FL'), settings);
    expect(found).toMatchObject({
      value: { how: '$1,000.00 at 12% a year for 10 days', source: 'Florida Statutes 627.6131, 641.3155' },
    });
  });
});
