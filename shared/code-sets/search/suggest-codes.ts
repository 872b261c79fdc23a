import type { LocalDate } from '../../domain/time/local-date.ts';
import type { ArtifactInForce } from '../references.ts';
import { type Clause, clausesOf, type DocumentedWord, type ExcludedPassage } from './documented-words.ts';
import {
  type CodesOnDay,
  type CodeText,
  codesBeginning,
  codeText,
  type FoundCode,
  foundCode,
  inUse,
} from './found-code.ts';
import { synonymSets } from './search-codes.ts';
import { type SearchDatabase, searchDatabase } from './search-database.ts';
import { isKnownBeginning } from './spelling.ts';
import { isEmptyWord, stemOf, wordsOf } from './words.ts';

export interface CodeSuggestions {
  readonly text: string;
  readonly day: LocalDate;
  readonly limit: number;
  readonly chosen: ReadonlyMap<string, number>;
}

/** Why a code is suggested: the words of the documentation, and the description or term that contains them. */
export interface SuggestionReason {
  readonly kind: 'description' | 'inclusion-term' | 'index-term';
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

export interface SuggestedCode extends FoundCode {
  readonly reasons: readonly SuggestionReason[];
  readonly chosenBefore: boolean;
  readonly score: number;
}

export interface SuggestionAnswer {
  readonly items: readonly SuggestedCode[];
  /** Negated or uncertain passages: nothing is suggested for them. */
  readonly excluded: readonly ExcludedPassage[];
  readonly isLoaded: boolean;
}

/** Each query takes a fraction of a millisecond; a note of some pages needs no more. */
const mostQuestions = 400;
const textsPerQuestion = 25;

/** At most this many words may be between two related words. */
const widestGap = 3;

/** The part of a term that must be documented. */
const leastCoverage = 0.6;

/**
 * Suggests diagnoses for a documented text, best first, each with its evidence. A person decides: this codes nothing.
 */
export function suggestCodes(asked: CodeSuggestions, inForce: ArtifactInForce): SuggestionAnswer {
  const clauses = clausesOf(asked.text);
  const excluded = clauses.flatMap((clause) => clause.excluded);
  const artifact = inForce('icd-10-cm', asked.day);
  if (artifact === undefined) return { items: [], excluded, isLoaded: false };
  const codes = { artifact, day: asked.day };
  const synonyms = (synonymSets['icd-10-cm'] ?? []).flatMap((set) => inForce(set, asked.day) ?? []);
  const found = new Map<string, Suggestion>();
  const questions = { left: mostQuestions };
  for (const clause of clauses) {
    for (const text of describedCodes(clause, codes, questions)) offer(found, text, clause);
    for (const terms of synonyms) {
      for (const text of termedCodes(clause, codes, { database: searchDatabase(terms), questions }))
        offer(found, text, clause);
    }
  }
  const best = onePerPassage([...found.values()].map((suggestion) => ranked(suggestion, asked)));
  const items = best.slice(0, asked.limit).map(({ text, ...suggestion }) => ({
    ...foundCode('icd-10-cm', artifact, text),
    ...suggestion,
  }));
  return { items, excluded, isLoaded: true };
}

/** A code with the text through which a clause may lead to it. */
interface PossibleCode {
  readonly text: CodeText;
  readonly term: string;
  readonly kind: SuggestionReason['kind'];
}

interface Suggestion {
  readonly text: CodeText;
  readonly reasons: (SuggestionReason & { readonly score: number })[];
  best: number;
}

type Ranked = Pick<SuggestedCode, 'reasons' | 'score' | 'chosenBefore'> & { readonly text: CodeText };

function ranked({ text, reasons, best }: Suggestion, { chosen }: CodeSuggestions): Ranked {
  const times = chosen.get(`icd-10-cm ${text.code}`) ?? 0;
  const score = best + Math.min(2, (reasons.length - 1) * 0.25) + Math.min(3, Math.log2(1 + times));
  const told = reasons.toSorted((one, other) => other.score - one.score).slice(0, mostReasons);
  return { text, reasons: told.map(({ score: _, ...reason }) => reason), score, chosenBefore: times > 0 };
}

/**
 * The score that a suggestion loses for each better one with the same evidence, so that variants of one finding do not
 * hide other findings.
 */
const repeatedPassage = 1.5;

function onePerPassage(suggestions: readonly Ranked[]): readonly Ranked[] {
  const byScore = (one: Ranked, other: Ranked) => other.score - one.score || (one.text.code < other.text.code ? -1 : 1);
  const passages: SuggestionReason[] = [];
  const lowered = suggestions.toSorted(byScore).map((suggestion) => {
    const [reason] = suggestion.reasons as readonly [SuggestionReason];
    const better = passages.filter(({ start, end }) => start < reason.end && reason.start < end).length;
    passages.push(reason);
    return { ...suggestion, score: suggestion.score - repeatedPassage * Math.min(3, better) };
  });
  return lowered.filter(({ score }) => score > 0).toSorted(byScore);
}

const mostReasons = 5;

function offer(found: Map<string, Suggestion>, possible: PossibleCode, clause: Clause): void {
  const { text, term, kind } = possible;
  const fit = fitOfTerm(term, text.description, clause.words);
  if (fit === undefined || !text.billable) return;
  const reason = { kind, term, start: fit.start, end: fit.end };
  const known = found.get(text.code) ?? { text, reasons: [], best: 0 };
  const isNew = !known.reasons.some(({ start, end }) => start === reason.start && end === reason.end);
  if (isNew) known.reasons.push({ ...reason, score: fit.score });
  known.best = Math.max(known.best, fit.score);
  found.set(text.code, known);
}

/** Words of terms that clinicians do not write in notes. */
const formal: ReadonlySet<string> = new Set(
  'see unspecified other specified nos nec encounter initial elsewhere classified with without complications uncomplicated'.split(
    ' ',
  ),
);

/**
 * How well a clause documents a term: the more of its words occur, the better; the remaining words of the code's
 * description decide between codes of one term. Undefined when too few words occur.
 */
function fitOfTerm(term: string, description: string, documented: readonly DocumentedWord[]) {
  const own = tellingWords(term);
  const placeOf = (word: string) => documented.findIndex(({ stems }) => stems.some((stem) => isSameWord(stem, word)));
  const there = own.map(placeOf).filter((place) => place >= 0);
  const covered = there.length / Math.max(1, own.length);
  if (there.length === 0 || covered < leastCoverage || (own.length <= 2 && covered < 1)) return undefined;
  const [first, last] = [Math.min(...there), Math.max(...there)];
  // Words far apart are less surely related.
  const nearness = 0.5 + (0.5 * new Set(there).size) / (last - first + 1);
  const beside = tellingWords(description).filter((word) => !own.includes(word));
  const alsoThere = beside.filter((word) => placeOf(word) >= 0).length;
  const extra = beside.length === 0 ? 0 : (2 * alsoThere - 0.5 * (beside.length - alsoThere)) / beside.length;
  return {
    score: 2 * there.length * covered * covered * nearness + extra,
    start: (documented[first] as DocumentedWord).start,
    end: (documented[last] as DocumentedWord).end,
  };
}

function tellingWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !isEmptyWord(word) && !formal.has(word));
}

