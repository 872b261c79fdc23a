import { describe, expect, it } from 'vitest';
import { disputeClock, disputeObstacles } from '../../../shared/domain/remittance/denial/dispute.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;

describe('the clocks of federal dispute resolution', () => {
  it('count business days, the day of the event as the first', () => {
    // Monday 2 November 2026. November has 19 workdays from there (Veterans Day on the 11th, Thanksgiving on the 26th); 11 more in December: the 15th.
    expect(disputeClock(day('2026-11-02'), undefined)).toEqual({
      what: 'send-notice',
      from: '2026-11-02',
      on: '2026-12-15',
    });
    // A Saturday: it begins on Monday 9 November. 14 in November (9, 10, 12, 13, 16 to 20, 23 to 25, 27, 30), 16 in December: the 22nd.
    expect(disputeClock(day('2026-11-07'), undefined)?.on).toBe('2026-12-22');
  });

  it('give the payer fifteen days to answer, and us four after thirty of negotiation', () => {
    // Notice on Monday 16 November 2026. The 15th day: 10 in November without Thanksgiving, then 4 December + 1: Monday 7 December.
    // The 30th: 10 in November, 20 in December without Christmas: 1 to 4, 7 to 11, 14 to 18, 21 to 24, then 28 and 29.
    // The four after it: 30, 31 December, 4 and 5 January (New Year is a Friday).
    expect(disputeClock(day('2026-11-02'), { noticeOn: day('2026-11-16') })).toEqual({
      ...{ what: 'initiate', answerBy: '2026-12-07' },
      ...{ from: '2026-12-30', on: '2027-01-05' },
    });
  });

  it('stop once the certified entity has it, or the dispute is over', () => {
    const dispute = { noticeOn: day('2026-11-16'), initiatedOn: day('2026-12-30') };
    expect(disputeClock(day('2026-11-02'), dispute)).toBeUndefined();
    const end = { on: day('2026-12-01'), result: 'agreed' } as const;
    expect(disputeClock(day('2026-11-02'), { noticeOn: day('2026-11-16'), end })).toBeUndefined();
  });
});

describe('whether a denial can go to federal dispute resolution', () => {
  it.each([
    ['CI', ['N830'], false, []],
    ['BL', ['N862'], false, []],
    ['CI', ['N882'], false, []],
    ['CI', [], true, []],
    ['CI', ['N861', 'N883', 'MA130'], false, ['not-said-by-the-payer']],
    ['MB', ['N830'], false, ['payer-outside-the-law']],
    ['MC', [], false, ['payer-outside-the-law', 'not-said-by-the-payer']],
  ] as const)('of a payer of kind %s with the codes %j', (filingIndicator, remarks, isProtected, obstacles) => {
    expect(disputeObstacles({ filingIndicator }, remarks, isProtected)).toEqual(obstacles);
  });
});
