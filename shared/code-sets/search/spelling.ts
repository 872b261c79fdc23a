import type { SearchDatabase } from './search-database.ts';
import { misspellings, trigramsOf } from './words.ts';

/** Whether a set has a word with this beginning. */
export function isKnownBeginning(beginning: string, { knownWord }: SearchDatabase): boolean {
  return knownWord.get(beginning, `${beginning}~`) !== undefined;
}

const mostCorrections = 3;

/**
 * Words of a set with similar spelling, when no word begins with this one: one wrong letter, or two in a long word. The
 * last word of a query may be incomplete.
 */
export function correctionsOf(word: string, { spelledAlike }: SearchDatabase): readonly string[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const most = word.length < 6 ? 1 : 2;
  const trigrams = trigramsOf(word);
  const found = spelledAlike(trigrams.length)
    .all(...trigrams)
    .map((row) => {
      const candidate = String(row.word);
      const whole = misspellings(word, candidate, most);
      const begun = misspellings(word, candidate.slice(0, word.length), most);
      return { candidate, wrong: Math.min(whole, begun + 0.5), count: Number(row.count) };
    })
    .filter(({ wrong }) => wrong <= most)
    .toSorted((one, other) => one.wrong - other.wrong || other.count - one.count);
  const least = found[0]?.wrong;
  return found
    .filter(({ wrong }) => wrong === least)
    .slice(0, mostCorrections)
    .map(({ candidate }) => candidate);
}
