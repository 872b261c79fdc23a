import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, type PDFPage, StandardFonts } from 'pdf-lib';
import encodeQR from 'qr';
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
import { type LaidBlock, paginate, type Strip } from './paginate.ts';
import { type MeasuredFont, measureFont } from './pdf-text.ts';

/** Letter paper, in points. */
const paper = { width: 612, height: 792, left: 46, right: 46, top: 46, bottom: 56 } as const;
const bodyWidth = paper.width - paper.left - paper.right;
const size = { title: 18, heading: 9.5, body: 8, label: 7, foot: 6.5 } as const;
const leading = 10.6;
/** Red, green and blue from 0 to 1, as a page's content writes them. */
type Color = string;
const ink = {
  text: '0.12 0.14 0.18',
  quiet: '0.38 0.41 0.47',
  warning: '0.66 0.18 0.08',
  accent: '0.09 0.29 0.44',
} as const satisfies Record<string, Color>;
const fill = { band: '0.91 0.938 0.96', rule: '0.75 0.79 0.83' } as const satisfies Record<string, Color>;

/** A few objects: packing them together saves no room, and pausing between them costs more than writing them. */
const saved = { useObjectStreams: false, objectsPerTick: Number.POSITIVE_INFINITY } as const;

interface PdfStrip extends Strip {
  /** Draws on a page; `top` is the upper edge of the strip, counted from the paper's lower edge. */
  draw(sheet: Sheet, top: number): void;
}

/** The drawing operators of a page, as text: the library's own objects take ten times the memory. */
type Sheet = string[];

interface Fonts {
  readonly plain: MeasuredFont;
  readonly bold: MeasuredFont;
}

/**
 * Writes a document as a PDF of letter pages, numbered. The bytes depend on the document alone: no clock, no random id. What the
 * standard fonts cannot show is replaced by its plain letter or a question mark.
 */
export async function pdfPages(document: Document): Promise<Uint8Array> {
  return (await countedPdfPages(document)).bytes;
}

/** The same, with the number of pages. */
export async function countedPdfPages(
  document: Document,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  // Without `updateMetadata: false` the library would write the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(document.name, { showInWindowTitleBar: true });
  pdf.setLanguage(document.language === 'es' ? 'es-US' : 'en-US');
  const fonts: Fonts = {
    plain: measureFont(pdf.embedStandardFont(StandardFonts.Helvetica), 'F1'),
    bold: measureFont(pdf.embedStandardFont(StandardFonts.HelveticaBold), 'F2'),
  };
  const room = { height: paper.height - paper.top - paper.bottom, beginning: 4 * leading };
  const pages = paginate(document, (block) => layBlock(block, fonts), room);
  for (const [index, strips] of pages.entries()) {
    const sheet: Sheet = [];
    let top = paper.height - paper.top;
    for (const strip of strips) {
      strip.draw(sheet, top);
      top -= strip.height;
    }
    drawFoot(sheet, fonts, document.name, pageNumber(document, index + 1, pages.length));
    finishPage(pdf.addPage([paper.width, paper.height]), sheet, fonts);
  }
  return { bytes: await pdf.save(saved), pages: pages.length };
}

function finishPage({ node, doc }: PDFPage, sheet: Sheet, fonts: Fonts): void {
  for (const { font, name } of Object.values(fonts)) node.setFontDictionary(PDFName.of(name), font.ref);
  const content = deflateSync(sheet.join('\n'));
  node.addContentStream(doc.context.register(doc.context.stream(content, { Filter: 'FlateDecode' })));
}

interface Style {
  readonly font: MeasuredFont;
  readonly size: number;
  readonly color: Color;
}

/** Where a line of text begins, or ends when aligned right. */
interface Spot {
  readonly x: number;
  readonly baseline: number;
  readonly align?: 'left' | 'right';
}

/** Draws one line of text. */
function write(
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
const place = (points: number): string => String(Math.round(points * 100) / 100);

function rule(sheet: Sheet, y: number, thickness: number, color: Color): void {
  const [from, to] = [paper.left, paper.width - paper.right];
  sheet.push(`${color} RG ${thickness} w ${place(from)} ${place(y)} m ${place(to)} ${place(y)} l S`);
}

function drawFoot(sheet: Sheet, { plain }: Fonts, name: string, number: string): void {
  const style: Style = { font: plain, size: size.foot, color: ink.quiet };
  rule(sheet, paper.bottom - 14, 0.5, fill.rule);
  const baseline = paper.bottom - 24;
  write(sheet, name, { x: paper.left, baseline }, style);
  write(sheet, number, { x: paper.width - paper.right, baseline, align: 'right' }, style);
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
    case 'code':
      return { strips: [gap(2), codeStrip(block, fonts), gap(4)] };
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
    draw(sheet, top) {
      const baseline = top - 16;
      write(sheet, text, { x: paper.left, baseline }, style);
      write(sheet, right, { x: paper.width - paper.right, baseline, align: 'right' }, style);
      rule(sheet, top - 25, 1.6, ink.accent);
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
    draw(sheet, top) {
      sheet.push(
        `${fill.band} rg ${place(paper.left)} ${place(top - height)} ${place(bodyWidth)} ${place(height)} re f`,
      );
      const baseline = top - 12;
      for (const [index, line] of lines.entries()) {
        write(sheet, line, { x: paper.left + inset, baseline: baseline - index * 12 }, left);
      }
      write(sheet, right, { x: paper.width - paper.right - inset, baseline, align: 'right' }, quiet);
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
    draw: (sheet, top) => write(sheet, line, { x: paper.left, baseline: top - 8 }, style),
  }));
}

