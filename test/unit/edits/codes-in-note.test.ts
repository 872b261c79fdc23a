import { describe, expect, test } from 'vitest';
import { codesInNote, includesCode } from '../../../shared/domain/code-set/codes-in-note.ts';

const names = (note: string, code: string) => includesCode(codesInNote(note), code);

describe('the codes in a note of the tabular list', () => {
  test.each([
    ['acute bronchitis (J20.-)', 'J209', true],
    ['acute bronchitis (J20.-)', 'J40', false],
    ['aspiration pneumonia (J69.0)', 'J690', true],
    ['aspiration pneumonia (J69.0)', 'J698', false],
    ['diabetes mellitus (E08-E13)', 'E1122', true],
    ['diabetes mellitus (E08-E13)', 'E139', true],
    ['diabetes mellitus (E08-E13)', 'E140', false],
    ['hypertensive disease complicating pregnancy (O10-O11, O13-O16)', 'O12', false],
    ['hypertensive disease complicating pregnancy (O10-O11, O13-O16)', 'O169', true],
    ['code to identify stage (N18.1-N18.6)', 'N184', true],
    ['code to identify stage (N18.1-N18.6)', 'N189', false],
    ['inguinal hernia (K40.0-, K40.1-)', 'K4011', true],
    ['drug, if applicable (T36-T50 with fifth or sixth character 5)', 'T360X5A', true],
    ['drug, if applicable (T36-T50 with fifth or sixth character 5)', 'T360X1A', false],
    ['poisoning (T36-T50 with fifth or sixth character 1-4 or 6)', 'T360X6A', true],
    ['poisoning (T36-T50 with fifth or sixth character 1-4 or 6)', 'T360X5A', false],
    ['fall [W19.-]', 'W19XXXA', true],
    ['the underlying condition, such as:', 'J209', false],
    ['vitamin B12 deficiency', 'B120', false],
  ])('%s: %s is %s', (note, code, expected) => {
    expect(names(note, code)).toBe(expected);
  });
});
