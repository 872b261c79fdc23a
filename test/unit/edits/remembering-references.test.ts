import { describe, expect, test } from 'vitest';
import { rememberingReferences } from '../../../shared/domain/code-set/remembering-references.ts';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';
import { readCases } from '../../golden-edits/read-cases.ts';
import { worldReferences } from '../../golden-edits/world.ts';

describe('lookups that remember', () => {
  test('ask each question once, and answer as those that ask always', () => {
    const asked: string[] = [];
    const counting = Object.fromEntries(
      Object.entries(worldReferences).map(([name, ask]) => [
        name,
        (...args: readonly unknown[]) => {
          asked.push(`${name} ${args.join('|')}`);
          return (ask as (...given: readonly unknown[]) => unknown)(...args);
        },
      ]),
    ) as unknown as typeof worldReferences;
    const references = rememberingReferences(counting);
    for (const { encounter: notation } of readCases()) {
      const { encounter, context } = readNotation(notation);
      expect(runEdits(encounter, { ...context, references })).toEqual(runEdits(encounter, context));
    }
    expect(asked.length).toBeGreaterThan(300);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
