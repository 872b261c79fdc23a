import type { LocalDate } from '../time/local-date.ts';
import type { Cited, CodeReferences } from './references.ts';
import type { ConversionRow } from './rows.ts';

/**
 * The codes that replace a deleted code on a day, each with its row of the conversion table. A replacement that was
 * replaced itself is followed. Empty when the table is not loaded, or leads to no valid code on the day.
 */
export function codesInPlaceOf(
  references: Pick<CodeReferences, 'successors' | 'diagnosis'>,
  gone: string,
  day: LocalDate,
): readonly Cited<ConversionRow>[] {
  const found = new Map<string, Cited<ConversionRow>>();
  const asked = [gone];
  // The list grows during the loop, and has each code once.
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
