import { describe, expect, test } from 'vitest';
import type { CodeSetFormat } from '../../../shared/code-sets/format.ts';
import { hcc } from '../../../shared/code-sets/formats/hcc.ts';
import { icdConversion, poaExempt } from '../../../shared/code-sets/formats/icd-lists.ts';
import { carc, modifiers, placeOfService, rarc, revenueCodes } from '../../../shared/code-sets/formats/listed-codes.ts';
import { taxonomy } from '../../../shared/code-sets/formats/taxonomy.ts';
import { isPlaceOfService } from '../../../shared/domain/practice/place-of-service.ts';
import { placeOfServiceCsv } from '../../../simulator/code-sets/listed-codes-csv.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

const lines = (...texts: readonly string[]) => texts.map((text) => `${text}\r\n`).join('');

describe('the list of codes exempt from present on admission', () => {
  const header = 'Order27\tPOAexemptCode\tDescription';

  test('returns the codes without their point', async () => {
    const text = lines(header, '01234\tB90.0\tSequelae of tuberculosis', '01240\tZ23\tEncounter for immunization');
    expect(await readWhole(poaExempt, text)).toEqual({
      rows: [
        { line: 2, code: 'B900' },
        { line: 3, code: 'Z23' },
      ],
      fault: undefined,
    });
  });

  test('is distinguished from the lists of what was added or deleted', () => {
    const text = lines(header, '01234\tB90.0\tx');
    const recognised = (name: string) => poaExempt.recognises(headOf(text, name));
    expect(
      ['POAexemptCodesFY27.txt', 'POAexemptAddCodesFY27.txt', 'POAexemptDeleteCodesFY27.txt'].map(recognised),
    ).toEqual([true, false, false]);
    expect(poaExempt.stated(headOf(text, 'POAexemptCodesFY27.txt'))).toEqual({
      release: 'FY2027',
      effectiveFrom: '2026-10-01',
      effectiveTo: '2027-09-30',
    });
  });

  test.each([
    ['a row that is cut', lines(header, '01234\tB90.0'), { line: 2, column: 3 }],
    ['columns that moved', lines(header, '01234\t\tB90.0'), { line: 2, column: 2 }],
    ['another header', lines('Order27\tCode\tDescription', '01234\tB90.0\tx'), { line: 1, column: 1 }],
    ['the same code twice', lines(header, '01234\tB90.0\tx', '01235\tB90.0\tx'), { line: 3, column: 2 }],
  ])('refuses %s', async (_what, text, place) => {
    expect((await readWhole(poaExempt, text)).fault).toMatchObject(place);
  });
});

describe('the conversion table', () => {
  const titles = ['ICD-10-CM Conversion Table', 'Current code assignment\tEffective\tPrevious Code(s) Assignment'];
  const table = (...rows: readonly string[]) => lines(...titles, ...rows);
  const read = async (...rows: readonly string[]) => {
    const { rows: found, fault } = await readWhole(icdConversion, table(...rows));
    return (
      fault ?? found.map(({ line, code, effectiveFrom, previousCode }) => [line, code, effectiveFrom, previousCode])
    );
  };

  test('returns a row for each code that was used before', async () => {
    expect(await read('M54.50\t2021\tM54.5', 'E66.813\t2024\tE66.01, E66.8')).toEqual([
      [3, 'M5450', '2021-10-01', 'M545'],
      [4, 'E66813', '2024-10-01', 'E6601'],
      [4, 'E66813', '2024-10-01', 'E668'],
    ]);
  });

  test('expands ranges, and returns no row for a code that replaced none', async () => {
    expect(await read('H02.151\t2018\tH02.101-H02.103; H02.109', 'U07.1\t04/01/20\tNone')).toEqual([
      [3, 'H02151', '2018-10-01', 'H02101'],
      [3, 'H02151', '2018-10-01', 'H02102'],
      [3, 'H02151', '2018-10-01', 'H02103'],
      [3, 'H02151', '2018-10-01', 'H02109'],
    ]);
  });

  test('accepts a year, a day, and the number that a workbook uses for a day', async () => {
    expect(await read('M97.01XA\t45017\tT84.040A', 'Z59.01\t4/1/2023\tZ59.0')).toEqual([
      [3, 'M9701XA', '2023-04-01', 'T84040A'],
      [4, 'Z5901', '2023-04-01', 'Z590'],
    ]);
  });

  test.each([
    ['a year that is none', table('M54.50\tlast year\tM54.5'), { line: 3, column: 2 }],
    ['a code that is none', table('54.50\t2021\tM54.5'), { line: 3, column: 1 }],
    ['a row that is cut', table('M54.50\t2021'), { line: 3, column: 3 }],
    ['the same row twice', table('M54.50\t2021\tM54.5', 'M54.50\t2021\tM54.5'), { line: 4, column: 1 }],
  ])('refuses %s', async (_what, text, place) => {
    expect((await readWhole(icdConversion, text)).fault).toMatchObject(place);
  });
});

