/** The forms of paper claims: CMS-1500 (02/12), UB-04 (CMS-1450), and the ADA dental claim form (2024). */
export type PaperFormName = 'cms-1500' | 'ub-04' | 'ada-dental';

/** A place for text on a form, in lines and characters of its stock. */
export interface Box {
  /**
   * The box number in the form's instructions, with a part of it after a point: `1a`, `3.month`, `24F.2` (the second
   * line).
   */
  readonly id: string;
  /** The box's name on pages with a drawn grid, in our own words. */
  readonly label: string;
  /** The print line, from 1. */
  readonly row: number;
  /** The first character, from 1. */
  readonly column: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Whether a truncated value would be a different value: an amount, a count, a code. It is never cut. */
  readonly isExact: boolean;
  /** Whether it holds what has no box of its own: what is cut off there is told nowhere. */
  readonly isRemark: boolean;
  /** Whether the label of the box is on the line above, because that line is free. */
  readonly hasHead: boolean;
}

/** A form as data: where each box is. Measures are in points, 72 to the inch. */
export interface PaperForm {
  readonly name: PaperFormName;
  /** The form's title, at the top of pages with a drawn grid. */
  readonly title: string;
  readonly characterWidth: number;
  readonly lineHeight: number;
  /** From the edges of letter paper to the first character and line. */
  readonly left: number;
  readonly top: number;
  readonly boxes: readonly Box[];
}

/** A row of a table of boxes. */
export type BoxRow = readonly [
  id: string,
  label: string,
  row: number,
  column: number,
  width: number,
  more?: {
    readonly align?: 'right';
    readonly isExact?: true;
    readonly isRemark?: true;
    readonly hasHead?: true;
  },
];

/** Makes boxes from the rows of a table. */
export function boxesOf(rows: readonly BoxRow[]): readonly Box[] {
  return rows.map(([id, label, row, column, width, more = {}]) => ({
    id,
    label,
    row,
    column,
    width,
    align: more.align ?? 'left',
    isExact: more.isExact ?? false,
    isRemark: more.isRemark ?? false,
    hasHead: more.hasHead ?? false,
  }));
}

/** A box for an amount, a count or a code: it is never cut. */
export const exact = { isExact: true } as const;
export const amount = { align: 'right', isExact: true } as const;
/** A box for what has no box of its own. */
export const remark = { isRemark: true } as const;
export const remarkHead = { isRemark: true, hasHead: true } as const;
/** A box with a free line above it. */
export const head = { hasHead: true } as const;
export const exactHead = { isExact: true, hasHead: true } as const;
export const amountHead = { align: 'right', isExact: true, hasHead: true } as const;

/**
 * The boxes of repeated lines: each row of the table this many times, with `.1`, `.2`, ... after its id. Only the first
 * line's boxes have labels, which head the table.
 */
export function repeated(rows: readonly BoxRow[], { times, step }: { times: number; step: number }): readonly BoxRow[] {
  return Array.from({ length: times }, (_, index) =>
    rows.map(([id, label, row, column, width, more = {}]): BoxRow => {
      const { hasHead: _, ...plain } = more;
      const at = row + index * step;
      return [`${id}.${index + 1}`, index === 0 ? label : '', at, column, width, index === 0 ? more : plain];
    }),
  ).flat();
}
