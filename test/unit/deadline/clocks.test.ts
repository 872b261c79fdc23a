import { describe, expect, it } from 'vitest';
import { firstAppeal } from '../../../shared/domain/deadline/appeal-levels.ts';
import { correctedClaim, noticeClock, refund, timelyFiling } from '../../../shared/domain/deadline/clocks.ts';
import type { Clock } from '../../../shared/domain/deadline/deadline.ts';
import { clockStart } from '../../../shared/domain/deadline/filing-clocks.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;

/*
 * The golden table of dates. Each was counted on a calendar: the weekdays and holidays of 2027 to 2029 by hand, days month by month.
 */
type Row = readonly [situation: string, clock: Clock, on: string, basis: string, from: string];

const medicare = { filingIndicator: 'MB' };
const medicaid = { filingIndicator: 'MC' };
/** Made up: 45 days for payers. */
const ohio = { state: 'OH', from: day('2026-01-01'), source: 'Advice of counsel', payerDays: 45 };
const rows: Record<string, readonly Row[]> = {
  'the time to file': [
    ['Medicare: one calendar year', timelyFiling(medicare, day('2026-10-05')), '2027-10-05', 'medicare', 'service'],
    ['the end of a month', timelyFiling(medicare, day('2027-01-31')), '2028-01-31', 'medicare', 'service'],
    ['a leap day', timelyFiling(medicare, day('2028-02-29')), '2029-02-28', 'medicare', 'service'],
    ['it ends on a Saturday', timelyFiling(medicare, day('2026-11-20')), '2027-11-22', 'medicare', 'service'],
    ['Christmas on a Saturday', timelyFiling(medicare, day('2026-12-25')), '2027-12-27', 'medicare', 'service'],
    ['the fourth of July on a Sunday', timelyFiling(medicare, day('2026-07-04')), '2027-07-06', 'medicare', 'service'],
    ['Labor Day', timelyFiling(medicare, day('2026-09-06')), '2027-09-07', 'medicare', 'service'],
    ['Thanksgiving', timelyFiling(medicare, day('2026-11-25')), '2027-11-26', 'medicare', 'service'],
    [
      'New Year observed the day before',
      timelyFiling(medicare, day('2026-12-31')),
      '2028-01-03',
      'medicare',
      'service',
    ],
    [
      'Medicare second: from the service all the same',
      timelyFiling({ filingIndicator: 'MA', laterFilingFrom: 'prior-answer' }, day('2026-10-05'), day('2027-03-01')),
      ...(['2027-10-05', 'medicare', 'service'] as const),
    ],
    ['Medicaid: twelve months', timelyFiling(medicaid, day('2026-11-20')), '2027-11-20', 'medicaid', 'service'],
    ['a contract', timelyFiling({ filingDays: 90 }, day('2027-11-30')), '2028-02-28', 'contract', 'service'],
    [
      '365 days over a leap day',
      timelyFiling({ filingDays: 365 }, day('2028-02-28')),
      '2029-02-27',
      'contract',
      'service',
    ],
    [
      'a contract’s Sunday stands',
      timelyFiling({ filingDays: 30 }, day('2026-11-20')),
      '2026-12-20',
      'contract',
      'service',
    ],
    [
      'unless the contract says otherwise',
      timelyFiling({ filingDays: 30, limitOnDayOff: 'next-workday' }, day('2026-11-20')),
      ...(['2026-12-21', 'contract', 'service'] as const),
    ],
    [
      'a later payer, from the answer before',
      timelyFiling({ filingDays: 90, laterFilingFrom: 'prior-answer' }, day('2026-10-05'), day('2026-12-01')),
      ...(['2027-03-01', 'contract', 'prior-answer'] as const),
    ],
    [
      'a later payer that counts from the service',
      timelyFiling({ filingDays: 90 }, day('2026-10-05'), day('2026-12-01')),
      ...(['2027-01-03', 'contract', 'service'] as const),
    ],
    [
      'what the office entered counts first',
      timelyFiling({ ...medicare, filingDays: 30 }, day('2026-10-05')),
      '2026-11-04',
      'contract',
      'service',
    ],
    [
      'no limit on record',
      timelyFiling({ filingIndicator: 'CI' }, day('2026-10-05')),
      '2027-01-03',
      'assumed',
      'service',
    ],
    [
      'a facility’s claim, from its through date',
      timelyFiling(medicare, clockStart({ serviceFrom: day('2026-09-28'), serviceThrough: day('2026-10-05') })),
      ...(['2027-10-05', 'medicare', 'service'] as const),
    ],
  ],
  'the days for a notice': [
    [
      'Medicare: five days after the admission',
      noticeClock(medicare, { kind: 'A', on: day('2026-11-28') }) as Clock,
      ...(['2026-12-03', 'medicare', 'admission'] as const),
    ],
    [
      'a Sunday stays the last day',
      noticeClock(medicare, { kind: 'A', on: day('2026-11-17') }) as Clock,
      ...(['2026-11-22', 'medicare', 'admission'] as const),
    ],
    [
      'five days after the end of a hospice’s care',
      noticeClock(medicare, { kind: 'B', on: day('2026-12-30') }) as Clock,
      ...(['2027-01-04', 'medicare', 'end-of-care'] as const),
    ],
  ],
  'the time to correct a claim': [
    ['Medicare', correctedClaim(medicare, day('2026-10-05'), day('2026-11-02')), '2027-10-05', 'medicare', 'service'],
    [
      'a contract',
      correctedClaim({ correctedClaimDays: 30, filingDays: 90 }, day('2026-10-05')),
      '2026-11-04',
      'contract',
      'service',
    ],
    ['as for filing', correctedClaim({ filingDays: 90 }, day('2026-10-05')), '2027-01-03', 'contract', 'service'],
    [
      'from the answer',
      correctedClaim({ correctedClaimDays: 60, correctedClaimFrom: 'answer' }, day('2026-10-05'), day('2026-11-02')),
      ...(['2027-01-01', 'contract', 'notice'] as const),
    ],
    [
      'from the answer, whose day is not known',
      correctedClaim({ correctedClaimDays: 60, correctedClaimFrom: 'answer' }, day('2026-10-05')),
      ...(['2026-12-04', 'contract', 'service'] as const),
    ],
    ['no limit on record', correctedClaim({}, day('2026-10-05')), '2027-10-05', 'assumed', 'service'],
  ],
  'the time to appeal': [
    ['Medicare: 120 days and five', firstAppeal(medicare, day('2026-11-02')), '2027-03-07', 'medicare', 'notice'],
    ['over a leap day', firstAppeal(medicare, day('2027-10-28')), '2028-03-01', 'medicare', 'notice'],
    ['a contract', firstAppeal({ appealDays: 60 }, day('2026-11-02')), '2027-01-01', 'contract', 'notice'],
    [
      'no limit on record',
      firstAppeal({ filingIndicator: 'CI' }, day('2026-11-02')),
      '2027-05-01',
      'assumed',
      'notice',
    ],
  ],
  'the time to refund': [
    ['Medicare', refund(medicare, day('2026-11-02')), '2027-01-01', 'medicare', 'identification'],
    [
      'thirty days of investigation',
      refund(medicare, day('2026-11-02'), { investigation: { from: day('2026-11-12'), to: day('2026-12-12') } }),
      ...(['2027-01-31', 'medicare', 'identification'] as const),
    ],
    [
      'an investigation without end: 180 days',
      refund(medicare, day('2026-11-02'), { investigation: { from: day('2026-11-02') } }),
      ...(['2027-06-30', 'medicare', 'identification'] as const),
    ],
    [
      'an investigation that begins too late',
      refund(medicare, day('2026-11-02'), { investigation: { from: day('2027-02-01') } }),
      ...(['2027-01-01', 'medicare', 'identification'] as const),
    ],
    [
      'Medicaid knows no suspension',
      refund(medicaid, day('2026-11-02'), { investigation: { from: day('2026-11-02') } }),
      ...(['2027-01-01', 'medicaid', 'identification'] as const),
    ],
    ['a contract', refund({ refundDays: 30 }, day('2026-11-02')), '2026-12-02', 'contract', 'identification'],
    [
      'the law of the state, where the contract says nothing',
      refund({}, day('2026-11-02'), { state: 'OH', laws: [ohio] }),
      ...(['2026-12-17', 'state', 'identification'] as const),
    ],
    [
      'the contract before the law of the state',
      refund({ refundDays: 30 }, day('2026-11-02'), { state: 'OH', laws: [ohio] }),
      ...(['2026-12-02', 'contract', 'identification'] as const),
    ],
    [
      'another state',
      refund({}, day('2026-11-02'), { state: 'KY', laws: [ohio] }),
      ...(['2027-01-01', 'assumed', 'identification'] as const),
    ],
    ['no limit on record', refund({}, day('2026-11-02')), '2027-01-01', 'assumed', 'identification'],
  ],
};

describe.each(Object.entries(rows))('%s', (_kind, table) => {
  it.each(table)('%s', (_situation, clock, on, basis, event) => {
    expect(clock).toMatchObject({ on, basis, countedFrom: { event } });
  });
});
