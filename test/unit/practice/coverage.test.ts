import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { coveragesOn, isActiveOn, periodsOverlap } from '../../../shared/domain/practice/coverage.ts';
import type { Coverage } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (number: number): LocalDate => `2026-01-${String(number).padStart(2, '0')}` as LocalDate;
const days = Array.from({ length: 28 }, (_, index) => day(index + 1));

const period = fc
  .record({
    from: fc.integer({ min: 1, max: 28 }),
    length: fc.option(fc.integer({ min: 0, max: 27 }), { nil: undefined }),
  })
  .map(({ from, length }) => ({
    activeFrom: day(from),
    ...(length === undefined ? {} : { activeTo: day(Math.min(28, from + length)) }),
  }));

describe('coverages', () => {
  test('are active on their first and last day', () => {
    const coverage = { activeFrom: day(5), activeTo: day(7) };
    expect(days.filter((each) => isActiveOn(coverage, each))).toEqual([day(5), day(6), day(7)]);
    expect(days.filter((each) => isActiveOn({ activeFrom: day(27) }, each))).toEqual([day(27), day(28)]);
  });

  test.prop([period, period])('overlap exactly when both are active on some day', (left, right) => {
    const shared = days.some((each) => isActiveOn(left, each) && isActiveOn(right, each));
    expect(periodsOverlap(left, right)).toBe(shared);
    expect(periodsOverlap(right, left)).toBe(shared);
  });

  test('of a day are in the order of billing', () => {
    const coverage = (id: string, order: 1 | 2 | 3, from: number): Coverage => ({
      id,
      order,
      activeFrom: day(from),
      patientId: 'p',
      payerId: 'q',
      memberId: 'm',
      relationship: '18',
    });
    const all = [coverage('c', 3, 1), coverage('a', 1, 10), coverage('b', 2, 1)];
    expect(coveragesOn(all, day(10)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(coveragesOn(all, day(9)).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
