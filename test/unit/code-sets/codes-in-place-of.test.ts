import { expect, test } from 'vitest';
import { codesInPlaceOf } from '../../../shared/domain/code-set/codes-in-place-of.ts';
import type { CodeReferences } from '../../../shared/domain/code-set/references.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-11-02' as LocalDate;
const citation = { set: 'icd-10-cm-conversion', release: 'FY2027', effective: '2026-10-01' as LocalDate } as const;

/** References made of a conversion table (`A000>A001 2020-10-01`) and of the existing codes. */
function references(conversions: readonly string[], codes: readonly string[]) {
  const rows = conversions.map((text, index) => {
    const [pair = '', effectiveFrom] = text.split(' ');
    const [previousCode = '', code = ''] = pair.split('>');
    return {
      row: { line: index + 1, previousCode, code, effectiveFrom },
      citation: { ...citation, row: `line ${index + 1}` },
    };
  });
  return {
    successors: (previous: string) => ({
      kind: 'loaded',
      found: rows.filter(({ row }) => row.previousCode === previous),
      citation,
    }),
    diagnosis: (code: string) => (codes.includes(code) ? { kind: 'found' } : { kind: 'absent' }),
  } as unknown as CodeReferences;
}

const found = (conversions: readonly string[], codes: readonly string[], gone = 'A000') =>
  codesInPlaceOf(references(conversions, codes), gone, day).map(({ row }) => row.code);

test('a code leads to those that replaced it', () => {
  expect(found(['A000>A001 2020-10-01', 'A000>A002 2020-10-01', 'B000>B001 2020-10-01'], ['A001', 'A002'])).toEqual([
    'A001',
    'A002',
  ]);
});

test('a replacement that was itself replaced leads on, each code once, and a circle ends', () => {
  const twice = ['A000>A001 2020-10-01', 'A001>A010 2026-10-01', 'A001>A011 2026-10-01', 'A000>A010 2020-10-01'];
  expect(found(twice, ['A010', 'A011'])).toEqual(['A010', 'A011']);
  expect(found(['A000>A001 2020-10-01', 'A001>A000 2021-10-01'], [])).toEqual([]);
});

test('a later replacement, or one that is no code on the day, is not shown', () => {
  expect(found(['A000>A001 2026-11-03'], ['A001'])).toEqual([]);
  expect(found(['A000>A001 2026-11-02'], ['A001'])).toEqual(['A001']);
  expect(found(['A000>A001 2020-10-01'], [])).toEqual([]);
});

test('nothing is shown while the conversion table is not loaded', () => {
  const none = { successors: () => ({ kind: 'not-loaded' }) } as unknown as CodeReferences;
  expect(codesInPlaceOf(none, 'A000', day)).toEqual([]);
});
