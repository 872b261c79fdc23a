import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeReferences } from '../../../shared/domain/code-set/references.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { openEditFiles } from '../../support/open-edit-files.ts';

const day = '2026-11-02' as LocalDate;
let references: CodeReferences;
let close: () => void;

beforeAll(async () => {
  ({ references, close } = await openEditFiles());
});

afterAll(() => close());

describe('pairs and units', () => {
  test('a pair is found in its order only, with file and line', () => {
    expect(references.ptp('practitioner', ['X9010', 'X9003'], day)).toMatchObject({
      kind: 'found',
      row: { from: '2020-01-01', to: undefined, modifierIndicator: '1' },
      citation: { set: 'ncci-ptp-practitioner', release: '2026Q4', row: 'line 8', effective: '2026-10-01' },
    });
    expect(references.ptp('practitioner', ['X9003', 'X9010'], day).kind).toBe('absent');
  });

  test('a pair that was deleted, or that does not apply, is absent', () => {
    expect(references.ptp('outpatient', ['X9012', 'X9013'], day).kind).toBe('absent');
    expect(references.ptp('outpatient', ['X9011', 'X9013'], day).kind).toBe('absent');
  });

  test('the answer stays the same when a code is looked up repeatedly', () => {
    const answers = new Set<string>();
    for (let time = 0; time < 200; time += 1) {
      const asked = ['X9003', 'X9011', 'X9001', 'X0000'].map((column2) =>
        references.ptp('practitioner', ['X9010', column2], day),
      );
      answers.add(JSON.stringify(asked));
      expect(asked.map(({ kind }) => kind)).toEqual(['found', 'found', 'absent', 'absent']);
    }
    expect(answers.size).toBe(1);
    expect(references.ptp('practitioner', ['X9010', 'X9003'], '2026-09-30' as LocalDate).kind).toBe('not-loaded');
  });

  test('units are those of the setting', () => {
    for (const setting of ['practitioner', 'outpatient', 'equipment'] as const) {
      expect(references.mue(setting, 'X9001', day)).toMatchObject({ row: { units: 1, adjudication: 2 } });
    }
    expect(references.mue('practitioner', 'X9999', day).kind).toBe('absent');
    expect(references.mue('practitioner', 'X9001', '2026-09-30' as LocalDate).kind).toBe('not-loaded');
  });

  test('an add-on code has its primaries of the day', () => {
    const found = references.addOn('X9032', day);
    expect(found.kind === 'loaded' && found.found.map(({ row }) => row.primary)).toEqual(['X9031']);
    const byContractor = references.addOn('X9091', day);
    expect(byContractor.kind === 'loaded' && byContractor.found.map(({ row }) => [row.type, row.primary])).toEqual([
      [2, undefined],
    ]);
  });
});

describe('prices', () => {
  test('a code has the conversion factors of both files, and a row for each modifier', () => {
    expect(references.mpfs('X9031', undefined, day)).toMatchObject({
      row: { work: 22, modifier: undefined, conversionFactor: 334_000, qualifyingConversionFactor: 335_700 },
    });
    expect(references.mpfs('X9031', '26', day)).toMatchObject({ row: { nonFacilityExpense: 8, modifier: '26' } });
    expect(references.mpfs('X9031', '59', day).kind).toBe('absent');
  });

  test('a ZIP code leads to its locality, the locality to its indices', () => {
    const zip = references.zipLocality('43215', day);
    expect(zip).toMatchObject({ row: { carrier: '15202', locality: '00', needsPlusFour: false } });
    // 94608 is in two localities: the last four digits decide, if their file has them.
    const placeOf = (digits: string) => {
      const found = references.zipLocality(digits, day);
      return found.kind === 'found' && [found.row.carrier, found.row.needsPlusFour, found.citation.row];
    };
    expect(placeOf('94608')).toEqual(['01112', true, 'ZIP5_OCT2026.txt line 4']);
    expect(placeOf('946080001')).toEqual(['01112', false, 'ZIP9_OCT2026.txt line 1']);
    expect(placeOf('946080002')).toEqual(['13202', false, 'ZIP9_OCT2026.txt line 2']);
    expect(placeOf('946089999')).toEqual(['01112', true, 'ZIP5_OCT2026.txt line 4']);
    expect(placeOf('432150100')).toEqual(['15202', false, 'ZIP5_OCT2026.txt line 2']);
    expect(references.gpci('15202', '00', day)).toMatchObject({ row: { state: 'OH', work: 1000, expense: 925 } });
  });

  test('anesthesia has units by code and a factor by locality', () => {
    expect(references.anesthesia('X8900', day)).toMatchObject({ row: { baseUnits: 5 } });
    expect(references.anesthesiaFactor('15202', '00', day)).toMatchObject({ row: { conversionFactor: 201_000 } });
  });
});

