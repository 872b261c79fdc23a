import { describe, expect, test } from 'vitest';
import { hcpcs } from '../../../shared/code-sets/formats/hcpcs.ts';
import { cdt, cpt } from '../../../shared/code-sets/formats/office-procedures.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

/** A line of 293 columns with texts at their columns. */
function columns(...texts: readonly (readonly [at: number, text: string])[]): string {
  const line = Array.from({ length: 293 }, () => ' ');
  for (const [at, text] of texts)
    for (const [index, character] of [...text].entries()) line[at - 1 + index] = character;
  return line.join('');
}

const modifier = columns(
  [4, 'LT'],
  [6, '00100'],
  [11, '7'],
  [12, 'Left side'],
  [92, 'Left side'],
  [269, '19840101'],
  [277, '19840101'],
  [293, 'N'],
);
const procedure = columns(
  [1, 'G0439'],
  [6, '00200'],
  [11, '3'],
  [12, 'Annual wellness visit, includes a personalized'],
  [92, 'Ppps, subseq visit'],
  [230, 'D'],
  [257, 'M1B'],
  [269, '20110101'],
  [277, '20110101'],
  [293, 'N'],
);
const continuation = columns(
  [1, 'G0439'],
  [6, '00201'],
  [11, '4'],
  [12, 'prevention plan of service (pps), subsequent visit'],
);
const last = columns(
  [1, 'V5364'],
  [6, '00300'],
  [11, '3'],
  [12, 'Dysphagia screening'],
  [92, 'Dysphagia screening'],
  [269, '20000101'],
  [277, '20260101'],
  [285, '20261231'],
  [293, 'D'],
);
const good = [modifier, procedure, continuation, last];
const file = (lines: readonly string[]) => lines.map((line) => `${line}\r\n`).join('');
const with2 = (text: string) => file([modifier, text, continuation, last]);

describe('the HCPCS file', () => {
  test('joins the lines of a description, and returns modifiers beside procedures', async () => {
    const { rows, fault } = await readWhole(hcpcs, file(good));
    expect(fault).toBeUndefined();
    expect(rows).toEqual([
      { line: 1, modifier: 'LT', description: 'Left side', from: '1984-01-01', to: undefined },
      {
        line: 2,
        code: 'G0439',
        shortDescription: 'Ppps, subseq visit',
        longDescription:
          'Annual wellness visit, includes a personalized prevention plan of service (pps), subsequent visit',
        from: '2011-01-01',
        to: undefined,
        coverage: 'D',
        betos: 'M1B',
      },
      {
        line: 4,
        code: 'V5364',
        shortDescription: 'Dysphagia screening',
        longDescription: 'Dysphagia screening',
        from: '2000-01-01',
        to: '2026-12-31',
      },
    ]);
  });

  test.each([
    ['columns that moved by one', with2(` ${procedure.slice(0, -1)}`), { line: 2 }],
    ['a line that is cut', with2(procedure.slice(0, 100)), { line: 2, column: 269 }],
    ['a day that does not exist', with2(procedure.replace('20110101', '20110231')), { line: 2, column: 269 }],
    ['a code of CPT', with2(procedure.replace('G0439', '99213')), { line: 2, column: 1 }],
    ['a continuation of another code', file([modifier, continuation, last]), { line: 2, column: 1 }],
    ['another kind of record', with2(procedure.replace('002003', '002005')), { line: 2, column: 11 }],
    ['the same code twice', file([modifier, procedure, continuation, procedure, last]), { line: 4, column: 1 }],
    ['an end before the codes with V', file(good.slice(0, 3)), { line: 3, column: 1 }],
    ['a control character', with2(procedure.replace('Annual', 'An\u001bual')), { line: 2, column: 14 }],
  ])('refuses %s, with line and column', async (_what, text, place) => {
    expect((await readWhole(hcpcs, text)).fault).toMatchObject(place);
  });

  test('has its quarter in its name', () => {
    expect(hcpcs.stated(headOf('', 'HCPC2026_OCT_ANWEB_v2.txt'))).toEqual({
      release: '2026Q4',
      effectiveFrom: '2026-10-01',
    });
    expect(hcpcs.stated(headOf('', 'codes.txt'))).toEqual({});
  });
});

describe('an office’s licensed file', () => {
  const csv = (...lines: readonly string[]) => ['Code,Description,Effective,End', ...lines, ''].join('\r\n');

  test('needs the name of the licensee', () => {
    expect([cpt.licensor, cdt.licensor, hcpcs.licensor]).toEqual([
      'American Medical Association',
      'American Dental Association',
      undefined,
    ]);
  });

  test('is recognised by its codes: those of CDT begin with D', () => {
    const kinds = (text: string) =>
      [cpt, cdt].filter((format) => format.recognises(headOf(text))).map((format) => format.kind);
    expect(kinds(csv('X9001,Made up,2015-10-01,'))).toEqual(['cpt']);
    expect(kinds(csv('"D9001",Made up,2015-10-01,'))).toEqual(['cdt']);
    expect(kinds('code,description\nX9001,Made up\n')).toEqual([]);
  });

  test('accepts days in the three forms that offices use', async () => {
    const { rows } = await readWhole(
      cpt,
      csv('X9001,"Made up, one",2015-10-01,', 'X9002,Two,20240101,20241231', 'X9003,Three,1/5/2024,12/31/2024'),
    );
    expect(rows.map(({ code, from, to, line }) => [line, code, from, to])).toEqual([
      [2, 'X9001', '2015-10-01', undefined],
      [3, 'X9002', '2024-01-01', '2024-12-31'],
      [4, 'X9003', '2024-01-05', '2024-12-31'],
    ]);
  });

  test.each([
    [
      'a header that is missing',
      'code,description,effective\nX9001,x,2015-10-01\n',
      { line: 1, column: 1, detail: 'The headers lack: end.' },
    ],
    ['a row with a cell too few', csv('X9001,Made up,2015-10-01'), { line: 2, column: 4 }],
    ['a row with a cell too many', csv('X9001,Made, up,2015-10-01,'), { line: 2, column: 5 }],
    ['a day that does not exist', csv('X9001,Made up,2015-02-30,'), { line: 2, column: 3 }],
    ['an end before the beginning', csv('X9001,Made up,2015-10-02,2015-10-01'), { line: 2, column: 4 }],
    ['a code that is none', csv('X9001,Made up,2015-10-01,', '99,Made up,2015-10-01,'), { line: 3, column: 1 }],
    [
      'a code of the other system',
      csv('X9001,Made up,2015-10-01,', 'D0120,Made up,2015-10-01,'),
      { line: 3, column: 1 },
    ],
    ['the same code twice', csv('X9001,Made up,2015-10-01,', 'X9001,Made up,2015-10-01,'), { line: 3, column: 1 }],
    ['a quote that is not closed', csv('X9001,"Made up,2015-10-01,'), { line: 2, column: 1 }],
  ])('refuses %s, with line and column', async (_what, text, place) => {
    expect((await readWhole(cpt, text)).fault).toMatchObject(place);
  });
});
