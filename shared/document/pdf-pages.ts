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
import { keptTogether, type LaidBlock, paginate } from './paginate.ts';
import { chartStrip } from './pdf-chart.ts';
import {
  bodyWidthOf,
  ink,
  type Kit,
  type PdfStrip,
  paperOf,
  place,
  rule,
  type Sheet,
  type Style,
  size,
  write,
} from './pdf-sheet.ts';
import { measureFont } from './pdf-text.ts';

const leading = 10.6;
const fill = { band: '0.91 0.938 0.96', rule: '0.75 0.79 0.83' } as const;

/**
 * The files have few objects: packing them together saves no space, and pausing between them takes longer than writing
 * them.
 */
const saved = { useObjectStreams: false, objectsPerTick: Number.POSITIVE_INFINITY } as const;

/**
 * Writes a document as a PDF of numbered letter pages. The bytes depend only on the document: no clock, no random id.
 * Characters that the standard fonts lack are replaced by their plain letters or question marks.
 */
export async function pdfPages(document: Document): Promise<Uint8Array> {
  return (await countedPdfPages(document)).bytes;
}

/** Writes a document as a PDF, and counts its pages. */
export async function countedPdfPages(
  document: Document,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  // Without `updateMetadata: false` the library would write the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(document.name, { showInWindowTitleBar: true });
  pdf.setLanguage(document.language === 'es' ? 'es-US' : 'en-US');
  const paper = paperOf(document);
  const kit: Kit = {
    paper,
    plain: measureFont(pdf.embedStandardFont(StandardFonts.Helvetica), 'F1'),
    bold: measureFont(pdf.embedStandardFont(StandardFonts.HelveticaBold), 'F2'),
  };
  const room = { height: paper.height - paper.top - paper.bottom, beginning: 4 * leading };
  const pages = paginate(document, (block) => layBlock(block, kit), room);
  for (const [index, strips] of pages.entries()) {
    const sheet: Sheet = [];
    let top = paper.height - paper.top;
    for (const strip of strips) {
      strip.draw(sheet, top);
      top -= strip.height;
    }
    drawFoot(sheet, kit, document.name, pageNumber(document, index + 1, pages.length));
    finishPage(pdf.addPage([paper.width, paper.height]), sheet, kit);
  }
  return { bytes: await pdf.save(saved), pages: pages.length };
}

function finishPage({ node, doc }: PDFPage, sheet: Sheet, { plain, bold }: Kit): void {
  for (const { font, name } of [plain, bold]) node.setFontDictionary(PDFName.of(name), font.ref);
  const content = deflateSync(sheet.join('\n'));
  node.addContentStream(doc.context.register(doc.context.stream(content, { Filter: 'FlateDecode' })));
}

/** The document's name takes as many lines as it needs next to the page number. */
function drawFoot(sheet: Sheet, { plain, paper }: Kit, name: string, number: string): void {
  const style: Style = { font: plain, size: size.foot, color: ink.quiet };
  rule(sheet, paper, { y: paper.bottom - 14, thickness: 0.5, color: fill.rule });
  const baseline = paper.bottom - 24;
  const room = bodyWidthOf(paper) - plain.width(plain.printable(number), size.foot) - 2 * size.foot;
  for (const [index, line] of wrapped(name, room, style).entries()) {
    write(sheet, line, { x: paper.left, baseline: baseline - index * (size.foot + 1) }, style);
  }
  write(sheet, number, { x: paper.width - paper.right, baseline, align: 'right' }, style);
}

const gap = (height: number): PdfStrip => ({ height, isGap: true, draw: () => undefined });

/**
 * Tolerance for text that just fits: the widths of a line's words, added up, differ from the line's own width by less
 * than this.
 */
const hair = 0.001;

function wrapped(text: string, width: number, style: Style): string[] {
  const shown = style.font.printable(text);
  return wrapText(shown, width + hair, (piece) => style.font.width(piece, style.size));
}

function layBlock(block: Block, kit: Kit): LaidBlock<PdfStrip> {
  switch (block.kind) {
    case 'title':
      return { strips: [titleStrip(block, kit), gap(8)] };
    case 'heading':
      return { strips: [gap(9), headingStrip(block, kit), gap(4)] };
    case 'facts':
      return { strips: [...factStrips(block.columns, kit), gap(6)] };
    case 'text':
      return { strips: [gap(2), ...textStrips(block, kit)] };
    case 'code':
      return { strips: [gap(2), codeStrip(block, kit), gap(4)] };
    case 'chart':
      return { strips: [gap(4), chartStrip(block.chart, kit), gap(4)] };
    case 'table': {
      const head = tableHead(block.columns, kit);
      return {
        strips: [head, ...block.rows.flatMap((row) => keptTogether(rowStrips(block.columns, row, kit)))],
        repeated: [head],
      };
    }
  }
}

function titleStrip({ text, right = '' }: Extract<Block, { kind: 'title' }>, { bold, paper }: Kit): PdfStrip {
  const style: Style = { font: bold, size: size.title, color: ink.accent };
  const besides = right === '' ? 0 : bold.width(bold.printable(right), size.title) + size.title;
  const lines = wrapped(text, bodyWidthOf(paper) - besides, style);
  const leading = 22;
  const below = (lines.length - 1) * leading;
  return {
    height: 30 + below,
    draw(sheet, top) {
      const baseline = top - 16;
      for (const [index, line] of lines.entries()) {
        write(sheet, line, { x: paper.left, baseline: baseline - index * leading }, style);
      }
      write(sheet, right, { x: paper.width - paper.right, baseline, align: 'right' }, style);
      rule(sheet, paper, { y: top - 25 - below, thickness: 1.6, color: ink.accent });
    },
  };
}