describe('lists of codes', () => {
  const x12 = (...rows: readonly string[]) =>
    lines('Code,Description,Start Date,Last Modified,Stop Date,Notes', ...rows);

  test('of reasons and of remarks have the same headers, and are distinguished by their codes', () => {
    const kinds = (text: string) =>
      [carc, rarc].filter((format) => format.recognises(headOf(text))).map((format) => format.kind);
    expect(kinds(x12('45,"Made up, with a comma",01/01/1995,,,'))).toEqual(['carc']);
    expect(kinds(x12('MA130,Made up,01/01/1995,,,'))).toEqual(['rarc']);
    expect(kinds(x12('N1,Made up,01/01/1995,,,'))).toEqual(['rarc']);
  });

  test('have the first and last day on which a code is valid', async () => {
    expect((await readWhole(carc, x12('45,"Made up, too",01/01/1995,07/01/2023,06/30/2026,'))).rows).toEqual([
      { line: 2, code: '45', description: 'Made up, too', from: '1995-01-01', to: '2026-06-30' },
    ]);
  });

  test('of places leave out unassigned numbers; the product knows the same places', async () => {
    const { rows } = await readWhole(placeOfService, [...placeOfServiceCsv()].join(''));
    const all = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
    expect(rows.map((row) => row.code)).toEqual(all.filter(isPlaceOfService));
  });

  test('of modifiers have modifiers, not codes', async () => {
    const text = lines('Modifier,Description', '25,Made up', 'LT,Left side');
    expect((await readWhole(modifiers, text)).rows.map(({ modifier, description }) => [modifier, description])).toEqual(
      [
        ['25', 'Made up'],
        ['LT', 'Left side'],
      ],
    );
  });

  test.each([
    ['a code of the other list', carc, x12('45,x,,,,', 'MA130,x,,,,'), { line: 3, column: 1 }],
    ['a day that does not exist', carc, x12('45,x,13/01/1995,,,'), { line: 2, column: 3 }],
    ['a code without words', rarc, x12('N1,,,,,'), { line: 2, column: 2 }],
    [
      'a revenue code of three digits',
      revenueCodes,
      lines('Revenue Code,Description', '450,Made up'),
      { line: 2, column: 1 },
    ],
    ['the same modifier twice', modifiers, lines('Modifier,Description', 'LT,x', 'LT,y'), { line: 3, column: 1 }],
    [
      'a place of one digit',
      placeOfService,
      lines('Place of Service Code(s),Place of Service Name', '1,Pharmacy'),
      { line: 2, column: 1 },
    ],
  ])('refuse %s', async (_what, format, text, place) => {
    expect((await readWhole(format as CodeSetFormat, text)).fault).toMatchObject(place);
  });
});

describe('the taxonomy', () => {
  const header = 'Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section';

  test('names a provider by its display name, or by its place where the release has none', async () => {
    const text = `\ufeff${lines(header, '207RC0000X,Physicians,Internal Medicine,Cardiovascular Disease,x,,,Individual')}`;
    expect((await readWhole(taxonomy, text)).rows).toEqual([
      {
        line: 2,
        code: '207RC0000X',
        grouping: 'Physicians',
        classification: 'Internal Medicine',
        specialization: 'Cardiovascular Disease',
        displayName: 'Internal Medicine, Cardiovascular Disease',
        section: 'Individual',
      },
    ]);
  });

  test('has its release in its name, and refuses a code of nine characters', async () => {
    expect(taxonomy.stated(headOf('', 'nucc_taxonomy_261.csv'))).toEqual({
      release: '2026.1',
      effectiveFrom: '2026-07-01',
    });
    const { fault } = await readWhole(taxonomy, lines(header, '207RC0000,P,I,,,,,Individual'));
    expect(fault).toMatchObject({ line: 2, column: 1 });
  });
});

describe('the condition categories', () => {
  const titles = [
    '2026 Midyear Final ICD-10-CM Mappings,,,,,',
    '"Diagnosis\r\nCode",Description,"CMS-HCC\r\nModel\r\nCategory\r\nV28","RxHCC Model Category V08","CMS-HCC Model Category V28 for 2026 Payment Year",',
  ];
  const file = (...rows: readonly string[]) => lines(...titles, ...rows);

  test('are returned by model, where the payment year counts them', async () => {
    const text = file(
      'E119,Type 2 diabetes,38,31,Yes,',
      'I10,Hypertension,,187,No,',
      'I509,Heart failure,226,186,No,',
      '"Notes: below",,,,,',
    );
    expect((await readWhole(hcc, text)).rows).toEqual([
      { line: 7, diagnosis: 'E119', category: '38', model: 'CMS-HCC V28' },
      { line: 7, diagnosis: 'E119', category: '31', model: 'RxHCC V08' },
      { line: 8, diagnosis: 'I10', category: '187', model: 'RxHCC V08' },
      { line: 9, diagnosis: 'I509', category: '186', model: 'RxHCC V08' },
    ]);
  });

  test('are valid for the visits of the year before the payment year', () => {
    expect(hcc.stated(headOf(file(), '2026 Midyear Final ICD-10-CM Mappings.csv'))).toEqual({
      release: 'PY2026',
      effectiveFrom: '2025-01-01',
    });
    expect(hcc.stated(headOf(file(), 'mappings.csv'))).toEqual({ release: 'PY2026', effectiveFrom: '2025-01-01' });
  });

  test.each([
    ['a row that is cut', file('E119,Type 2 diabetes,38'), { line: 7, column: 4 }],
    ['a category that is no number', file('E119,Type 2 diabetes,x,,Yes,'), { line: 7, column: 3 }],
    ['a code with its point', file('E11.9,Type 2 diabetes,38,,Yes,'), { line: 7, column: 1 }],
    ['other headers', lines('Diagnosis,Description,V28', 'E119,x,38'), { line: 1, column: 1 }],
  ])('refuse %s', async (_what, text, place) => {
    expect((await readWhole(hcc, text)).fault).toMatchObject(place);
  });
});
