import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codePage } from '../../../shared/code-sets/search/code-page.ts';
import { type CodeSearch, searchCodes } from '../../../shared/code-sets/search/search-codes.ts';
import { suggestCodes } from '../../../shared/code-sets/search/suggest-codes.ts';
import { misspellings, wordsOf } from '../../../shared/code-sets/search/words.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { type OpenCodeFiles, openCodeFiles } from '../../support/open-code-files.ts';

const day = '2026-11-23' as LocalDate;
let files: OpenCodeFiles;

beforeAll(async () => {
  files = await openCodeFiles({
    'icd-10-cm': 2000,
    'icd-10-cm-tabular': 2000,
    'icd-10-cm-index': 2000,
    'icd-10-cm-conversion': 2000,
    'icd-10-pcs': 0,
    hcpcs: 0,
    cpt: 0,
  });
});
afterAll(() => files?.close());

function search(text: string, more: Partial<CodeSearch> = {}) {
  const asked = {
    text,
    systems: ['icd-10-cm'] as const,
    day,
    billableOnly: true,
    limit: 20,
    chosen: new Map(),
    ...more,
  };
  return searchCodes(asked, files.inForce);
}
const codes = (text: string, more: Partial<CodeSearch> = {}) => search(text, more).items.map(({ code }) => code);
const first = (text: string, more: Partial<CodeSearch> = {}) => codes(text, more)[0];

describe('search while typing', () => {
  test.each(['constructor', '__proto__', 'toString', 'knee constructor'])('treats %s as a word like others', (text) => {
    expect(() => search(text)).not.toThrow();
    expect(() => suggestCodes({ text, day, limit: 10, chosen: new Map() }, files.inForce)).not.toThrow();
  });

  test.each([
    ['a code, its point or not', 'e11.9', 'E119'],
    ['the beginning of a code', 'M54.5', 'M5450'],
    ['beginnings of words', 'essen hyperten', 'I10'],
    ['words in any order', 'right knee pain', 'M25561'],
    ['the same words in another order', 'pain knee right', 'M25561'],
    ['a plural', 'pains in right knees', 'M25561'],
    ['a synonym of the tabular list', 'tennis elbow', 'M7710'],
    ['what a category includes', 'high blood pressure', 'I10'],
    ['a synonym, and a word of the code itself', 'ear wax left', 'H6122'],
    ['a term of the index that sends to another', 'strep throat', 'J020'],
    ['an abbreviation', 'htn', 'I10'],
    ['an abbreviation beside words', 'dm2 hyperglycemia', 'E1165'],
    ['a word with a letter left out', 'hyprtension', 'I10'],
    ['a word with a letter too many', 'pneumoniia', 'J189'],
    ['a word with two letters exchanged', 'low back pian', 'M5450'],
    ['a word that is not whole yet, and wrong', 'obsructive sle', 'G4733'],
    ['letters with accents', 'chést pain', 'R079'],
  ])('finds %s', (_what, text, code) => {
    expect(first(text)).toBe(code);
  });

  test('finds the same whether capitals, accents and signs are typed or not', () => {
    expect(codes('Gastro-Esophageal  REFLUX,')).toEqual(codes('gastro esophageal reflux'));
    expect(codes('gàstro esophageal reflux')).toEqual(codes('gastro esophageal reflux'));
  });

  test('gives the reason: the description, or the term', () => {
    expect(search('tennis elbow').items[0]?.reason).toEqual({ kind: 'inclusion-term', term: 'Tennis elbow' });
    expect(search('right knee pain').items[0]?.reason).toEqual({ kind: 'description' });
    expect(search('e11.9').items[0]?.reason).toEqual({ kind: 'code' });
    expect(search('strep throat').items[0]?.reason.kind).toBe('index-term');
  });

  test('cites the release and the line of the file', () => {
    const [found] = search('e11.9').items;
    expect(found?.citation).toMatchObject({ set: 'icd-10-cm', release: 'FY2027', effective: '2026-10-01' });
    expect(found?.citation.row).toMatch(/^line \d+$/);
  });

  test('returns codes that can be billed, or headers too', () => {
    expect(codes('e11')).not.toContain('E11');
    expect(codes('e11', { billableOnly: false })[0]).toBe('E11');
    expect(search('type 2 diabetes').items.every(({ billable }) => billable)).toBe(true);
    // The index names a header; below it are the codes for both sides.
    expect(codes('impacted cerumen')).toEqual(expect.arrayContaining(['H6121', 'H6122']));
    expect(codes('impacted cerumen', { billableOnly: false })).toContain('H612');
  });

  test('uses the day: no release, no codes; a procedure that has ended or not begun', () => {
    const before = search('e11.9', { day: '2026-09-30' as LocalDate });
    expect(before).toEqual({ items: [], leftOut: [], notLoaded: ['icd-10-cm'] });
    const cpt = { systems: ['cpt'] as const };
    // X9090 ended with 2025, and X9091 took its place.
    expect(codes('X909', cpt)).toEqual(['X9091']);
    expect(codes('test that has ended', cpt)).not.toContain('X9090');
  });

  test('leads from a code that was replaced to those that replaced it', () => {
    const [conversion] =
      files
        .inForce('icd-10-cm-conversion', day)
        ?.database.prepare(`SELECT "previousCode", code FROM "rows" WHERE "previousCode" = code || '9' LIMIT 1`)
        .all() ?? [];
    const { previousCode, code } = conversion as Record<string, string>;
    expect(search(previousCode as string).items[0]).toMatchObject({
      code,
      reason: { kind: 'replaced-code', term: previousCode },
    });
  });

  test('searches several systems at once, and names those not loaded', () => {
    const systems = ['hcpcs', 'cpt', 'cdt'] as const;
    const answer = search('annual wellness visit', { systems });
    expect(answer.items.slice(0, 2).map(({ system, code }) => [system, code])).toEqual([
      ['hcpcs', 'G0438'],
      ['hcpcs', 'G0439'],
    ]);
    expect(answer.notLoaded).toEqual(['cdt']);
    expect(first('appendix resection', { systems: ['icd-10-pcs'] })).toMatch(/^0DTJ/);
  });

  test('shows only the code that may have been meant, if a letter looks alike', () => {
    expect(search('EI1.9')).toMatchObject({ items: [], didYouMean: 'E119' });
    expect(search('GO439', { systems: ['hcpcs'] })).toMatchObject({ items: [], didYouMean: 'G0439' });
  });

  test('treats a word as a misspelt code only if the corrected code is in the set', () => {
    for (const word of ['zzzz', 'boils', 'EO9.9'])
      expect(search(word)).toEqual({ items: [], leftOut: [], notLoaded: [] });
  });

  test('leaves out a word that no result has together with the others, and names it', () => {
    expect(search('zzyzx knee pain')).toMatchObject({ leftOut: ['zzyzx'] });
    expect(first('zzyzx knee pain')).toMatch(/^M2556/);
    expect(search('zzyzx qqqqq')).toMatchObject({ items: [], leftOut: [] });
  });

  test('ranks first what was chosen before', () => {
    expect(first('shoulder pain')).toBe('M25511');
    const chosen = new Map([['icd-10-cm M25512', 3]]);
    const [best] = search('shoulder pain', { chosen }).items;
    expect(best).toMatchObject({ code: 'M25512', chosenBefore: true });
  });

  property.prop([fc.string({ maxLength: 40, unit: 'grapheme' })], { numRuns: 200 })(
    'never fails, whatever is typed',
    (text) => {
      const answer = search(text, { systems: ['icd-10-cm', 'hcpcs', 'icd-10-pcs'] });
      expect(answer.items.length).toBeLessThanOrEqual(20);
    },
  );

  test('finds every code by its own description', () => {
    for (const code of ['E1122', 'I2510', 'J45901', 'S61210A', 'Z01419', 'F0390', 'K5792']) {
      const [own] = search(code).items;
      expect(codes(own?.description ?? '')[0]).toBe(code);
    }
  });
});

