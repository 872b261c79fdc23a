import {
  amountCharacters,
  type Block,
  type Column,
  columnGap,
  type Document,
  type Fact,
  pageCharacters,
  pageNumber,
  placeCells,
  type Row,
  wrapText,
} from './document.ts';
import { keptTogether, paginate, type Strip } from './paginate.ts';
import { chartLines } from './text-chart.ts';

/** Lines on a page, including two at its foot: what fits a sheet of letter paper. */
const pageLines = 62;
const bodyLines = pageLines - 2;
const mostLabelCharacters = 22;

interface Line extends Strip {
  readonly text: string;
}

/**
 * Writes a document as pages of plain text of 100 columns, numbered, a form feed between them. The same document always gives
 * the same text.
 */
export function textPages(document: Document): string {
  const room = { height: bodyLines, beginning: 4 };
  const lay = (block: Block) => {
    if (block.kind !== 'table') return { strips: blockLines(block).map(lineOf) };
    const repeated = tableHead(block.columns).map(lineOf);
    const rows = block.rows.flatMap((row) => keptTogether(rowLines(block.columns, row).map(lineOf)));
    return { strips: [...repeated, ...rows], repeated };
  };
  const pages = paginate(document, lay, room);
  return pages
    .map((lines, index) => finishPage(lines, document.name, pageNumber(document, index + 1, pages.length)))
    .join('\f');
}

/** A line of a page, without characters that could control a terminal or a printer. */
function lineOf(line: string): Line {
  const text = line.replace(/\p{Cc}/gu, '?');
  return text === '' ? { height: 1, isGap: true, text } : { height: 1, text };
}

function finishPage(strips: readonly Line[], name: string, number: string): string {
  const lines = strips.map(({ text }) => text);
  const blank = Array.from({ length: bodyLines - lines.length }, () => '');
  const { text: foot } = lineOf(apart(name, number));
  return `${[...lines, ...blank, '', foot].map((line) => line.trimEnd()).join('\n')}\n`;
}

function blockLines(block: Exclude<Block, { kind: 'table' }>): string[] {
  switch (block.kind) {
    case 'title':
      return [...headline(block.text, block.right), '='.repeat(pageCharacters), ''];
    case 'heading':
      return ['', ...headline(block.text, block.right), '-'.repeat(pageCharacters)];
    case 'text':
      return wrap(block.tone === 'warning' ? `! ${block.text}` : block.text, pageCharacters);
    case 'facts':
      return [...factLines(block.columns), ''];
    case 'code':
      return block.beside.flatMap((line) => wrap(line, pageCharacters));
    case 'chart':
      return chartLines(block.chart);
  }
}

const wrap = (text: string, width: number): string[] => wrapText(text, width, ({ length }) => length);

/** A headline with a right-aligned text. Neither is cut. */
function headline(left: string, right = ''): string[] {
  if (left.length + right.length + columnGap <= pageCharacters) return [apart(left, right)];
  return [...wrap(left, pageCharacters), ...wrap(right, pageCharacters)];
}

function apart(left: string, right: string): string {
  return left + right.padStart(Math.max(right.length + 1, pageCharacters - left.length));
}

function factLines(columns: readonly (readonly Fact[])[]): string[] {
  const width = Math.floor((pageCharacters - columnGap * (columns.length - 1)) / Math.max(1, columns.length));
  const blocks = columns.map((facts) => {
    const longest = Math.max(0, ...facts.map((fact) => fact.label.length));
    const label = Math.min(mostLabelCharacters, longest);
    return facts.flatMap((fact) => {
      const labels = wrap(fact.label, label);
      const values = wrap(fact.value, width - label - columnGap);
      if (fact.isAmount) values[0] = fact.value.padStart(amountCharacters);
      return Array.from(
        { length: Math.max(labels.length, values.length) },
        (_, index) => (labels[index] ?? '').padEnd(label + columnGap) + (values[index] ?? ''),
      );
    });
  });
  const height = Math.max(0, ...blocks.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    blocks.map((lines) => (lines[index] ?? '').padEnd(width)).join(' '.repeat(columnGap)),
  );
}

function tableHead(columns: readonly Column[]): string[] {
  const labels = columns.map(({ label, width, align }) => fitted(label, width, align));
  return [
    labels.join(' '.repeat(columnGap)),
    columns.map(({ width }) => '-'.repeat(width)).join(' '.repeat(columnGap)),
  ];
}

function fitted(text: string, width: number, align: Column['align']): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}

function rowLines(columns: readonly Column[], row: Row): string[] {
  const starts = columns.map((_, index) =>
    columns.slice(0, index).reduce((sum, { width }) => sum + width + columnGap, 0),
  );
  const lines: string[] = [];
  for (const { text, first, last } of placeCells(columns, row)) {
    const start = starts[first] ?? 0;
    const width = (starts[last] ?? 0) + (columns[last]?.width ?? 0) - start;
    for (const [index, piece] of wrap(text, width).entries()) {
      const cell = fitted(piece, width, columns[first]?.align ?? 'left');
      lines[index] = (lines[index] ?? '').padEnd(start) + cell;
    }
  }
  const ruled = row.tone === 'total' ? [columns.map(({ width }) => '-'.repeat(width)).join(' '.repeat(columnGap))] : [];
  return [...ruled, ...lines];
}
