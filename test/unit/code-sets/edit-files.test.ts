import { describe, expect, test } from 'vitest';
import type { CodeSetFormat } from '../../../shared/code-sets/format.ts';
import { formats } from '../../../shared/code-sets/formats.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';
import { editFiles } from '../../support/edit-files.ts';

const formatOf = (kind: string) => formats.find((format) => format.kind === kind) as CodeSetFormat;

/** Ways to damage any file, so that nothing may be loaded. `firstRow` is the line of the first row, counted from 1. */
function damaged(text: string, firstRow: number): readonly (readonly [string, string])[] {
  const lines = text.split(/\r?\n/);
  const row = lines[firstRow - 1] as string;
  const withRow = (changed: string) => [...lines.slice(0, firstRow - 1), changed, ...lines.slice(firstRow)].join('\n');
  const separator = row.includes('\t') ? '\t' : ',';
  const isSeparated = row.includes(separator);
  return [
    ['a row that is cut', withRow(row.slice(0, 2))],
    ['a row that moved by one', withRow(isSeparated ? `${separator}${row}` : ` ${row}`)],
    ['a control character', withRow(`${row.slice(0, 2)}\u0007${row.slice(2)}`)],
    ['a byte that is no text', withRow(`${row.slice(0, 2)}\ufffd${row.slice(2)}`)],
  ];
}

describe.each(editFiles)('$kind, $name', ({ kind, name, generate, firstRow, rows }) => {
  test('is recognised as its own kind only, and read whole', async () => {
    for (const size of [{ seed: 'one' }, { seed: 'two', rows: 500 }]) {
      const text = [...generate(size)].join('');
      for (const form of [text, `\ufeff${text}`, text.replaceAll('\r\n', '\n')]) {
        const recognised = formats.filter((format) => format.recognises(headOf(form, name)));
        expect(recognised.map((format) => format.kind)).toEqual([kind]);
      }
      const { rows: read, fault } = await readWhole(formatOf(kind), text, name);
      expect(fault).toBeUndefined();
      expect(read.length).toBeGreaterThan(0);
    }
  });

  test('is the same for the same seed', () => {
    const size = { seed: 'again', rows: 300 };
    expect([...generate(size)].join('')).toBe([...generate(size)].join(''));
  });

  test('gives the rows of its lines', async () => {
    const { rows: read } = await readWhole(formatOf(kind), [...generate({ seed: 'rows' })].join(''), name);
    for (const row of rows) expect(read).toContainEqual(row);
  });

  test.each(damaged([...generate({ seed: 'rows' })].join(''), firstRow))(
    'loads nothing with %s, and names the line',
    async (_what, text) => {
      const { fault } = await readWhole(formatOf(kind), text, name);
      expect(fault?.line).toBe(firstRow);
      expect(fault?.column).toBeGreaterThanOrEqual(1);
    },
  );
});

/** A file of the demonstration's size in which one text, which must occur, is replaced. */
function changed(file: string, from: string, to: string): readonly [kind: string, name: string, text: string] {
  const { kind, name, generate } = editFiles.find((each) => each.name === file) as (typeof editFiles)[number];
  const text = [...generate({ seed: 'rows' })].join('');
  expect(text).toContain(from);
  return [kind, name, text.replace(from, to)];
}

const ptp = 'ccipra-v323r0-f4.TXT';
const mueFile = 'MCR_MUE_PractitionerServices_Eff_10-01-2026.csv';
const fees = 'PPRRVU2026_Oct_nonQPP.csv';

describe('a file with one wrong cell', () => {
  test.each([
    ['a day that does not exist', ptp, '20180101\t20251231', '20180230\t20251231', { line: 12, column: 4 }],
    ['a deletion day that does not exist', ptp, '\t20251231', '\t20251301', { line: 12, column: 5 }],
    ['an indicator that is none', ptp, '*\t0\tLab', '*\t2\tLab', { line: 14, column: 6 }],
    ['a rationale that is cut', ptp, 'Laboratory panel', 'Laboratory pan', { line: 14, column: 7 }],
    ['a cell too many', ptp, 'Laboratory panel', 'Laboratory panel\tand more', { line: 14 }],
    ['other headers', ptp, 'Column 1\tColumn 2', 'First\tSecond', { line: 14, column: 1 }],
    ['an adjudication that is none', mueFile, '3 Date', '4 Date', { line: 12, column: 3 }],
    ['units that are no number', mueFile, 'X9001,1,', 'X9001,one,', { line: 7, column: 2 }],
    ['the same code twice', mueFile, 'X9002,', 'X9001,', { line: 8, column: 1 }],
    ['a header that is missing', mueFile, 'MUE Rationale', 'Why', { line: 5, column: 1 }],
    ['a day 366 of a year without it', 'AOC_V2026Q4-F-MCR.txt', '2024366', '2023366', { line: 2, column: 33 }],
    ['a type that is none', 'AOC_V2026Q4-MCR.txt', '2\tX9091', '4\tX9091', { line: 5, column: 1 }],
    ['global days that are none', fees, ',010,', ',011,', { line: 14, column: 15 }],
    ['relative values with three places', fees, '1.92', '1.925', { line: 9, column: 6 }],
    ['a header that is missing', fees, 'BILAT', 'OTHER', { column: 1 }],
    ['an index that is no number', 'GPCI2026.csv', '0.989', '0,989', { line: 4 }],
    ['a state that is none', 'GPCI2026.csv', ',OH,', ',Ohio,', { line: 4, column: 2 }],
    ['a line that is cut', 'ZIP5_OCT2026.txt', '20264\r\nOH45761', '202\r\nOH45761', { line: 2, column: 79 }],
    [
      'units that are no number',
      'anesthesia-base-units-2026.csv',
      'anesthesia,5',
      'anesthesia,-5',
      { line: 3, column: 3 },
    ],
    ['a factor that is no number', 'ANES2026.csv', '20.10', 'n/a', { line: 2, column: 5 }],
    [
      'a product number that is none',
      'October 2026 ASP NDC-HCPCS Crosswalk.csv',
      '99999-0101-01',
      '9999-0101-01',
      { line: 4, column: 4 },
    ],
    ['a code that is none', 'waived-tests.csv', 'X9020QW', 'X902QW', { line: 4, column: 1 }],
    ['a day that does not exist', 'article.csv', '2024-10-01 00', '2024-10-41 00', { line: 2, column: 9 }],
    ['a diagnosis that is none', 'article_x_icd10_covered.csv', 'J45.901', '45.901', { line: 3, column: 3 }],
  ])('%s (%s) loads nothing, and the fault names the place', async (_what, file, from, to, place) => {
    const [kind, name, text] = changed(file, from, to);
    expect((await readWhole(formatOf(kind), text, name)).fault).toMatchObject(place);
  });

  test('the lists of the code editor must all be there, and end at a heading', async () => {
    const editor = 'definitions-of-medicare-code-edits-v44.txt';
    const [kind, name, text] = changed(editor, 'D. Adult diagnoses (age', 'D. Some diagnoses (age');
    expect((await readWhole(formatOf(kind), text, name)).fault?.detail).toContain('adult diagnoses');
    const cut = changed(editor, '10. Edit discontinued', '')[2].split('20. Unspecified')[0] as string;
    expect((await readWhole(formatOf(kind), cut, name)).fault?.detail).toContain('incomplete');
  });
});