describe('words', () => {
  test('are compared by letters added, left out, changed or exchanged', () => {
    expect(misspellings('pain', 'pain', 2)).toBe(0);
    expect(misspellings('pian', 'pain', 2)).toBe(1);
    expect(misspellings('pan', 'pain', 2)).toBe(1);
    expect(misspellings('paimn', 'pain', 2)).toBe(1);
    expect(misspellings('bain', 'pain', 2)).toBe(1);
    expect(misspellings('knee', 'elbow', 2)).toBe(3);
  });

  test('have no capitals, accents or punctuation, and abbreviations are written out', () => {
    expect(wordsOf('Pain w/o Sjögren’s, X-ray')).toEqual(['pain', 'without', 'sjogren', 's', 'x', 'ray']);
  });
});

describe('suggestions for what was documented', () => {
  const suggest = (text: string, chosen: ReadonlyMap<string, number> = new Map()) =>
    suggestCodes({ text, day, limit: 10, chosen }, files.inForce);
  const suggested = (text: string) => suggest(text).items.map(({ code }) => code);

  test('are ranked by how fully they are documented, each with the words it is based on', () => {
    const text = 'Follow up. T2DM and HTN. Complains of low back pain for three days.';
    const { items } = suggest(text);
    expect(items.slice(0, 3).map(({ code }) => code)).toEqual(expect.arrayContaining(['E119', 'M5450']));
    expect(items.map(({ code }) => code)).toContain('I10');
    const back = items.find(({ code }) => code === 'M5450');
    const [reason] = back?.reasons ?? [];
    expect(text.slice(reason?.start, reason?.end)).toBe('low back pain');
    expect(reason?.term).toBe('Low back pain, unspecified');
  });

  test.each([
    ['a side that is documented', 'Right knee pain.', 'M25561'],
    ['the other side', 'Pain in the left knee.', 'M25562'],
    ['a synonym', 'Tennis elbow.', 'M7710'],
    ['a complication that is documented', 'Type 2 diabetes with hyperglycemia.', 'E1165'],
    ['another form of the word', 'Sprained right ankle, unspecified ligament.', 'S93401A'],
  ])('accept %s', (_what, text, code) => {
    expect(suggested(text)[0]).toBe(code);
  });

  test('leave out what is negated, and what is uncertain', () => {
    const text = 'Denies chest pain, no fever. Possible pneumonia. r/o sepsis. Headache.';
    const { items, excluded } = suggest(text);
    expect(items.map(({ code }) => code)).toContain('R519');
    for (const code of ['R079', 'R509', 'J189']) expect(items.map((item) => item.code)).not.toContain(code);
    expect(excluded.map(({ start, end, why }) => [text.slice(start, end), why])).toEqual([
      ['Denies chest pain, no fever', 'negated'],
      ['Possible pneumonia', 'uncertain'],
      ['r/o sepsis', 'uncertain'],
    ]);
  });

  test('start again after the word but', () => {
    expect(suggested('No chest pain but shortness of breath.')[0]).toBe('R0602');
  });

  test('rank higher what was chosen before', () => {
    const text = 'Low back pain.';
    expect(suggested(text)[0]).toBe('M5450');
    expect(suggest(text, new Map([['icd-10-cm M5459', 20]])).items[0]?.code).toBe('M5459');
  });

  test('need the diagnoses of the day', () => {
    const asked = { text: 'Headache', day: '2026-09-30' as LocalDate, limit: 10, chosen: new Map() };
    expect(suggestCodes(asked, files.inForce)).toMatchObject({ isLoaded: false, items: [] });
  });

  property.prop([fc.string({ maxLength: 300, unit: 'grapheme' })], { numRuns: 50 })(
    'name places inside of the text, whatever it is',
    (text) => {
      const { items, excluded } = suggest(text);
      for (const { start, end } of [...items.flatMap((item) => item.reasons), ...excluded]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    },
  );
});

describe('a code with its place and its notes', () => {
  const page = (code: string, system: CodeSearch['systems'][number] = 'icd-10-cm') => {
    const found = codePage({ system, code, day }, files);
    if (found === undefined || found === 'not-loaded') throw new Error(`no page of ${code}`);
    return found;
  };

  test('shows what is above and what is one step below', () => {
    expect(page('E11').above.map(({ code }) => code)).toEqual(['4', expect.stringMatching(/^E\d\d-E\d\d$/)]);
    expect(
      page('E1122')
        .above.map(({ code }) => code)
        .slice(2),
    ).toEqual(['E11', 'E112']);
    expect(page('E11').below.map(({ code, billable }) => [code, billable])).toEqual([
      ['E112', false],
      ['E114', false],
      ['E116', false],
      ['E119', true],
    ]);
    expect(page('E119').below).toEqual([]);
  });

  test('leads to codes with a seventh character, and names those that exist', () => {
    const { below, seventhCharacters } = page('S0101');
    expect(below.map(({ code }) => code)).toEqual(['S0101XA', 'S0101XD', 'S0101XS']);
    expect(seventhCharacters.map(({ character }) => character)).toEqual(['A', 'D', 'S']);
    expect(page('S0101XA').seventhCharacters).toEqual(seventhCharacters);
  });

  test('has the notes on it and on what is above it, with their places', () => {
    const notes = page('E1122').notes.map(({ kind, standsOn, text }) => [kind, standsOn, text]);
    expect(notes).toContainEqual([
      'use-additional',
      'E1122',
      'code to identify stage of chronic kidney disease (N18.1-N18.6)',
    ]);
    expect(notes).toContainEqual(['excludes1', 'E11', 'type 1 diabetes mellitus (E10.-)']);
    expect(page('E1122').notes[0]?.citation).toMatchObject({ set: 'icd-10-cm-tabular', release: 'FY2027' });
  });

  test('shows what replaced a code, and what it replaced', () => {
    expect(page('M545')).toMatchObject({
      standing: 'header',
      replacedBy: [{ code: 'M5450' }, { code: 'M5451' }, { code: 'M5459' }],
    });
    expect(page('M5450').replaces).toEqual(['M545']);
    expect(page('F329').replacedBy.map(({ code }) => code)).toEqual(['F32A']);
  });

  test('shows whether a procedure can be billed on the day', () => {
    expect(page('X9090', 'cpt')).toMatchObject({ standing: 'ended', to: '2025-12-31' });
    expect(page('G0439', 'hcpcs')).toMatchObject({ standing: 'billable', from: '2015-10-01', notes: [], below: [] });
  });

  test('is not found for a code that no release has', () => {
    expect(codePage({ system: 'icd-10-cm', code: 'Q999', day }, files)).toBeUndefined();
    expect(codePage({ system: 'cdt', code: 'D9901', day }, files)).toBe('not-loaded');
  });
});
