import { type Color, PDFDocument, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import {
  amountCharacters,
  type Block,
  type Column,
  columnGap,
  type Document,
  type Fact,
  pageCharacters,
  placeCells,
  type Row,
  wrapText,
} from '../domain/document/document.ts';
import { type LaidBlock, paginate, type Strip } from '../domain/document/paginate.ts';
import { type MeasuredFont, measureFont } from './pdf-text.ts';

/** Letter paper, in points. */
const paper = { width: 612, height: 792, left: 46, right: 46, top: 46, bottom: 56 } as const;
const bodyWidth = paper.width - paper.left - paper.right;
const size = { title: 18, heading: 9.5, body: 8, label: 7, foot: 6.5 } as const;
const leading = 10.6;
const ink = {
  text: rgb(0.12, 0.14, 0.18),
  quiet: rgb(0.38, 0.41, 0.47),
  warning: rgb(0.66, 0.18, 0.08),
  accent: rgb(0.09, 0.29, 0.44),
} as const;
const fill = { band: rgb(0.91, 0.938, 0.96), rule: rgb(0.75, 0.79, 0.83) } as const;

interface PdfStrip extends Strip {
  /** Draws on a page; `top` is the upper edge of the strip, counted from the paper's lower edge. */
  draw(page: PDFPage, top: number): void;
}

interface Fonts {
  readonly plain: MeasuredFont;
  readonly bold: MeasuredFont;
}

/**
 * Writes a document as a PDF of letter pages, numbered. The bytes depend on the document alone: no clock, no random id. What the
 * standard fonts cannot show is replaced by its plain letter or a question mark.
 */
export async function pdfPages(document: Document): Promise<Uint8Array> {
  // Without `updateMetadata: false` the library would write the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(document.name, { showInWindowTitleBar: true });
  pdf.setLanguage('en-US');
  const fonts: Fonts = {
    plain: measureFont(pdf.embedStandardFont(StandardFonts.Helvetica)),
    bold: measureFont(pdf.embedStandardFont(StandardFonts.HelveticaBold)),
  };
  const room = { height: paper.height - paper.top - paper.bottom, beginning: 4 * leading };
  const pages = paginate(document, (block) => layBlock(block, fonts), room);
  for (const [index, strips] of pages.entries()) {
    const page = pdf.addPage([paper.width, paper.height]);
    let top = paper.height - paper.top;
    for (const strip of strips) {
      strip.draw(page, top);
      top -= strip.height;
    }
    drawFoot(page, fonts, document.name, `Page ${index + 1} of ${pages.length}`);
  }
  return pdf.save();
}

interface Style {
  readonly font: MeasuredFont;
  readonly size: number;
  readonly color: Color;
}

/** Draws one line of text that ends at `x` when aligned right. */
function write(
  page: PDFPage,
  text: string,
  x: number,
  baseline: number,
  style: Style,
  align: 'left' | 'right' = 'left',
) {
  const shown = style.font.printable(text);
  if (shown.trim() === '') return;
  const at = align === 'right' ? x - style.font.width(shown, style.size) : x;
  page.drawText(shown, { x: at, y: baseline, size: style.size, font: style.font.font, color: style.color });
}

function rule(
  page: PDFPage,
  y: number,
  thickness: number,
  color: Color,
  from = paper.left,
  to = paper.width - paper.right,
) {
  page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color });
}

function drawFoot(page: PDFPage, { plain }: Fonts, name: string, number: string): void {
  const style: Style = { font: plain, size: size.foot, color: ink.quiet };
  rule(page, paper.bottom - 14, 0.5, fill.rule);
  write(page, name, paper.left, paper.bottom - 24, style);
  write(page, number, paper.width - paper.right, paper.bottom - 24, style, 'right');
}

const gap = (height: number): PdfStrip => ({ height, isGap: true, draw: () => undefined });

function wrapped(text: string, width: number, style: Style): string[] {
  const shown = style.font.printable(text);
  return wrapText(shown, width, (piece) => style.font.width(piece, style.size));
}

function layBlock(block: Block, fonts: Fonts): LaidBlock<PdfStrip> {
  switch (block.kind) {
    case 'title':
      return { strips: [titleStrip(block, fonts), gap(8)] };
    case 'heading':
      return { strips: [gap(9), headingStrip(block, fonts), gap(4)] };
    case 'facts':
      return { strips: [...factStrips(block.columns, fonts), gap(6)] };
    case 'text':
      return { strips: [gap(2), ...textStrips(block, fonts)] };
    case 'table': {
      const head = tableHead(block.columns, fonts);
      return { strips: [head, ...block.rows.flatMap((row) => rowStrips(block.columns, row, fonts))], repeated: [head] };
    }
  }
}

function titleStrip({ text, right = '' }: Extract<Block, { kind: 'title' }>, { bold }: Fonts): PdfStrip {
  const style: Style = { font: bold, size: size.title, color: ink.accent };
  return {
    height: 30,
    draw(page, top) {
      write(page, text, paper.left, top - 16, style);
      write(page, right, paper.width - paper.right, top - 16, style, 'right');
      rule(page, top - 25, 1.6, ink.accent);
    },
  };
}

