import { describe, expect, it } from 'vitest';
import { functionRows } from '../../../infra/functions.ts';
import { graceMinutes, isOver, lastDayOf, overFrom } from '../../../shared/domain/books/period.ts';
import { monthAfter, monthBefore } from '../../../shared/domain/time/local-date.ts';

describe('a month', () => {
  it('has a last day, one before and one after, over the turn of the year', () => {
    expect([lastDayOf('2026-11'), lastDayOf('2024-02'), lastDayOf('2026-12')]).toEqual([
      '2026-11-30',
      '2024-02-29',
      '2026-12-31',
    ]);
    expect([monthAfter('2026-12'), monthBefore('2027-01')]).toEqual(['2027-01', '2026-12']);
  });

  it('is over an hour after it has ended in the last time zone, twelve hours behind UTC', () => {
    expect(overFrom('2026-11')).toBe('2026-12-01T13:00:00.000Z');
    expect(isOver('2026-11', '2026-12-01T12:59:59.999Z')).toBe(false);
    expect(isOver('2026-11', '2026-12-01T13:00:00.000Z')).toBe(true);
  });

  it('stays open longer than any function runs, so that nobody still books into it', () => {
    const longest = Math.max(...functionRows.map(({ timeoutSeconds }) => timeoutSeconds));
    expect(longest).toBeGreaterThan(0);
    expect(graceMinutes * 60).toBeGreaterThan(2 * longest);
  });
});
