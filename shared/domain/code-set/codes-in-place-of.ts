import type { LocalDate } from '../time/local-date.ts';
import type { Cited, CodeReferences } from './references.ts';
import type { ConversionRow } from './rows.ts';

/**
 * The codes that stand on a day in the place of one that is gone, each with the row of the conversion table that leads to it. What took its place may
 * have been replaced since: then those that took that one's place. None where the table is not loaded, or leads to nothing that is a code on the day.
 */
export function codesInPlaceOf(
  references: Pick<CodeReferences, 'successors' | 'diagnosis'>,
  gone: string,
  day: LocalDate,
): readonly Cited<ConversionRow>[] {
  const found = new Map<string, Cited<ConversionRow>>();
  const asked = [gone];
  // The list grows while it is read, and has each code once.
  for (const previous of asked) {
    const answer = references.successors(previous, day);
    if (answer.kind !== 'loaded') return [];
    for (const cited of answer.found) {
      const { code, effectiveFrom } = cited.row;
      if (effectiveFrom > day || asked.includes(code)) continue;
      if (references.diagnosis(code, day).kind === 'found') found.set(code, found.get(code) ?? cited);
      else asked.push(code);
    }
  }
  return [...found.values()];
}
