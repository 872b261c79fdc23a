import { describe, expect, test } from 'vitest';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { editRules } from '../../../shared/domain/edits/rules.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';
import { readCases } from '../../golden-edits/read-cases.ts';

const cases = readCases();
const foundIn = (notation: string) => {
  const { encounter, context } = readNotation(notation);
  return runEdits(encounter, context);
};

describe('the golden edits', () => {
  test('are many, each with a unique name', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test.each(cases)('$id: $situation', ({ encounter, findings }) => {
    const found = foundIn(encounter).map(({ severity, editId, pointer }) => `${severity} ${editId} ${pointer}`.trim());
    expect([...found].sort()).toEqual([...findings].sort());
  });

  test('name only existing edits', () => {
    const named = new Set(cases.flatMap(({ findings }) => findings.map((finding) => finding.split(' ')[1] ?? '')));
    expect([...named].filter((id) => !Object.hasOwn(editRules, id))).toEqual([]);
  });
});
