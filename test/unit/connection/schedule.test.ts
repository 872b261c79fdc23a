import { describe, expect, it } from 'vitest';
import { nextRunAt } from '../../../shared/runtime/schedule.ts';

const chicago = (cron: string) => ({ cron, timeZone: 'America/Chicago' });

describe('the next run', () => {
  it('is at the local hour, in summer and in winter', () => {
    expect(nextRunAt(chicago('0 6 * * *'), '2026-07-01T12:00:00.000Z')).toBe('2026-07-02T11:00:00.000Z');
    expect(nextRunAt(chicago('0 6 * * *'), '2026-12-01T13:00:00.000Z')).toBe('2026-12-02T12:00:00.000Z');
  });

  it('is never skipped because of an hour that does not exist (8 March 2026, 2:30)', () => {
    const next = nextRunAt(chicago('30 2 * * *'), '2026-03-08T07:00:00.000Z') as string;
    expect(next.slice(0, 10)).toBe('2026-03-08');
    expect(nextRunAt(chicago('30 2 * * *'), next)).toBe('2026-03-09T07:30:00.000Z');
  });

  it('is once in an hour that exists twice (1 November 2026, 1:30)', () => {
    const first = nextRunAt(chicago('30 1 * * *'), '2026-11-01T05:00:00.000Z') as string;
    expect(first).toBe('2026-11-01T06:30:00.000Z');
    expect(nextRunAt(chicago('30 1 * * *'), first)).toBe('2026-11-02T07:30:00.000Z');
  });

  it('is always after the given instant', () => {
    expect(nextRunAt(chicago('*/15 * * * *'), '2026-11-23T12:15:00.000Z')).toBe('2026-11-23T12:30:00.000Z');
  });

  it.each(['', 'often', '60 * * * *', '0 0 31 2 *', '* * * * * *', '@daily x'])('is none for %j', (cron) => {
    expect(nextRunAt(chicago(cron), '2026-11-23T12:00:00.000Z')).toBeUndefined();
  });

  it('is none in a time zone that does not exist', () => {
    expect(nextRunAt({ cron: '0 6 * * *', timeZone: 'Mars/Olympus' }, '2026-11-23T12:00:00.000Z')).toBeUndefined();
  });
});
