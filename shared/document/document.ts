import type { Chart } from './chart.ts';

/**
 * A document for people, as data: its content, in order. Text pages and PDF pages are both made from it, so that they
 * say the same.
 */
export interface Document {
  /** A short name for the foot of every page. It must not name a person. */
  readonly name: string;
  /** The language of the document's words; English when absent. */
  readonly language?: 'en' | 'es';
  /** For tables of many columns: PDF pages are landscape. */
  readonly isWide?: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  /** Starts a part of the document; `startsPage` puts it on a new page. */
  | { readonly kind: 'title'; readonly text: string; readonly right?: string; readonly startsPage?: true }
  /** Starts a section; it stays with what follows. */
  | { readonly kind: 'heading'; readonly text: string; readonly right?: string }
  /** Labels with values, in columns side by side. */
  | { readonly kind: 'facts'; readonly columns: readonly (readonly Fact[])[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  /** `follows`: the text explains the block before it, and begins on the same page. */
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'warning'; readonly follows?: true }
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** A text as a QR code, with lines of text next to it. Text pages show only these lines. */
  | { readonly kind: 'code'; readonly text: string; readonly beside: readonly string[] };

/** The text of a page number. */
export function pageNumber({ language }: Pick<Document, 'language'>, page: number, pages: number): string {
  return language === 'es' ? `Página ${page} de ${pages}` : `Page ${page} of ${pages}`;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'strong';
  /** An amount is right-aligned with the other amounts of its column. */
  readonly isAmount?: true;
}

export interface Column {
  readonly label: string;
  /** The column's width, in characters. A page is {@link pageCharacters} wide. */
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** A cell also fills the empty cells after it. */
export interface Row {
  readonly cells: readonly string[];
  readonly tone?: 'quiet' | 'total';
}

/** The width of a line of text, in characters. */
export const pageCharacters = 100;

/** The width of an amount among facts, in characters. */
export const amountCharacters = 18;

/** Characters between two columns. */
export const columnGap = 2;

/**
 * Breaks text into lines of at most `width`, between words where possible. An empty text is one empty line.
 * @param measure must be additive: a text is as wide as its pieces together
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  const space = measure(' ');
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const own = measure(word);
    const longer = line === '' ? own : used + space + own;
    if (longer <= width) {
      line = line === '' ? word : `${line} ${word}`;
      used = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = own <= width ? [word] : cutWord(word, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    used = measure(line);
  }
  return [...lines, line];
}

/** Cuts a word that is wider than a line, after a hyphen where there is one. */
function cutWord(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > width) {
      const end = piece.lastIndexOf('-') + 1 || piece.length;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** A cell of a row with the columns that it covers. */
export interface PlacedCell {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** The cells of a row that are not empty. Text also fills the empty cells after it; amounts stay in their column. */
export function placeCells(columns: readonly Column[], { cells }: Row): PlacedCell[] {
  return cells.flatMap((text, first) => {
    if (text === '') return [];
    let last = first;
    while (columns[first]?.align === 'left' && last + 1 < columns.length && (cells[last + 1] ?? '') === '') last += 1;
    return [{ text, first, last }];
  });
}
