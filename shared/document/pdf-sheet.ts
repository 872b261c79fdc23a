import type { Document } from './document.ts';
import type { Strip } from './paginate.ts';
import type { MeasuredFont } from './pdf-text.ts';

/** The drawing tools of PDF pages. */

/** Letter paper, in points. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const upright: Paper = { width: 612, height: 792, left: 46, right: 46, top: 46, bottom: 56 };
const across: Paper = { ...upright, width: upright.height, height: upright.width };

/** The paper of a document: landscape for many columns. */
export function paperOf({ isWide = false }: Pick<Document, 'isWide'>): Paper {
  return isWide ? across : upright;
}

export function bodyWidthOf({ width, left, right }: Paper): number {
  return width - left - right;
}

export const size = { title: 18, heading: 9.5, body: 8, label: 7, foot: 6.5 } as const;

/** Red, green and blue from 0 to 1, in the form of a page's content. */
type Color = string;
export const ink = {
  text: '0.12 0.14 0.18',
  quiet: '0.38 0.41 0.47',
  warning: '0.66 0.18 0.08',
  accent: '0.09 0.29 0.44',
} as const satisfies Record<string, Color>;

/** The drawing operators of a page, as text: the library's own objects take ten times the memory. */
export type Sheet = string[];

export interface PdfStrip extends Strip {
  /** Draws on a page; `top` is the upper edge of the strip, measured from the paper's lower edge. */
  draw(sheet: Sheet, top: number): void;
}

/** The paper and the fonts of a document. */
export interface Kit {
  readonly paper: Paper;
  readonly plain: MeasuredFont;
  readonly bold: MeasuredFont;
}

export interface Style {
  readonly font: MeasuredFont;
  readonly size: number;
  readonly color: Color;
}

/** Where a line of text begins, or ends when right-aligned. */
interface Spot {
  readonly x: number;
  readonly baseline: number;
  readonly align?: 'left' | 'right';
}

/** Draws one line of text. */
export function write(
  sheet: Sheet,
  text: string,
  { x, baseline, align = 'left' }: Spot,
  { font, size: points, color }: Style,
): void {
  const shown = font.printable(text);
  if (shown.trim() === '') return;
  const from = align === 'right' ? x - font.width(shown, points) : x;
  const glyphs = font.font.encodeText(shown).toString();
  sheet.push(`BT ${color} rg /${font.name} ${points} Tf ${place(from)} ${place(baseline)} Td ${glyphs} Tj ET`);
}

/** Positions are rounded to hundredths of a point. */
export const place = (points: number): string => String(Math.round(points * 100) / 100);

/** A line from margin to margin. */
export function rule(
  sheet: Sheet,
  { left, right, width }: Paper,
  { y, thickness, color }: { readonly y: number; readonly thickness: number; readonly color: Color },
): void {
  sheet.push(`${color} RG ${thickness} w ${place(left)} ${place(y)} m ${place(width - right)} ${place(y)} l S`);
}
