import { abbreviations } from './abbreviations.ts';
import { isEmptyWord, stemOf, wordsOf } from './words.ts';

/** A word of a documented text, and its position. */
export interface DocumentedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Beginnings of words in the code sets that this word may mean; several for an abbreviation. */
  readonly stems: readonly string[];
}

/** Why a passage gives no suggestion: it negates a finding, or is uncertain about it. */
export type Exclusion = 'negated' | 'uncertain';

export interface ExcludedPassage {
  readonly start: number;
  readonly end: number;
  readonly why: Exclusion;
}

/** A part of a text whose words belong together, with whether it may be coded. */
export interface Clause {
  readonly words: readonly DocumentedWord[];
  readonly excluded: readonly ExcludedPassage[];
}

const negations: ReadonlySet<string> = new Set(
  'absent denied denies negative neither never no nor not without'.split(' '),
);

/**
 * Uncertain outpatient diagnoses are not coded; the signs and symptoms are (section IV.H of the official guidelines).
 */
const doubts: ReadonlySet<string> = new Set(
  'likely possible possibly presumed probable probably questionable suspected suspicion versus vs'.split(' '),
);

/** After these words a clause changes its subject. */
const turns: ReadonlySet<string> = new Set('although but except however though'.split(' '));

/** Splits a text into clauses, and marks negated and uncertain ones. */
export function clausesOf(text: string): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const part of text.matchAll(/(?:[^.;:!?\n\r]|\.(?=\d))+/g)) clauses.push(clauseOf(part[0], part.index));
  return clauses.filter(({ words, excluded }) => words.length > 0 || excluded.length > 0);
}

function clauseOf(part: string, offset: number): Clause {
  const words: DocumentedWord[] = [];
  const excluded: ExcludedPassage[] = [];
  let open: ExcludedPassage | undefined;
  for (const match of part.matchAll(/r\/o|[\p{L}\p{N}]+/giu)) {
    const [start, end] = [offset + match.index, offset + match.index + match[0].length];
    const word = wordsOf(match[0]).join('');
    if (turns.has(word)) open = undefined;
    const why = exclusionAt(word, part.slice(match.index));
    if (open !== undefined) {
      open = { ...open, end };
      excluded[excluded.length - 1] = open;
    } else if (why !== undefined) {
      open = { start, end, why };
      excluded.push(open);
    } else if (word !== '' && !isEmptyWord(word)) {
      words.push({ text: match[0], start, end, stems: stemsOf(word) });
    }
  }
  return { words, excluded };
}

function exclusionAt(word: string, rest: string): Exclusion | undefined {
  if (negations.has(word)) return 'negated';
  return doubts.has(word) || /^(?:r\/o|rule[sd]? out)\b/i.test(rest) ? 'uncertain' : undefined;
}

function stemsOf(word: string): readonly string[] {
  const written = wordsOf(abbreviations.get(word) ?? '').filter((part) => !isEmptyWord(part));
  const [, root] = /^([a-z]{4,}?)(?:ed|ing)$/.exec(word) ?? [];
  return [stemOf(word), ...(root === undefined ? [] : [root]), ...written.map(stemOf)];
}