function isSameWord(stem: string, word: string): boolean {
  return word === stem || stemOf(word) === stem;
}

function* describedCodes(clause: Clause, codes: CodesOnDay, questions: { left: number }): Iterable<PossibleCode> {
  const database = searchDatabase(codes.artifact);
  for (const match of questionsOf(clause, database)) {
    if (questions.left === 0) return;
    questions.left -= 1;
    for (const row of database.descriptions.all(match, 1, textsPerQuestion)) {
      const text = inUse(row, codes.day);
      if (text !== undefined) yield { text, term: text.description, kind: 'description' };
    }
  }
}

function* termedCodes(
  clause: Clause,
  codes: CodesOnDay,
  { database, questions }: { readonly database: SearchDatabase; readonly questions: { left: number } },
): Iterable<PossibleCode> {
  for (const match of questionsOf(clause, database)) {
    if (questions.left === 0) return;
    questions.left -= 1;
    for (const row of database.terms.all(match, textsPerQuestion)) {
      const kind = row.source === 'index-term' ? 'index-term' : 'inclusion-term';
      for (const text of codesUnder(codes, String(row.code))) yield { text, term: String(row.text), kind };
    }
  }
}

/** The code of a term; for a header, the billable codes below it. */
function codesUnder(codes: CodesOnDay, code: string): readonly CodeText[] {
  const own = codeText(codes, code);
  if (own?.billable === true) return [own];
  return codesBeginning(codes.artifact, code, 20).flatMap((each) => codeText(codes, each) ?? []);
}

/** Each word alone, and each pair of nearby words; only words that the set has. */
function questionsOf({ words }: Clause, database: SearchDatabase): readonly string[] {
  const stems = words.flatMap((word, at) =>
    word.stems.filter((stem) => stem.length > 1 && isKnownBeginning(stem, database)).map((stem) => ({ stem, at })),
  );
  const questions = new Set<string>();
  for (const [index, { stem, at }] of stems.entries()) {
    for (const other of stems.slice(index + 1)) {
      if (other.at - at > widestGap) break;
      if (other.stem !== stem) questions.add(`"${stem}"* AND "${other.stem}"*`);
    }
  }
  for (const { stem } of stems) questions.add(`"${stem}"*`);
  return [...questions];
}