function headingStrip({ text, right = '' }: Extract<Block, { kind: 'heading' }>, kit: Kit): PdfStrip {
  const { paper } = kit;
  const bodyWidth = bodyWidthOf(paper);
  const left: Style = { font: kit.bold, size: size.heading, color: ink.accent };
  const quiet: Style = { font: kit.plain, size: size.body, color: ink.accent };
  const inset = 5;
  const rightWidth = kit.plain.width(kit.plain.printable(right), size.body);
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

function textStrips({ text, tone }: Extract<Block, { kind: 'text' }>, { plain, bold, paper }: Kit): PdfStrip[] {
  const isWarning = tone === 'warning';
  const style: Style = {
    font: isWarning ? bold : plain,
    size: size.body,
    // Never in grey: this is the text of a letter, or a text that the law requires, and it may be faxed.
    color: isWarning ? ink.warning : ink.text,
  };
  return wrapped(text, bodyWidthOf(paper), style).map((line) => ({
    height: leading,
    draw: (sheet, top) => write(sheet, line, { x: paper.left, baseline: top - 8 }, style),
  }));
}

/** The space between a QR code and the lines next to it. */
const codeGap = 18;

/** The side of a QR code: one inch, which a phone can read from some inches away. */
const codeSide = 72;

/** A QR code: each row of the code is drawn as its runs of dark modules. */
function codeStrip({ text, beside }: Extract<Block, { kind: 'code' }>, { plain, paper }: Kit): PdfStrip {
  const style: Style = { font: plain, size: size.body, color: ink.text };
  const room = bodyWidthOf(paper) - codeSide - codeGap;
  const lines = beside.flatMap((line) => wrapped(line, room, style));
  // The library always adds a border. It is cut off, because the paper around the code is white anyway.
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const module = codeSide / rows.length;
  return {
    // The white border is part of the code.
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
function factStrips(columns: readonly (readonly Fact[])[], kit: Kit): PdfStrip[] {
  const { paper } = kit;
  const between = 18;
  const width = (bodyWidthOf(paper) - between * (columns.length - 1)) / Math.max(1, columns.length);
  const laid = columns.map((facts) => factLines(facts, width, kit));
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

function factLines(facts: readonly Fact[], width: number, { plain, bold, paper }: Kit): DrawLine[] {
  const labels: Style = { font: plain, size: size.body, color: ink.quiet };
  const longest = Math.max(0, ...facts.map(({ label }) => plain.width(plain.printable(label), size.body)));
  const labelWidth = Math.min(longest, width * 0.4);
  const indent = labelWidth + 8;
  const amountWidth = (bodyWidthOf(paper) / pageCharacters) * amountCharacters;
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
function columnSpan(
  columns: readonly Column[],
  index: number,
  { paper }: Kit,
): { readonly from: number; readonly to: number } {
  const all = columns.reduce((sum, { width }) => sum + width, columnGap * (columns.length - 1));
  const unit = bodyWidthOf(paper) / all;
  const before = columns.slice(0, index).reduce((sum, { width }) => sum + width + columnGap, 0);
  const from = paper.left + before * unit;
  return { from, to: from + (columns[index]?.width ?? 0) * unit };
}

function tableHead(columns: readonly Column[], kit: Kit): PdfStrip {
  const { bold, paper } = kit;
  const style: Style = { font: bold, size: size.label, color: ink.quiet };
  return {
    height: 14,
    draw(sheet, top) {
      for (const [index, { label, align }] of columns.entries()) {
        const { from, to } = columnSpan(columns, index, kit);
        write(sheet, label, { x: align === 'right' ? to : from, baseline: top - 8, align }, style);
      }
      rule(sheet, paper, { y: top - 11.5, thickness: 0.6, color: fill.rule });
    },
  };
}

/** The lines of a row, each a strip. */
function rowStrips(columns: readonly Column[], row: Row, kit: Kit): PdfStrip[] {
  const { plain, bold, paper } = kit;
  const isTotal = row.tone === 'total';
  const color = row.tone === 'quiet' ? ink.quiet : ink.text;
  const style: Style = { font: isTotal ? bold : plain, size: size.body, color };
  const cells = placeCells(columns, row).map(({ text, first, last }) => {
    const { from } = columnSpan(columns, first, kit);
    const { to } = columnSpan(columns, last, kit);
    const align = columns[first]?.align ?? 'left';
    return { lines: wrapped(text, to - from, style), x: align === 'right' ? to : from, align };
  });
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, index) => ({
    height: index === 0 && isTotal ? leading + 4 : leading,
    draw(sheet, top) {
      if (index === 0 && isTotal) rule(sheet, paper, { y: top - 1.5, thickness: 0.6, color: fill.rule });
      const baseline = top - (index === 0 && isTotal ? 11 : 8);
      for (const { lines, x, align } of cells) write(sheet, lines[index] ?? '', { x, baseline, align }, style);
    },
  }));
}
