import type { ElementRule, Fields, ReadCells, WriteCells } from './element-rules.ts';

/*
 * A loop rule says which segments and loops a loop has, in the order of the guide, and which field of the domain each
 * one is.
 */

/**
 * One kind of segment: its id, the qualifier that distinguishes it from other segments with the same id, and its
 * elements.
 */
export interface SegmentRule {
  readonly id: string;
  /** The codes at `at` (in its first component), when the id alone is not enough. */
  readonly qualifier?: { readonly at: number; readonly codes: readonly string[] };
  readonly elements: readonly ElementRule[];
}

export interface SegmentSlot {
  readonly kind: 'segment';
  readonly segment: SegmentRule;
  /**
   * The field that holds the segment's object (or, repeated, a list of objects); without it, its fields are the loop's
   * own.
   */
  readonly into?: string;
  /** Whether `into` is a list. */
  readonly many: boolean;
  /** How often the guide allows it in the loop. */
  readonly limit: number;
  /** For lists of plain values: the one field of each item. */
  readonly scalar?: string;
  /** `loop`: required in the loop; `group`: required when another segment of the same `into` is there. */
  readonly required?: 'loop' | 'group';
  /** Whether it ends the loops inside the loop, as LE does. */
  readonly trailer?: boolean;
  /** The segment is written only when this is true of the object. */
  readonly when?: (from: Fields) => boolean;
}

export interface LoopSlot {
  readonly kind: 'loop';
  readonly loop: LoopRule;
  /** The field that holds the loop's object (or list); without it the loop's fields are those of the loop around it. */
  readonly into?: string;
  readonly many: boolean;
  readonly limit: number;
  readonly required: boolean;
}

/** Segments with lists of coded values, which are too irregular for a table. */
export interface SpecialSlot {
  readonly kind: 'special';
  readonly id: string;
  /** The fields of the loop's object that it reads and writes: lists of values, and single ones. */
  readonly lists: readonly string[];
  readonly singles?: readonly string[];
  /** Reads one segment into the loop's object. */
  readonly read: (cells: ReadCells, into: Fields) => void;
  /** Writes all its segments. The lists have no gaps. */
  readonly write: (from: Fields, begin: (id: string) => WriteCells) => void;
}

/** A known segment without content that the domain keeps. */
export interface IgnoredSlot {
  readonly kind: 'ignored';
  readonly segment: SegmentRule;
}

export type Slot = SegmentSlot | LoopSlot | SpecialSlot | IgnoredSlot;

export interface LoopRule {
  readonly name: string;
  /** The first slot begins the loop and is a segment of the loop's own fields. */
  readonly slots: readonly [SegmentSlot, ...Slot[]];
  /** Lists of the loop's object that are empty, not absent, when no segment fills them. */
  readonly lists?: readonly string[];
  /** Fields of the loop's object that other code writes. */
  readonly aside?: readonly string[];
  /** Whether a segment that has no place in this loop must not be placed in a surrounding loop either. */
  readonly closed?: boolean;
  /** Which running numbers of the transaction the reader must also check. */
  readonly numbering?: 'hierarchy' | 'line';
  /** For hierarchical levels: whether the level does not state if there are levels below it. */
  readonly isLowest?: boolean;
  /** For hierarchical levels: the fields that hold the levels below. */
  readonly levelsBelow?: readonly string[];
}

/** A segment whose fields are the loop's own. */
export function segment(
  id: string,
  elements: readonly ElementRule[],
  more: Omit<SegmentSlot, 'kind' | 'segment' | 'many' | 'limit'> = {},
): SegmentSlot {
  return { kind: 'segment', segment: { id, elements }, many: false, limit: 1, ...more };
}

/**
 * A segment with a qualifier in its first element. Its fields are the loop's own, or those of `into`, a list if `limit`
 * is above 1.
 */
export function qualified(
  id: string,
  code: string,
  elements: readonly ElementRule[],
  more: Omit<SegmentSlot, 'kind' | 'segment' | 'many' | 'limit'> & { readonly limit?: number } = {},
): SegmentSlot {
  const { limit = 1 } = more;
  return {
    kind: 'segment',
    segment: { id, qualifier: { at: 1, codes: [code] }, elements },
    many: limit > 1,
    ...more,
    limit,
  };
}

/** A loop inside a loop. `into` is a list when `limit` is given. */
export function loop(
  into: string | undefined,
  rule: LoopRule,
  options: { readonly limit?: number; readonly required?: boolean } = {},
): LoopSlot {
  const { limit, required = false } = options;
  const common = { kind: 'loop', loop: rule, many: limit !== undefined, limit: limit ?? 1, required } as const;
  return into === undefined ? common : { ...common, into };
}

/** The segment that begins a loop. */
export function opener(slot: LoopSlot): SegmentRule {
  return slot.loop.slots[0].segment;
}

const fieldLists = new WeakMap<SegmentRule, readonly string[]>();

/** The fields of a segment's rules. */
export function fieldsOf(rule: SegmentRule): readonly string[] {
  let fields = fieldLists.get(rule);
  if (fields === undefined) {
    fields = rule.elements.flatMap((element) => element.fields);
    fieldLists.set(rule, fields);
  }
  return fields;
}
