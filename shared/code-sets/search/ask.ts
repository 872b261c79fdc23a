import { abbreviations } from './abbreviations.ts';
import type { SearchDatabase } from './search-database.ts';
import { correctionsOf, isKnownBeginning } from './spelling.ts';
import { isEmptyWord, stemOf, wordsOf } from './words.ts';

/** A word of a query, and the words that may match it in a text. */
export interface AskedWord {
  readonly word: string;
  /** Beginnings of words, each with the quality of its match: 1 is the word itself. */
  readonly beginnings: readonly { readonly text: string; readonly quality: number }[];
  /** The words of an abbreviation; all of them must match. */
  readonly written: readonly string[];
}

const abbreviationQuality = 0.95;
const correctionQuality = 0.7;

/**
 * The words of a query, with abbreviations expanded and, where a set does not know a word, with similarly spelled
 * words.
 */
export function askedWords(text: string, database: SearchDatabase): readonly AskedWord[] {
  const all = wordsOf(text);
  const telling = all.filter((word) => !isEmptyWord(word));
  return (telling.length > 0 ? telling : all).slice(0, mostWords).map((word) => askedWord(word, database));
}

/** The limit of words in a query; further words add nothing. */
const mostWords = 12;

function askedWord(word: string, database: SearchDatabase): AskedWord {
  const written = wordsOf(abbreviations.get(word) ?? '').filter((part) => !isEmptyWord(part));
  const beginning = { text: stemOf(word), quality: 1 };
  if (written.length > 0 || isKnownBeginning(beginning.text, database)) {
    return { word, beginnings: [beginning], written };
  }
  const corrected = correctionsOf(word, database).map((text) => ({ text, quality: correctionQuality }));
  return { word, beginnings: [beginning, ...corrected], written };
}

/** The query in the language of FTS5: every word must occur. */
export function matchOf(words: readonly AskedWord[]): string {
  return words.map(matchOfWord).join(' AND ');
}

function matchOfWord({ beginnings, written }: AskedWord): string {
  const choices = beginnings.map(({ text }) => `"${text}"${text.length > 1 || !/\d/.test(text) ? '*' : ''}`);
  if (written.length > 0) choices.push(`(${written.map((word) => `"${stemOf(word)}"*`).join(' AND ')})`);
  return choices.length === 1 ? (choices[0] as string) : `(${choices.join(' OR ')})`;
}

/** How well the words of a text match a word of the query, 0 to 1; and which words match. */
export function fitOf(
  asked: AskedWord,
  words: readonly string[],
): { readonly quality: number; readonly at: readonly number[] } {
  let quality = 0;
  let place = -1;
  for (const beginning of asked.beginnings) {
    for (const [at, word] of words.entries()) {
      if (!word.startsWith(beginning.text)) continue;
      // A whole word matches better than a beginning.
      const fit = beginning.quality * (word === asked.word || word === beginning.text ? 1 : 0.8);
      if (fit > quality) [quality, place] = [fit, at];
    }
  }
  const places = asked.written.map((part) => words.findIndex((word) => word.startsWith(stemOf(part))));
  if (places.length > 0 && !places.includes(-1) && abbreviationQuality > quality) {
    return { quality: abbreviationQuality, at: places };
  }
  return { quality, at: place < 0 ? [] : [place] };
}
