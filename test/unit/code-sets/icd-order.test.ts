import { describe, expect, test } from 'vitest';
import { icd10Cm, icd10Pcs } from '../../../shared/code-sets/formats/icd-order.ts';
import { icd10CmOrder } from '../../../simulator/code-sets/icd-10-cm-order.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

/** Lines as CMS lays them out: order, code, flag, short description to column 76, long one from column 78. */
const line = (order: number, code: string, flag: string, text: string) =>
  `${String(order).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${text.slice(0, 60).padEnd(60)} ${text}`;

const good = [
  line(1, 'A00', '0', 'Cholera'),
  line(2, 'A000', '1', 'Cholera due to Vibrio cholerae 01, biovar cholerae'),
  line(3, 'Z23', '1', 'Encounter for immunization'),
];
const file = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;
const changed = (at: number, text: string) => file(good.map((old, index) => (index === at ? text : old)));
const second = good[1] as string;

describe('the order file of ICD-10-CM', () => {
  test('gives each code with its flag, its descriptions and its line', async () => {
    const { rows, fault } = await readWhole(icd10Cm, file(good));
    expect(fault).toBeUndefined();
    expect(rows).toEqual([
      { line: 1, code: 'A00', billable: false, shortDescription: 'Cholera', longDescription: 'Cholera' },
      {
        line: 2,
        code: 'A000',
        billable: true,
        shortDescription: 'Cholera due to Vibrio cholerae 01, biovar cholerae',
        longDescription: 'Cholera due to Vibrio cholerae 01, biovar cholerae',
      },
      {
        line: 3,
        code: 'Z23',
        billable: true,
        shortDescription: 'Encounter for immunization',
        longDescription: 'Encounter for immunization',
      },
    ]);
  });

  test.each([
    ['columns that moved by one', changed(1, second.replace('00002 ', '00002  ')), { line: 2, column: 7 }],
    ['a code that is none', changed(1, line(2, 'AO00', '1', 'x')), { line: 2, column: 7 }],
    ['a code with its point', changed(1, line(2, 'A00.0', '1', 'x')), { line: 2, column: 7 }],
    ['another flag', changed(1, line(2, 'A000', '2', 'x')), { line: 2, column: 15 }],
    ['a line that ends in the code', changed(1, second.slice(0, 9)), { line: 2, column: 15 }],
    ['a line that ends in the short description', changed(1, second.slice(0, 40)), { line: 2, column: 78 }],
    ['an order number that is none', changed(1, second.replace('00002', '0000B')), { line: 2, column: 1 }],
    ['an order number that does not rise', changed(1, second.replace('00002', '00001')), { line: 2, column: 1 }],
    [
      'the same code twice',
      file([...good.slice(0, 2), line(3, 'A000', '1', 'x'), line(4, 'Z23', '1', 'x')]),
      { line: 3, column: 7 },
    ],
    ['a control character', changed(1, second.replace('Vibrio', 'Vib\u0000io')), { line: 2, column: 35 }],
    ['an end before the codes with Z', file(good.slice(0, 2)), { line: 3, column: 1 }],
    ['nothing in it', '', { line: 1, column: 1 }],
  ])('refuses %s, with line and column', async (_what, text, place) => {
    expect((await readWhole(icd10Cm, text)).fault).toMatchObject(place);
  });

  test('has its fiscal year in its name', () => {
    const stated = (name: string) => icd10Cm.stated(headOf('', name));
    expect(stated('icd10cm_order_2027.txt')).toEqual({
      release: 'FY2027',
      effectiveFrom: '2026-10-01',
      effectiveTo: '2027-09-30',
    });
    expect(stated('icd10cm-order-April-2027.txt')).toEqual({
      release: 'FY2027-April',
      effectiveFrom: '2027-04-01',
      effectiveTo: '2027-09-30',
    });
    expect(stated('codes.txt')).toEqual({});
  });

  test('of a year has the codes that could be billed in it', async () => {
    const billable = async (year: number) => {
      const { rows } = await readWhole(icd10Cm, [...icd10CmOrder({ seed: 's', year })].join(''));
      return rows.filter((row) => row.billable).map((row) => row.code);
    };
    const before = await billable(2021);
    const after = await billable(2022);
    expect(before).toContain('M545');
    expect(before).not.toContain('M5450');
    expect(after).toContain('M5450');
    expect(after).not.toContain('M545');
  });
});

describe('the order file of ICD-10-PCS', () => {
  test('takes codes of seven characters and headers of three', async () => {
    const text = file([
      line(1, '0DT', '0', 'Gastrointestinal System, Resection'),
      line(2, '0DTJ4ZZ', '1', 'Resection of Appendix'),
      line(3, 'XW0', '0', 'x'),
    ]);
    expect((await readWhole(icd10Pcs, text)).rows.map((row) => row.code)).toEqual(['0DT', '0DTJ4ZZ', 'XW0']);
    const wrong = text.replace('0DTJ4ZZ', '0DTJ4Z ');
    expect((await readWhole(icd10Pcs, wrong)).fault).toMatchObject({ line: 2, column: 7 });
    // The letters I and O are not used, because they look like digits.
    expect((await readWhole(icd10Pcs, text.replace('0DTJ4ZZ', '0DTO4ZZ'))).fault).toMatchObject({ line: 2, column: 7 });
  });
});
