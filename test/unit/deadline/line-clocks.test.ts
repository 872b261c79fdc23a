import { describe, expect, it } from 'vitest';
import { type LineDays, lineClocks } from '../../../shared/domain/deadline/line-clocks.ts';
import { stageOf } from '../../../shared/domain/deadline/notice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/* Days are counted by hand, with a calendar. */

const day = (text: string) => text as LocalDate;
const line = (number: number, from: string, to = from): LineDays => ({ line: number, from: day(from), to: day(to) });

describe('the time limits of a claim’s lines', () => {
  it('name the late days of a span that crosses Medicare’s year, and leave the rest in time', () => {
    // Received on 8 January 2027, a Friday. A year after 3 January 2026 is 3 January 2027, a Sunday: the limit is Monday the 4th. A year
    // after 7 January is Thursday the 7th; after 8 January, Friday the 8th, which is still in time.
    const lines = [line(1, '2026-01-03', '2026-01-12'), line(2, '2026-01-03'), line(3, '2026-01-12')];
    expect(lineClocks(lines, 'timely-filing', { filingIndicator: 'MB' }, day('2027-01-08'))).toEqual([
      { ...lines[0], on: '2027-01-04', timeliness: 'part', untimelyTo: '2026-01-07' },
      { ...lines[1], on: '2027-01-04', timeliness: 'late', untimelyTo: '2026-01-03' },
      { ...lines[2], on: '2027-01-12', timeliness: 'in-time' },
    ]);
  });

  it('are counted for each line by the contract', () => {
    // 30 days: a service of 1 November by 1 December, of 2 November by 2 December.
    const terms = { filingDays: 30, correctedClaimDays: 60 };
    const lines = [line(1, '2026-11-01', '2026-11-02'), line(2, '2026-11-02')];
    const timeliness = (kind: 'timely-filing' | 'corrected-claim', asOf: string) =>
      lineClocks(lines, kind, terms, day(asOf)).map((each) => each.timeliness);
    expect(timeliness('timely-filing', '2026-12-01')).toEqual(['in-time', 'in-time']);
    expect(timeliness('timely-filing', '2026-12-02')).toEqual(['part', 'in-time']);
    expect(timeliness('timely-filing', '2026-12-03')).toEqual(['late', 'late']);
    expect(timeliness('corrected-claim', '2026-12-31')).toEqual(['in-time', 'in-time']);
    expect(timeliness('corrected-claim', '2027-01-01')).toEqual(['part', 'in-time']);
  });
});

describe('how near a deadline is', () => {
  it('is near from the first day of notice until its last day, and missed after it', () => {
    const on = day('2026-12-20');
    expect(stageOf(on, day('2026-12-04'), 15)).toBeUndefined();
    expect(stageOf(on, day('2026-12-05'), 15)).toBe('near');
    expect(stageOf(on, on, 15)).toBe('near');
    expect(stageOf(on, day('2026-12-21'), 15)).toBe('missed');
    expect(stageOf(on, day('2026-12-19'), 0)).toBeUndefined();
    expect(stageOf(on, on, 0)).toBe('near');
  });
});
