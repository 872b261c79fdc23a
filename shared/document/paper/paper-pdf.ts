import { PDFDocument, PDFName, type PDFPage, StandardFonts } from 'pdf-lib';
import { type MeasuredFont, measureFont } from '../pdf-text.ts';
import type { FilledBox, PaperClaim } from './fill-boxes.ts';
import { paperForms } from './paper-claim.ts';
import type { Box, PaperForm } from './paper-form.ts';

/** The paper for printing: the form's own stock, or plain paper with a grid of ours. */
export type Stock = 'preprinted' | 'grid';

/** How far the text is shifted on pre-printed stock, in hundredths of an inch: to the right, and down. */
export interface PrintOffset {
  readonly right: number;
  readonly down: number;
}

/** A claim with the PDFs that follow it, such as the earlier payer's explanation of benefits. */
export interface PrintedClaim {
  readonly claim: PaperClaim;
  readonly enclosures: readonly Uint8Array[];
}

/** The file, and the number of pages of each claim including its attachments. */
export interface PrintedPages {
  readonly bytes: Uint8Array;
  readonly pages: readonly number[];
}

/** Letter paper, in points. */
const paper = { width: 612, height: 792 } as const;
const pointsPerHundredth = 0.72;
/** Courier is 0.6 of its size wide. */
const sizeOfPitch = (characterWidth: number): number => characterWidth / 0.6;
const gridInk = { text: '0.1 0.12 0.2', line: '0.62 0.68 0.75', label: '0.3 0.38 0.5' } as const;
const labelSize = { head: 5.2, inside: 3.9 } as const;

interface Fonts {
  readonly typed: MeasuredFont;
  readonly label: MeasuredFont;
}

/** The page, fonts and form for drawing. */
interface Sheet {
  readonly form: PaperForm;
  readonly stock: Stock;
  readonly fonts: Fonts;
  readonly operators: string[];
}

/**
 * Prints claims one after another, each with its attachments. The bytes depend only on the arguments. Pre-printed stock
 * gets only the text; a grid has our own lines, box numbers and labels, and no offset.
 */
export async function paperPdf(
  claims: readonly PrintedClaim[],
  { stock, offset }: { readonly stock: Stock; readonly offset: PrintOffset },
): Promise<PrintedPages> {
  // Without `updateMetadata: false` the library would write the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle('Paper claims. Contains protected health information.', { showInWindowTitleBar: true });
  pdf.setLanguage('en-US');
  const fonts: Fonts = {
    typed: measureFont(pdf.embedStandardFont(StandardFonts.Courier), 'F1'),
    label: measureFont(pdf.embedStandardFont(StandardFonts.Helvetica), 'F2'),
  };
  const pages: number[] = [];
  for (const { claim, enclosures } of claims) {
    const before = pdf.getPageCount();
    const form = paperForms[claim.form];
    for (const [index, filled] of claim.pages.entries()) {
      const sheet: Sheet = { form, stock, fonts, operators: [] };
      if (stock === 'grid') drawGrid(sheet, `Page ${index + 1} of ${claim.pages.length}`);
      for (const box of filled) drawText(sheet, box, stock === 'grid' ? { right: 0, down: 0 } : offset);
      finishPage(pdf.addPage([paper.width, paper.height]), sheet);
    }
    for (const bytes of enclosures) {
      const enclosed = await PDFDocument.load(bytes, { updateMetadata: false });
      for (const page of await pdf.copyPages(enclosed, enclosed.getPageIndices())) pdf.addPage(page);
    }
    pages.push(pdf.getPageCount() - before);
  }
  return { bytes: await pdf.save(), pages };
}

function finishPage({ node, doc }: PDFPage, { fonts, operators }: Sheet): void {
  for (const { font, name } of Object.values(fonts)) node.setFontDictionary(PDFName.of(name), font.ref);
  node.addContentStream(doc.context.register(doc.context.flateStream(operators.join('\n'))));
}

/** Positions are rounded to hundredths of a point. */
const place = (points: number): string => String(Math.round(points * 100) / 100);

/** The lower left corner of a box's first character cell, counted from the paper's lower left corner. */
function cornerOf({ left, top, characterWidth, lineHeight }: PaperForm, { row, column }: Box) {
  return { x: left + (column - 1) * characterWidth, y: paper.height - top - row * lineHeight };
}

/** Draws text in its box, each character in its own cell. */
function drawText(
  { form, stock, fonts, operators }: Sheet,
  { box, text }: FilledBox,
  { right, down }: PrintOffset,
): void {
  const { x, y } = cornerOf(form, box);
  const indent = box.align === 'right' ? (box.width - text.length) * form.characterWidth : 0;
  // With a grid, labels are above the text. So the text is smaller and lower, at the same places. It stays clear of the
  // labels even if a viewer replaces Courier by a font with higher capitals.
  const isGrid = stock === 'grid';
  const size = sizeOfPitch(form.characterWidth) * (isGrid ? 0.7 : 1);
  const spread = form.characterWidth - size * 0.6;
  const [from, baseline] = [
    x + indent + spread / 2 + right * pointsPerHundredth,
    y + (isGrid ? 1.6 : 2.6) - down * pointsPerHundredth,
  ];
  const color = stock === 'grid' ? gridInk.text : '0 0 0';
  const glyphs = fonts.typed.font.encodeText(fonts.typed.printable(text)).toString();
  operators.push(
    `BT ${color} rg /${fonts.typed.name} ${place(size)} Tf ${place(spread)} Tc ${place(from)} ${place(baseline)} Td ${glyphs} Tj ET`,
  );
}

/** Our own lines, numbers and labels, without the form's artwork. */
function drawGrid(sheet: Sheet, number: string): void {
  const { form, operators } = sheet;
  operators.push(`${gridInk.line} RG 0.4 w`);
  for (const box of form.boxes) {
    const { x, y } = cornerOf(form, box);
    const height = form.lineHeight * (hasCellForHead(sheet, box) ? 2 : 1);
    operators.push(
      `${place(x - 0.8)} ${place(y)} ${place(box.width * form.characterWidth + 1.6)} ${place(height)} re S`,
    );
  }
  for (const box of form.boxes) {
    const { x, y } = cornerOf(form, box);
    const size = box.hasHead ? labelSize.head : labelSize.inside;
    const baseline = box.hasHead ? y + form.lineHeight + 3 : y + form.lineHeight - size + 0.6;
    drawLabel(sheet, box.label, { x, baseline, size });
  }
  drawLabel(sheet, `${form.title}. ${number}. Not the form itself.`, { x: 40, baseline: 8, size: 6 });
}

/**
 * Whether the cell's border includes its label. The label of a cross, or a label that is wider than its box, is above
 * the border instead.
 */
function hasCellForHead({ form, fonts }: Sheet, { hasHead, label, width }: Box): boolean {
  return (
    hasHead && label !== '' && width > 1 && fonts.label.width(label, labelSize.head) <= width * form.characterWidth
  );
}

function drawLabel(
  { fonts, operators }: Sheet,
  label: string,
  { x, baseline, size }: { readonly x: number; readonly baseline: number; readonly size: number },
): void {
  if (label === '') return;
  const glyphs = fonts.label.font.encodeText(fonts.label.printable(label)).toString();
  operators.push(
    `BT ${gridInk.label} rg /${fonts.label.name} ${size} Tf 0 Tc ${place(x)} ${place(baseline)} Td ${glyphs} Tj ET`,
  );
}
