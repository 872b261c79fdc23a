import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Block, type Document, placeCells, wrapText } from '../../../shared/document/document.ts';
import { paginate } from '../../../shared/document/paginate.ts';
import { pdfPages } from '../../../shared/document/pdf-pages.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import { textsOfPdf } from '../../support/pdf-content.ts';

const length = (text: string) => text.length;
const columns = [
  { label: 'What', width: 60, align: 'left' },
  { label: 'Why', width: 20, align: 'left' },
  { label: 'Amount', width: 16, align: 'right' },
] as const;
const table = (rows: number): Block => ({
  kind: 'table',
  columns,
  rows: Array.from({ length: rows }, (_, index) => ({ cells: [`row ${index}`, '', '1.00'] })),
});
const documentOf = (...blocks: readonly Block[]): Document => ({ name: 'Synthetic', blocks });
const pagesOf = (document: Document) => textPages(document).split('\f');

describe('wrapping', () => {
  test.prop([fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 40 })])(
    'keeps every character except the spaces at which it breaks, and no line is too wide',
    (text, width) => {
      const lines = wrapText(text, width, length);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect([...line].length <= width || line.length <= width).toBe(true);
    },
  );
});

describe('a word that is wider than a line', () => {
  test('is cut after a hyphen where there is one', () => {
    expect(wrapText('Featherstonehaugh-Cholmondeley-Vega', 22, length)).toEqual([
      'Featherstonehaugh-',
      'Cholmondeley-Vega',
    ]);
    expect(wrapText('abcdefghij', 4, length)).toEqual(['abcd', 'efgh', 'ij']);
  });
});

describe('the foot of a page', () => {
  test('has the name in as many lines as it needs beside the number', async () => {
    const name = 'Final notice before your account goes to a collection agency, account acc_1. Synthetic. '
      .repeat(2)
      .trim();
    const placed = textsOfPdf(await pdfPages({ name, blocks: [{ kind: 'text', text: 'All' }] }));
    const texts = placed.map(({ text }) => text);
    expect(texts).not.toContain(name);
    expect(texts.join(' ')).toContain(name);
    expect(texts).toContain('Page 1 of 1');
  });
});

describe('a row of several lines', () => {
  test('stays on one page, unless it is long', () => {
    const rows = (lines: number, count: number): Document =>
      documentOf({
        kind: 'table',
        columns: [{ label: 'What', width: 10, align: 'left' }],
        rows: Array.from({ length: count }, (_, index) => ({
          cells: [`start${index} ${'x'.repeat(10 * (lines - 1))}`],
        })),
      });
    for (const [index, page] of pagesOf(rows(7, 30)).entries()) {
      if (index > 0) expect(page.split('\n')[2]).toMatch(/^start/);
    }
    expect(pagesOf(rows(100, 2))).toHaveLength(4);
  });
});

describe('a text that explains what is before it', () => {
  test('starts on the same page as its heading and its table', () => {
    const visit = (number: number): Block[] => [
      { kind: 'heading', text: `visit ${number}` },
      table(1),
      { kind: 'text', text: `why ${number}`, follows: true },
    ];
    const pages = pagesOf(documentOf(...Array.from({ length: 60 }, (_, number) => visit(number)).flat()));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      const numbers = (word: string) => [...page.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].map(([, own]) => own);
      expect(numbers('why')).toEqual(numbers('visit'));
    }
  });
});

describe('a row', () => {
  test('lets text extend over empty cells, and leaves amounts in their column', () => {
    expect(placeCells(columns, { cells: ['long text', '', '1.00'] })).toEqual([
      { text: 'long text', first: 0, last: 1 },
      { text: '1.00', first: 2, last: 2 },
    ]);
  });
});

describe('pages of text', () => {
  test('have 62 lines of at most 100 characters, each with its number', () => {
    const pages = pagesOf(documentOf({ kind: 'title', text: 'All', right: '1.00' }, table(150)));
    expect(pages).toHaveLength(3);
    for (const [index, page] of pages.entries()) {
      const lines = page.split('\n');
      expect(lines).toHaveLength(63);
      expect(Math.max(...lines.map(length))).toBeLessThanOrEqual(100);
      expect(page.trimEnd().endsWith(`Page ${index + 1} of 3`)).toBe(true);
    }
  });

  test('repeat a table’s head where it continues, and lose no row', () => {
    const pages = pagesOf(documentOf(table(150)));
    for (const page of pages) expect(page.startsWith('What ')).toBe(true);
    const rows = pages.join('').match(/row \d+/g);
    expect(rows).toEqual(Array.from({ length: 150 }, (_, index) => `row ${index}`));
  });

  test('keep a heading together with the whole of a code', () => {
    const lay = ({ kind }: Block) => ({ strips: [{ kind, height: kind === 'code' ? 40 : 10 }] });
    const texts = Array.from({ length: 6 }, (): Block => ({ kind: 'text', text: 'before' }));
    const blocks: readonly Block[] = [
      ...texts,
      { kind: 'heading', text: 'Pay' },
      { kind: 'code', text: 'x', beside: [] },
    ];
    const pages = paginate(documentOf(...blocks), lay, { height: 100, beginning: 20 });
    expect(pages.map((page) => page.map(({ kind }) => kind).join(' '))).toEqual([
      'text text text text text text',
      'heading code',
    ]);
  });

  test('keep a heading together with the facts and the first rows below it', () => {
    const claim: readonly Block[] = [
      { kind: 'heading', text: 'A claim' },
      { kind: 'facts', columns: [[{ label: 'Number', value: '1' }]] },
      table(5),
    ];
    for (let before = 40; before < 60; before += 1) {
      const pages = pagesOf(documentOf(table(before), ...claim));
      const page = pages.find((each) => each.includes('A claim'));
      expect(page).toContain('Number');
      expect(page?.slice(page.indexOf('A claim'))).toContain('row 0');
    }
  });

  test('start where a title requires it', () => {
    const title = { kind: 'title', text: 'Second', startsPage: true } as const;
    expect(pagesOf(documentOf({ kind: 'text', text: 'first' }, title))).toHaveLength(2);
  });
});

describe('pages of PDF', () => {
  test('are the same bytes for the same document, whatever the time', async () => {
    const document = documentOf({ kind: 'title', text: 'All' }, table(100));
    const first = await pdfPages(document);
    const again = await pdfPages(document);
    expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
    expect(Buffer.from(first).toString('latin1')).not.toMatch(/CreationDate|ModDate/);
  });

  test('accept any text that a payer may send', async () => {
    const text = 'Zoë Łukasz 王 \u0000\u0007 – … \uD800 ✓'.repeat(20);
    const facts: Block = { kind: 'facts', columns: [[{ label: text, value: text }], []] };
    const rows: Block = { kind: 'table', columns, rows: [{ cells: [text, text, text], tone: 'total' }] };
    const pdf = await pdfPages(documentOf({ kind: 'heading', text, right: text }, facts, rows));
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a title', () => {
  test('that is too long for its line continues below, and does not move the text at its right', async () => {
    const text = 'Appeal of claim S040G2081040G20Q: medical necessity';
    const pdf = await pdfPages(documentOf({ kind: 'title', text, right: 'November 27, 2026' }));
    const [first, second, right] = textsOfPdf(pdf);
    expect(`${first?.text} ${second?.text}`).toBe(text);
    expect(second?.y).toBeLessThan(first?.y ?? 0);
    expect(right).toMatchObject({ text: 'November 27, 2026', y: first?.y });
  });
});
