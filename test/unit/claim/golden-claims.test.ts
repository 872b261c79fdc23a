import { describe, expect, test } from 'vitest';
import { validate837 } from '../../../shared/x12/837/validate/validate-837.ts';
import { claimsOf } from '../../golden-claims/golden-office.ts';
import { readRows } from '../../golden-claims/read-rows.ts';

const rows = readRows();

/** Where a group of adjacent segments begins, from a given place on; -1 when it is not there. */
function find(segments: readonly string[], group: readonly string[], from: number): number {
  return segments.findIndex((_, at) => at >= from && group.every((segment, index) => segments[at + index] === segment));
}

describe('the golden claims', () => {
  test('are many, each with a unique name and a description', () => {
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(
      rows.filter(({ id, present, held, boxes }) => id === '' || present.length + held.length + boxes.length === 0),
    ).toEqual([]);
  });

  test.each(rows)('$id: $title', ({ setUp, present, absent, held, boxes }) => {
    const { segments, held: reasons, isPrinted, pages } = claimsOf(setUp);
    expect(reasons).toEqual(held);
    if (segments.length > 0 && !isPrinted) expect(validate837(segments.join('~'))).toEqual([]);
    let from = 0;
    for (const group of present) {
      const at = find(segments, group, from);
      expect(at, `${group.join('~')} is not in ${segments.slice(from).join('~\n')}`).toBeGreaterThanOrEqual(0);
      from = at + group.length;
    }
    for (const beginning of absent) {
      expect(
        segments.filter((segment) => segment.startsWith(beginning)),
        beginning,
      ).toEqual([]);
    }
    const onPaper = boxes.map(({ page, box }) => ({ page, box, text: pages[page - 1]?.[box]?.trim() ?? '' }));
    expect(onPaper).toEqual(boxes);
  });

  test('notice a missing segment, and an extra one', () => {
    const segments = ['CLM*1', 'REF*G1*A', 'LX*1'];
    expect(find(segments, ['CLM*1', 'LX*1'], 0)).toBe(-1);
    expect(find(segments, ['REF*G1*A', 'LX*1'], 0)).toBe(1);
    expect(find(segments, ['CLM*1'], 1)).toBe(-1);
  });
});
