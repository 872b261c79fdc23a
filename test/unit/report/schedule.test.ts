import { describe, expect, it } from 'vitest';
import { daysBefore, nextReportAt } from '../../../shared/domain/report/schedule.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../../shared/domain/time/time-zone.ts';

/* New York is five hours behind in November, four from 8 March 2026 on. 24 November 2026 is a Tuesday. */
const newYork = 'America/New_York' as TimeZone;
const on = '2026-11-24' as LocalDate;

describe('a schedule of reports', () => {
  it('runs at the office’s own day and hour: each day, week or month', () => {
    const after = '2026-11-24T14:00:00.000Z';
    expect(nextReportAt({ every: 'day', hour: 10 }, newYork, after)).toBe('2026-11-24T15:00:00.000Z');
    expect(nextReportAt({ every: 'day', hour: 9 }, newYork, after)).toBe('2026-11-25T14:00:00.000Z');
    expect(nextReportAt({ every: 'week', hour: 6 }, newYork, after)).toBe('2026-11-30T11:00:00.000Z');
    expect(nextReportAt({ every: 'week', weekday: 5, hour: 6 }, newYork, after)).toBe('2026-11-27T11:00:00.000Z');
    expect(nextReportAt({ every: 'month', hour: 6 }, newYork, after)).toBe('2026-12-01T11:00:00.000Z');
  });

  it('runs on the first of the month itself, and in summer by summer time', () => {
    expect(nextReportAt({ every: 'month', hour: 6 }, newYork, '2026-12-01T10:59:00.000Z')).toBe(
      '2026-12-01T11:00:00.000Z',
    );
    expect(nextReportAt({ every: 'month', hour: 6 }, newYork, '2026-12-31T12:00:00.000Z')).toBe(
      '2027-01-01T11:00:00.000Z',
    );
    expect(nextReportAt({ every: 'month', hour: 6 }, newYork, '2026-03-20T12:00:00.000Z')).toBe(
      '2026-04-01T10:00:00.000Z',
    );
  });

  it('is about the day, the seven days or the month before; for open amounts, about their last day', () => {
    const days = { span: 'days' } as const;
    expect(daysBefore('day', on, days)).toEqual({ from: '2026-11-23', to: '2026-11-23' });
    expect(daysBefore('week', on, days)).toEqual({ from: '2026-11-17', to: '2026-11-23' });
    expect(daysBefore('month', '2026-12-01' as LocalDate, days)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(daysBefore('week', on, { span: 'day' })).toEqual({ asOf: '2026-11-23' });
    expect(daysBefore('month', '2026-12-01' as LocalDate, { span: 'day' })).toEqual({ asOf: '2026-11-30' });
  });
});
