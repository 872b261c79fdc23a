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

  /*
   * Counted on a calendar. Days off: 19 June (Friday) and 3 July 2026 (for Saturday the 4th); Labor Day 7 September and Columbus Day 12 October 2026; Christmas
   * 2026, New Year and 18 January 2027; 15 February 2027; Memorial Day 31 May, 18 June (for Saturday the 19th) and 5 July 2027 (for Sunday the 4th); 24 and
   * 31 December 2027 (for Saturdays), 17 January 2028.
   */
  it.each([
    // 4 in that week of June, then 9, 13 by 2 July, 18, 23, 28, and Monday and Tuesday.
    { from: '2026-06-15', answerBy: '2026-07-07', thirtieth: '2026-07-28', initiate: ['2026-07-29', '2026-08-03'] },
    // 4, 8, 13, 18, 23 by 2 October, 28, and Tuesday and Wednesday after Columbus Day.
    { from: '2026-09-01', answerBy: '2026-09-22', thirtieth: '2026-10-14', initiate: ['2026-10-15', '2026-10-20'] },
    // 1, 5, 9 by the end of the year, 14, 19, 23, 28, and the first two days of February.
    { from: '2026-12-18', answerBy: '2027-01-11', thirtieth: '2027-02-02', initiate: ['2027-02-03', '2027-02-08'] },
    // 1, 5, 10, 15, 20, 25, 30: six weeks and a day, because of Washington's Birthday.
    { from: '2027-02-12', answerBy: '2027-03-05', thirtieth: '2027-03-26', initiate: ['2027-03-29', '2027-04-01'] },
    // A Sunday: 5 in the week that follows, 9, 14, 18, 23, 28 by 2 July, and Tuesday and Wednesday.
    { from: '2027-05-23', answerBy: '2027-06-14', thirtieth: '2027-07-07', initiate: ['2027-07-08', '2027-07-13'] },
    // 5, 9, 13 by 30 December, 18, 23, 27, and Monday to Wednesday.
    { from: '2027-12-13', answerBy: '2028-01-04', thirtieth: '2028-01-26', initiate: ['2028-01-27', '2028-02-01'] },
  ])('leave out weekends and federal holidays, from $from on', ({ from, answerBy, thirtieth, initiate }) => {
    expect(disputeClock(day(from), undefined)?.on).toBe(thirtieth);
    const [first, last] = initiate;
    expect(disputeClock(day(from), { noticeOn: day(from) })).toEqual({
      ...{ what: 'initiate', answerBy, from: first, on: last },
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
