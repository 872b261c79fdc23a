import { describe, expect, test } from 'vitest';
import { feeChanges } from '../../../shared/domain/fees/fee-changes.ts';
import type { Fee } from '../../../shared/domain/fees/fee-schedule.ts';
import { readFeeRows } from '../../../shared/domain/fees/read-fee-rows.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { CsvRecord } from '../../../shared/domain/text/csv-table.ts';

/** Plain lines without quotes; reading CSV is tested elsewhere. */
const records = (...lines: readonly string[]): CsvRecord[] =>
  lines.map((text, index) => ({ line: index + 1, cells: text.split(',') }));
const header = 'procedure,modifiers,place,price,base units';
const faultsOf = (...lines: readonly string[]) => {
  const read = readFeeRows(records(...lines));
  return read.ok ? [] : read.failure;
};

describe('a file of fees', () => {
  test('has its columns in any order, prices in dollars, and modifiers as a set', () => {
    const rows = readFeeRows([
      { line: 1, cells: ['Price', 'Procedure', 'Modifiers', 'place', 'Base_Units'] },
      { line: 2, cells: ['$1,250.5', 'x9003', 'gt 25', '2', ''] },
      { line: 3, cells: ['', 'X9801', '', 'non-facility', '7'] },
      { line: 4, cells: ['0', 'X9004'] },
      { line: 5, cells: ['900', '0120'] },
    ]);
    expect(rows).toEqual({
      ok: true,
      value: [
        { procedure: 'X9003', modifiers: ['25', 'GT'], place: '02', cents: 125_050 },
        { procedure: 'X9801', modifiers: [], place: 'non-facility', baseUnits: 7 },
        { procedure: 'X9004', modifiers: [], cents: 0 },
        { procedure: '0120', modifiers: [], cents: 90_000 },
      ],
    });
  });

  test.each<[string, readonly string[], number, string | undefined, RegExp]>([
    ['an empty file', [], 1, undefined, /the file is empty: its first line names the columns procedure and price/],
    ['a wrong header', ['code,price'], 1, 'number 1', /^unknown: its first line names/],
    ['a column named twice', ['procedure,price,price'], 1, 'number 3', /twice/],
    ['no codes', ['modifiers,price', '25,1'], 1, undefined, /no column procedure/],
    ['no prices', ['procedure,modifiers', 'X9003,25'], 1, undefined, /no column price/],
    ['no rows', [header], 1, undefined, /no fees/],
    ['a dropped zero', [header, '100,,,5'], 2, 'procedure', /dropped its leading zeros/],
    ['a letter for a digit', [header, 'X9OO3,,,5'], 2, 'procedure', /character 3 is the letter O: write the digit 0/],
    ['another code', [header, 'X90/3,,,5'], 2, 'procedure', /HCPCS or CPT code of five characters/],
    ['a long modifier', [header, 'X9003,251,,5'], 2, 'modifiers', /up to four modifiers/],
    ['five modifiers', [header, 'X9003,25 26 27 GT GQ,,5'], 2, 'modifiers', /up to four modifiers/],
    ['a modifier twice', [header, 'X9003,25 25,,5'], 2, 'modifiers', /named twice/],
    ['a place that is none', [header, 'X9003,,00,5'], 2, 'place', /place of service such as 11/],
    ['parts of a cent', [header, 'X9003,,,5.125'], 2, 'price', /up to two decimals/],
    ['a negative price', [header, 'X9003,,,-5'], 2, 'price', /from 0 to/],
    ['commas in odd places', [header, 'X9003,,,5'].map((line) => line.replace(',5', ',1.2.5')), 2, 'price', /such as/],
    ['neither price nor base units', [header, 'X9003,,,,'], 2, 'price', /and not both/],
    ['price and base units', [header, 'X9003,,,5,7'], 2, 'price', /and not both/],
    ['parts of a base unit', [header, 'X9003,,,,7.5'], 2, 'base units', /whole base units/],
    ['a cell too many', [header, 'X9003,,,5,,9'], 2, 'number 6', /more cells than the header/],
    ['the same row twice', [header, 'X9003,25 GT,,5', 'X9003,GT 25,,6'], 3, 'procedure', /line 2 has this/],
  ])('with %s is refused at its place', (_what, lines, line, column, detail) => {
    const [fault, ...others] = faultsOf(...lines);
    expect(others).toEqual([]);
    expect(fault).toEqual({ line, ...(column === undefined ? {} : { column }), detail: expect.stringMatching(detail) });
  });

  test('has all its faults reported at once, up to fifty', () => {
    expect(faultsOf(header, 'X9003,251,00,5', '9,,,1.234')).toHaveLength(4);
    expect(faultsOf(header, ...Array.from({ length: 80 }, () => 'X90,,,5'))).toHaveLength(50);
  });
});

describe('the changes by a file', () => {
  const fee = (procedure: string, price: number, ...modifiers: string[]): Fee => ({
    procedure,
    modifiers,
    cents: cents(price),
  });
  const before = [fee('X9003', 100), fee('X9003', 120, '25'), fee('X9004', 400)];
  const given = [fee('X9003', 100), fee('X9004', 410), fee('X9005', 7)];

  test('are listed row by row when the file is the whole schedule', () => {
    expect(feeChanges(before, given, 'replace')).toEqual({
      fees: [fee('X9003', 100), fee('X9004', 410), fee('X9005', 7)],
      changes: [
        { change: 'removed', before: fee('X9003', 120, '25') },
        { change: 'changed', before: fee('X9004', 400), after: fee('X9004', 410) },
        { change: 'added', after: fee('X9005', 7) },
      ],
      unchanged: 1,
    });
  });

  test('exclude the other rows when the file is merged', () => {
    const merged = feeChanges(before, given, 'merge');
    expect(merged.fees).toEqual([fee('X9003', 100), fee('X9003', 120, '25'), fee('X9004', 410), fee('X9005', 7)]);
    expect(merged.changes.map(({ change }) => change)).toEqual(['changed', 'added']);
    expect(merged.unchanged).toBe(2);
  });

  test('include the replacement of a base unit by a price', () => {
    const based = { procedure: 'X9801', modifiers: [], baseUnits: 5 };
    expect(feeChanges([based], [fee('X9801', 5)], 'merge').changes).toHaveLength(1);
  });
});