describe('coverage articles', () => {
  const articles = (procedure: string, state: string, diagnoses: readonly string[], on = day) => {
    const answer = references.coverageArticles(procedure, state, diagnoses, on);
    if (answer.kind === 'not-loaded') throw new Error('not loaded');
    return answer.found;
  };

  test('show which of the diagnoses support the procedure and which do not, and leave out the others', () => {
    expect(articles('X9024', 'OH', ['J449', 'Z0000', 'I10'])).toEqual([
      {
        row: {
          line: 2,
          article: 'A900001',
          title: 'Billing and Coding: Synthetic Breathing Tests, with <b>marks</b>',
          contractor: '15202 Synthetic Contractor East',
          state: 'OH',
          procedure: 'X9024',
          from: '2024-10-01',
          to: undefined,
          listsDiagnoses: true,
          named: [
            { diagnosis: 'J449', supports: true },
            { diagnosis: 'Z0000', supports: false },
          ],
        },
        citation: {
          set: 'coverage-articles',
          release: '2026Q4',
          row: 'article.csv line 2',
          effective: '2026-10-01',
        },
      },
    ]);
  });

  test('are valid only where their contractor works on the day, regions of a state included', () => {
    expect(articles('X9024', 'KY', ['J449'])).toEqual([]);
    expect(articles('X9014', 'NY', ['M1711']).map(({ row }) => row.article)).toEqual(['A900004']);
    expect(articles('X9014', 'OH', ['M1711'])).toEqual([]);
  });

  test('without a diagnosis list require none', () => {
    expect(articles('X9033', 'OH', ['J449'])).toMatchObject([{ row: { listsDiagnoses: false, named: [] } }]);
  });

  test('a procedure that no article is about has none', () => {
    expect(articles('X9001', 'OH', ['J449'])).toEqual([]);
  });
});

describe('the other lists', () => {
  test('the code editor returns everything that it has about a code', () => {
    const found = references.codeEditor('icd-10-cm', 'N400', day);
    expect(found.kind === 'loaded' && found.found.map(({ row }) => row.edit)).toEqual([
      { kind: 'age', group: 'adult', fromYears: 15, toYears: 124 },
      { kind: 'sex', sex: 'M' },
    ]);
  });

  test('a drug code has its packages, and a package its code', () => {
    const ofCode = references.ndcOf('J3301', day);
    expect(ofCode.kind === 'loaded' && ofCode.found.map(({ row }) => row.ndc)).toEqual(['99999010201']);
    const ofPackage = references.ndc('99999010201', day);
    expect(ofPackage.kind === 'loaded' && ofPackage.found.map(({ row }) => row.code)).toEqual(['J3301']);
  });

  test('a waived test shows whether it needs QW', () => {
    expect(references.cliaWaived('X9020', day)).toMatchObject({ row: { needsQw: true } });
    expect(references.cliaWaived('X9021', day)).toMatchObject({ row: { needsQw: false } });
  });
});
