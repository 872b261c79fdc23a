/*
 * A guide in the validator's form: loops and segments in order, with how often each may occur and its elements. It is
 * written from the guides, and shares nothing with the rules by which files are written, so that mistakes there are
 * found here.
 */

/** An element or a component. */
export interface ElementEntry {
  readonly at: number;
  readonly required: boolean;
  /**
   * `A` text, `N` whole number, `R` decimal, `D` day, `T` time, `P` days in the form that the previous element names,
   * `=` a code.
   */
  readonly type: 'A' | 'N' | 'R' | 'D' | 'T' | 'P' | '=';
  readonly min: number;
  readonly max: number;
  readonly codes: ReadonlySet<string>;
  /** The components of a composite. */
  readonly components: readonly ElementEntry[];
}

export interface SegmentEntry {
  readonly kind: 'segment';
  readonly id: string;
  /**
   * Codes that distinguish it from other segments with the same id. They are in its first element; for HL in its third
   * element, for HI in its first component.
   */
  readonly qualifiers: readonly string[];
  readonly required: boolean;
  readonly limit: number;
  readonly elements: readonly ElementEntry[];
}

export interface LoopEntry {
  readonly kind: 'loop';
  /** The guide's number: `2010AA`. */
  readonly id: string;
  readonly required: boolean;
  readonly limit: number;
  /** The first one opens the loop. */
  readonly entries: readonly [SegmentEntry, ...GuideEntry[]];
}

export type GuideEntry = SegmentEntry | LoopEntry;

/** `R1` is required and occurs once, `S10` may occur ten times, `S*` any number of times. */
type Usage = string;

const usageOf = (usage: Usage) => ({
  required: usage.startsWith('R'),
  limit: usage.slice(1) === '*' ? Number.POSITIVE_INFINITY : Number(usage.slice(1)),
});

/**
 * A segment: `s('REF*G2,LU', 'S2', '1!=G2,LU 2!A50')`. For an element `!` means required and `?` optional; then its
 * type with its length (`A2-30`; `A50` is 1 to 50) or its codes; a composite has its components in brackets.
 */
export function s(key: string, usage: Usage, elements: string): SegmentEntry {
  const [id = '', codes = ''] = key.split('*');
  const qualifiers = codes === '' ? [] : codes.split(',');
  return { kind: 'segment', id, qualifiers, ...usageOf(usage), elements: elementsOf(elements) };
}

export function l(id: string, usage: Usage, entries: readonly [SegmentEntry, ...GuideEntry[]]): LoopEntry {
  return { kind: 'loop', id, ...usageOf(usage), entries };
}

function elementsOf(text: string): readonly ElementEntry[] {
  const found = text.matchAll(/(\d+)([!?])(?:\(([^)]*)\)|(=)(\S*)|([ANRDTP])(?:(\d+)-)?(\d*))/g);
  return [...found].map((match): ElementEntry => {
    const [, at, need, inner, equals, codes = '', type, min, max] = match;
    const kind = inner !== undefined ? 'A' : equals === '=' ? '=' : ((type ?? 'A') as ElementEntry['type']);
    return {
      at: Number(at),
      required: need === '!',
      type: kind,
      min: Number(min ?? 1),
      max: max === undefined || max === '' ? (kind === 'R' ? 18 : 80) : Number(max),
      codes: new Set(codes === '' ? [] : codes.split(',')),
      components: inner === undefined ? [] : elementsOf(inner),
    };
  });
}