function headingStrip({ text, right = '' }: Extract<Block, { kind: 'heading' }>, fonts: Fonts): PdfStrip {
  const left: Style = { font: fonts.bold, size: size.heading, color: ink.accent };
  const quiet: Style = { font: fonts.plain, size: size.body, color: ink.accent };
  const inset = 5;
  const rightWidth = fonts.plain.width(fonts.plain.printable(right), size.body);
  const lines = wrapped(text, bodyWidth - rightWidth - 3 * inset, left);
  const height = 5 + lines.length * 12;
  return {
    height,
    draw(page, top) {
      page.drawRectangle({ x: paper.left, y: top - height, width: bodyWidth, height, color: fill.band });
      for (const [index, line] of lines.entries()) write(page, line, paper.left + inset, top - 12 - index * 12, left);
      write(page, right, paper.width - paper.right - inset, top - 12, quiet, 'right');
    },
  };
}

function textStrips({ text, tone }: Extract<Block, { kind: 'text' }>, { plain, bold }: Fonts): PdfStrip[] {
  const isWarning = tone === 'warning';
  const style: Style = {
    font: isWarning ? bold : plain,
    size: size.body,
    color: isWarning ? ink.warning : ink.quiet,
  };
  return wrapped(text, bodyWidth, style).map((line) => ({
    height: leading,
    draw: (page, top) => write(page, line, paper.left, top - 8, style),
  }));
}

/** Labels with values, in columns: every line of all columns is one strip. */
function factStrips(columns: readonly (readonly Fact[])[], fonts: Fonts): PdfStrip[] {
  const between = 18;
  const width = (bodyWidth - between * (columns.length - 1)) / Math.max(1, columns.length);
  const laid = columns.map((facts) => factLines(facts, width, fonts));
  const height = Math.max(0, ...laid.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => ({
    height: leading + 0.6,
    draw(page, top) {
      for (const [column, lines] of laid.entries())
        lines[index]?.(page, paper.left + column * (width + between), top - 8);
    },
  }));
}

type DrawLine = (page: PDFPage, x: number, baseline: number) => void;

function factLines(facts: readonly Fact[], width: number, { plain, bold }: Fonts): DrawLine[] {
  const labels: Style = { font: plain, size: size.body, color: ink.quiet };
  const longest = Math.max(0, ...facts.map(({ label }) => plain.width(plain.printable(label), size.body)));
  const indent = Math.min(longest, width * 0.4) + 8;
  const amountWidth = (bodyWidth / pageCharacters) * amountCharacters;
  return facts.flatMap((fact): DrawLine[] => {
    const style: Style = { font: fact.tone === 'strong' ? bold : plain, size: size.body, color: ink.text };
    const left = wrapped(fact.label, indent - 8, labels);
    const right = wrapped(fact.value, width - indent, style);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => (page, x, baseline) => {
      write(page, left[index] ?? '', x, baseline, labels);
      const end = fact.isAmount ? indent + amountWidth : indent;
      write(page, right[index] ?? '', x + end, baseline, style, fact.isAmount ? 'right' : 'left');
    });
  });
}

/** Where a column begins and ends. */
function columnSpan(columns: readonly Column[], index: number): { readonly from: number; readonly to: number } {
  const all = columns.reduce((sum, { width }) => sum + width, columnGap * (columns.length - 1));
  const unit = bodyWidth / all;
  const before = columns.slice(0, index).reduce((sum, { width }) => sum + width + columnGap, 0);
  const from = paper.left + before * unit;
  return { from, to: from + (columns[index]?.width ?? 0) * unit };
}

function tableHead(columns: readonly Column[], { bold }: Fonts): PdfStrip {
  const style: Style = { font: bold, size: size.label, color: ink.quiet };
  return {
    height: 14,
    draw(page, top) {
      for (const [index, { label, align }] of columns.entries()) {
        const { from, to } = columnSpan(columns, index);
        write(page, label, align === 'right' ? to : from, top - 8, style, align);
      }
      rule(page, top - 11.5, 0.6, fill.rule);
    },
  };
}

/** The lines of a row, each a strip, so that a long one may go on to another page. */
function rowStrips(columns: readonly Column[], row: Row, { plain, bold }: Fonts): PdfStrip[] {
  const isTotal = row.tone === 'total';
  const color = row.tone === 'quiet' ? ink.quiet : ink.text;
  const style: Style = { font: isTotal ? bold : plain, size: size.body, color };
  const cells = placeCells(columns, row).map(({ text, first, last }) => {
    const { from } = columnSpan(columns, first);
    const { to } = columnSpan(columns, last);
    const align = columns[first]?.align ?? 'left';
    return { lines: wrapped(text, to - from, style), x: align === 'right' ? to : from, align };
  });
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, index) => ({
    height: index === 0 && isTotal ? leading + 4 : leading,
    draw(page, top) {
      if (index === 0 && isTotal) rule(page, top - 1.5, 0.6, fill.rule);
      const baseline = top - (index === 0 && isTotal ? 11 : 8);
      for (const { lines, x, align } of cells) write(page, lines[index] ?? '', x, baseline, style, align);
    },
  }));
}
