import { inflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../../shared/document/document.ts';
import { benefitsDocument } from '../../../../shared/document/paper/benefits-document.ts';
import { cms1500 } from '../../../../shared/document/paper/cms-1500/boxes.ts';
import type { PaperClaim } from '../../../../shared/document/paper/fill-boxes.ts';
import { claimOnPaper, paperForms } from '../../../../shared/document/paper/paper-claim.ts';
import { type PrintOffset, paperPdf, type Stock } from '../../../../shared/document/paper/paper-pdf.ts';
import { pdfPages } from '../../../../shared/document/pdf-pages.ts';
import { textPages } from '../../../../shared/document/text-pages.ts';
import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { dentalBoxes, professionalBoxes, professionalFindings } from './golden-boxes.ts';
import { institutionalBoxes } from './golden-institutional.ts';
import { dental, institutional, professional } from './paper-claims.ts';

const madeOn = '2026-11-27' as LocalDate;
const laid = (claim: Claim) => claimOnPaper({ claim }, madeOn);
const boxesOf = ({ pages }: PaperClaim) =>
  pages.map((page) => Object.fromEntries(page.map(({ box, text }) => [box.id, text])));
/** Without the boxes that a golden page names only to say that they are empty. */
const told = (boxes: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(boxes).filter(([, text]) => text !== ''));

describe('a claim on paper', () => {
  test.each([
    ['professional', professional, professionalBoxes],
    ['institutional', institutional, institutionalBoxes],
    ['dental', dental, dentalBoxes],
  ] as const)('has in each box of the %s form what the form’s instructions require', (_, claim, golden) => {
    expect(boxesOf(laid(claim))).toEqual(golden.map(told));
  });

  test('reports which box was cut and what had no box', () => {
    const claim = { ...professional, patientControlNumber: 'SHORT' };
    expect(laid(claim).findings).toEqual(professionalFindings);
    expect(laid(institutional).findings).toContainEqual({ code: 'no-box-left', page: 2, box: '74', lost: 1 });
  });

  test('leaves a box empty instead of cutting an amount, and reports that', () => {
    const [first, ...others] = professional.serviceLines;
    const dear = { ...first, chargeCents: cents(1_234_567_89) } as (typeof professional.serviceLines)[number];
    const paper = laid({ ...professional, serviceLines: [dear, ...others] });
    expect(boxesOf(paper)[0]).not.toHaveProperty('24F.1');
    expect(paper.findings).toContainEqual({ code: 'value-too-wide', page: 1, box: '24F.1', lost: 1 });
  });

  test('names the box of a character that the form cannot show', () => {
    const name = { kind: 'person', last: '王', first: 'MING' } as const;
    const paper = laid({ ...dental, subscriber: { ...dental.subscriber, name } });
    expect(boxesOf(paper)[0]?.['12.1']).toBe('?, MING');
    expect(paper.findings).toContainEqual({ code: 'character-replaced', page: 1, box: '12.1', lost: 1 });
  });

  test('has NONE in box 11 when Medicare pays first, and no answer about other plans', () => {
    const { otherCoverages: _, ...alone } = professional;
    const subscriber = { ...professional.subscriber, filingIndicator: 'MB', payerResponsibility: 'P' };
    const [page] = boxesOf(laid({ ...alone, subscriber }));
    expect(page).toMatchObject({ '1.medicare': 'X', '11': 'NONE' });
    expect(page).not.toHaveProperty(['11d.no']);
  });
});

describe('the explanation of benefits behind a claim', () => {
  test('shows the decision of the payer before, for claim and lines', () => {
    const [line, ...others] = professional.serviceLines;
    const adjustments = [{ group: 'CO', carc: '45', cents: cents(2000) }];
    const adjudications = [{ payerId: '11111', paidCents: cents(6000), adjustments }];
    const claim = {
      ...professional,
      serviceLines: [{ ...(line as (typeof others)[number]), adjudications }, ...others],
    };
    const text = textPages(benefitsDocument(claim) as Document);
    expect(text).toMatch(/FIRST EXAMPLE PLAN/);
    expect(text).toMatch(/Decided on +2026-10-20 +Charged +700\.28/);
    expect(text).toMatch(/2026-10-01 +99213 25 59 +100\.01 +60\.00 +CO-45 20\.00/);
    expect(text).toMatch(/2026-10-01 +99213 25 59 +100\.02 +- +not stated by line/);
  });

  test('does not exist when no payer has decided', () => {
    const { otherCoverages: _, ...alone } = professional;
    expect(benefitsDocument(alone)).toBeUndefined();
  });

  test('is on separate pages behind the form', async () => {
    const enclosures = [await pdfPages(benefitsDocument(professional) as Document)];
    const options = { stock: 'preprinted', offset: { right: 0, down: 0 } } as const;
    const { bytes, pages } = await paperPdf([{ claim: laid(professional), enclosures }], options);
    expect(pages).toEqual([3]);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(3);
  });
});

describe('a form', () => {
  test.each(Object.values(paperForms))('$name has no overlapping boxes, and all are on the sheet', (form) => {
    const taken = new Map<string, string>();
    const ids = new Set<string>();
    for (const { id, row, column, width } of form.boxes) {
      expect(ids.has(id), id).toBe(false);
      ids.add(id);
      for (let at = column; at < column + width; at += 1) {
        expect(taken.get(`${row}/${at}`), `${id} and another in line ${row}`).toBeUndefined();
        taken.set(`${row}/${at}`, id);
      }
      expect(form.left + (column - 1 + width) * form.characterWidth, id).toBeLessThanOrEqual(612);
      expect(form.top + row * form.lineHeight, id).toBeLessThanOrEqual(792);
    }
  });
});

/** Texts on the pages of a PDF with their positions, in points from the lower left corner. */
function textsOf(pdf: Uint8Array) {
  const bytes = Buffer.from(pdf);
  const found: { x: number; y: number; size: number; text: string }[] = [];
  for (const { 0: head, index } of bytes.toString('latin1').matchAll(/stream\r?\n/g)) {
    let content = '';
    try {
      content = inflateSync(bytes.subarray(index + head.length)).toString('latin1');
    } catch {
      continue;
    }
    const drawn = content.matchAll(/\/F1 ([\d.]+) Tf [-\d.]+ Tc ([-\d.]+) ([-\d.]+) Td <([0-9A-F]*)> Tj/g);
    for (const [, size, x, y, hex = ''] of drawn) {
      found.push({ size: Number(size), x: Number(x), y: Number(y), text: Buffer.from(hex, 'hex').toString('latin1') });
    }
  }
  return found;
}

const print = async (stock: Stock, offset: PrintOffset = { right: 0, down: 0 }) =>
  (await paperPdf([{ claim: laid(professional), enclosures: [] }], { stock, offset })).bytes;

describe('printed claims', () => {
  test('have each text in the place of its box', async () => {
    const texts = textsOf(await print('preprinted'));
    expect(texts).toHaveLength(laid(professional).pages.flat().length);
    // Box 1a: line 10, column 50. 0.3 inches and 49 characters of a tenth from the left; ten lines of a sixth from the top, and 2.6 points up.
    expect(texts).toContainEqual({ size: 12, x: 374.4, y: 674.6, text: 'M000123' });
    // Box 28 ends in column 59: six characters, so it begins in column 54. Line 58.
    expect(texts).toContainEqual({ size: 12, x: 403.2, y: 98.6, text: '700 28' });
  });

  test('move by the printer’s offset, in hundredths of an inch, on pre-printed stock only', async () => {
    const offset = { right: 10, down: -5 };
    const moved = textsOf(await print('preprinted', offset));
    // 0.1 inch is 7.2 points; 0.05 inch up is 3.6.
    expect(moved).toContainEqual({ size: 12, x: 381.6, y: 678.2, text: 'M000123' });
    expect(textsOf(await print('grid', offset))).toEqual(textsOf(await print('grid')));
  });

  test('are the same bytes for the same claim, whatever the time', async () => {
    const [first, again] = [await print('grid'), await print('grid')];
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
    expect(Buffer.from(first).toString('latin1')).not.toMatch(/CreationDate|ModDate/);
  });

  test('on pre-printed stock contain only the text', async () => {
    const { bytes: blank } = await paperPdf(
      [{ claim: { form: cms1500.name, pages: [[]], findings: [] }, enclosures: [] }],
      {
        stock: 'preprinted',
        offset: { right: 0, down: 0 },
      },
    );
    expect(textsOf(blank)).toEqual([]);
    expect(Buffer.from(blank).length).toBeLessThan(2000);
  });
});