describe('the facts that a file states about its release', () => {
  test.each([
    [ptp, '2026Q4', '2026-10-01'],
    [mueFile, '2026Q4', '2026-10-01'],
    ['AOC_V2026Q4-F-MCR.txt', '2026Q4', '2026-10-01'],
    [fees, '2026Q4', '2026-10-01'],
    ['GPCI2026.csv', '2026', '2026-01-01'],
    ['ZIP5_OCT2026.txt', '2026Q4', '2026-10-01'],
    ['ANES2026.csv', '2026', '2026-01-01'],
    ['definitions-of-medicare-code-edits-v44.txt', 'v44', '2026-10-01'],
    ['October 2026 ASP NDC-HCPCS Crosswalk.csv', '2026Q4', '2026-10-01'],
    ['waived-tests.csv', '2026-10-01', '2026-10-01'],
  ])('%s is of %s, from %s on', (file, release, effectiveFrom) => {
    const { kind, name, generate } = editFiles.find((each) => each.name === file) as (typeof editFiles)[number];
    const head = headOf([...generate({ seed: 'rows' })].join(''), name);
    expect(formatOf(kind).stated(head)).toEqual({ release, effectiveFrom });
  });

  test('the parts of a release are distinguished', () => {
    const partOf = (name: string) => formatOf('ncci-ptp-practitioner').parts?.of({ name, text: '' });
    expect(['ccipra-v323r0-f1.TXT', 'ccipra-v323r0-f4.txt', 'ccipra.txt'].map(partOf)).toEqual(['f1', 'f4', undefined]);
    const feePart = (name: string) => formatOf('mpfs').parts?.of({ name, text: '' });
    expect(['PPRRVU2026_Oct_QPP.csv', fees, 'PPRRVU25_JAN.csv'].map(feePart)).toEqual(['QPP', 'nonQPP', 'nonQPP']);
  });
});

describe('other lines of published files beside their rows', () => {
  test.each([
    ['the end-of-file character of DOS', 'GPCI2026.csv', 'law.,,,,,,,\r\n', 'law.,,,,,,,\r\n\u001a'],
    ['cells that a spreadsheet left empty behind the last', ptp, 'Laboratory panel', 'Laboratory panel\t\t'],
    ['a notice above lines of fixed width', 'AOC_V2026Q4-F-MCR.txt', '1X9032', 'SYNTHETIC notice\r\n1X9032'],
    ['a year before the name of a factor', 'ANES2026.csv', 'Non-Qualifying APM', '2026 Non-Qualifying APM'],
    ['a dollar sign', 'ANES2026.csv', ',20.10', ',$20.10'],
    [
      'words over the codes of a list',
      'definitions-of-medicare-code-edits-v44.txt',
      'A33\t',
      'Code\tDescription\r\nA33\t',
    ],
    ['an article without codes', 'article_x_hcpc_code.csv', 'X9024', 'XX000'],
    ['an article without diagnoses', 'article_x_icd10_covered.csv', 'J44.9', 'XX000'],
    ['an article that has not begun', 'article.csv', ',2020-01-01 00:00:00,,2024-10-01 00:00:00,', ',,,,'],
    ['a vertical tab in a cell', 'article.csv', 'Synthetic Ultrasound', 'Synthetic\u000bUltrasound'],
  ])('%s (%s) is no fault', async (_what, file, from, to) => {
    const [kind, name, text] = changed(file, from, to);
    expect(formats.filter((format) => format.recognises(headOf(text, name))).map((format) => format.kind)).toEqual([
      kind,
    ]);
    expect((await readWhole(formatOf(kind), text, name)).fault).toBeUndefined();
  });
});