/** The white between a QR code and the lines beside it. */
const codeGap = 18;

/** The side of a QR code: one inch, which a phone reads from a hand's breadth. */
const codeSide = 72;

/** A QR code: each row of the code is drawn as its runs of dark modules. */
function codeStrip({ text, beside }: Extract<Block, { kind: 'code' }>, { plain }: Fonts): PdfStrip {
  const style: Style = { font: plain, size: size.body, color: ink.text };
  const room = bodyWidth - codeSide - codeGap;
  const lines = beside.flatMap((line) => wrapped(line, room, style));
  // The library knows no code without a border: it is cut off again, for the paper around it is white.
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const module = codeSide / rows.length;
  return {
    // The white around it is part of the code.
    height: Math.max(codeSide, lines.length * (leading + 4)) + codeGap,
    draw(sheet, top) {
      sheet.push(`${ink.text} rg`);
      for (const [index, row] of rows.entries()) {
        const y = top - 9 - (index + 1) * module;
        for (let from = row.indexOf(true); from !== -1; ) {
          const end = row.indexOf(false, from);
          const to = end === -1 ? row.length : end;
          const box = [paper.left + from * module, y, (to - from) * module, module];
          sheet.push(`${box.map(place).join(' ')} re`);
          from = row.indexOf(true, to);
        }
      }
      sheet.push('f');
      for (const [index, line] of lines.entries()) {
        const baseline = top - 17 - index * (leading + 4);
        write(sheet, line, { x: paper.left + codeSide + codeGap, baseline }, style);
      }
    },
  };
}

/** Labels with values, in columns: every line of all columns is one strip. */
function factStrips(columns: readonly (readonly Fact[])[], fonts: Fonts): PdfStrip[] {
  const between = 18;
  const width = (bodyWidth - between * (columns.length - 1)) / Math.max(1, columns.length);
  const laid = columns.map((facts) => factLines(facts, width, fonts));
  const height = Math.max(0, ...laid.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => ({
    height: leading + 0.6,
    draw(sheet, top) {
      for (const [column, lines] of laid.entries())
        lines[index]?.(sheet, paper.left + column * (width + between), top - 8);
    },
  }));
}

type DrawLine = (sheet: Sheet, x: number, baseline: number) => void;

function factLines(facts: readonly Fact[], width: number, { plain, bold }: Fonts): DrawLine[] {
  const labels: Style = { font: plain, size: size.body, color: ink.quiet };
  const longest = Math.max(0, ...facts.map(({ label }) => plain.width(plain.printable(label), size.body)));
  const labelWidth = Math.min(longest, width * 0.4);
  const indent = labelWidth + 8;
  const amountWidth = (bodyWidth / pageCharacters) * amountCharacters;
  return facts.flatMap((fact): DrawLine[] => {
    const style: Style = { font: fact.tone === 'strong' ? bold : plain, size: size.body, color: ink.text };
    const left = wrapped(fact.label, labelWidth, labels);
    const right = wrapped(fact.value, width - indent, style);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => (sheet, x, baseline) => {
      write(sheet, left[index] ?? '', { x, baseline }, labels);
      const end = fact.isAmount ? indent + amountWidth : indent;
      write(sheet, right[index] ?? '', { x: x + end, baseline, align: fact.isAmount ? 'right' : 'left' }, style);
    });
  });
}

/** The left and right edges of a column. */
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
    draw(sheet, top) {
      for (const [index, { label, align }] of columns.entries()) {
        const { from, to } = columnSpan(columns, index);
        write(sheet, label, { x: align === 'right' ? to : from, baseline: top - 8, align }, style);
      }
      rule(sheet, top - 11.5, 0.6, fill.rule);
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
    draw(sheet, top) {
      if (index === 0 && isTotal) rule(sheet, top - 1.5, 0.6, fill.rule);
      const baseline = top - (index === 0 && isTotal ? 11 : 8);
      for (const { lines, x, align } of cells) write(sheet, lines[index] ?? '', { x, baseline, align }, style);
    },
  }));
}
