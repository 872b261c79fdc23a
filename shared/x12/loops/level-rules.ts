import { rulesFor } from './element-rules.ts';
import type { LoopRule, SegmentSlot, Slot } from './loop-rules.ts';

/** The HL segment of a level. The writer makes its numbers, and the reader checks them. */
function levelSegment(code: string): SegmentSlot {
  const { constant } = rulesFor<object>();
  const elements = [1, 2, 4].map((at) => constant(at, ''));
  return {
    kind: 'segment',
    many: false,
    limit: 1,
    segment: { id: 'HL', qualifier: { at: 3, codes: [code] }, elements },
  };
}

/** A hierarchical level with its code in HL: the segments and loops after HL, and the fields that hold the levels below. */
export function level(
  name: string,
  code: string,
  slots: readonly Slot[],
  more: Pick<LoopRule, 'levelsBelow' | 'isLowest'> = {},
): LoopRule {
  return { name, numbering: 'hierarchy', ...more, closed: true, slots: [levelSegment(code), ...slots] };
}
