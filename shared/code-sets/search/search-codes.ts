import { codesInPlaceOf } from '../../domain/code-set/codes-in-place-of.ts';
import { type CodeSystem, plainCode, readEnteredCode } from '../../domain/code-set/entered-code.ts';
import type { CodeSetKind } from '../../domain/code-set/kinds.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { OpenArtifact } from '../open.ts';
import { type ArtifactInForce, createReferences } from '../references.ts';
import { type AskedWord, askedWords, fitOf, matchOf } from './ask.ts';
import {
  type CodesOnDay,
  type CodeText,
  codesBeginning,
  codeText,
  type FoundCode,
  foundCode,
  inUse,
} from './found-code.ts';
import { searchDatabase } from './search-database.ts';
import { isEmptyWord, wordsOf } from './words.ts';

/** A search request. */
export interface CodeSearch {
  readonly text: string;
  readonly systems: readonly CodeSystem[];
  readonly day: LocalDate;
  readonly billableOnly: boolean;
  readonly limit: number;
  /** How often each code (`icd-10-cm E119`) was chosen before. */
  readonly chosen: ReadonlyMap<string, number>;
}

/** Why a code was found. */
export interface MatchReason {
  readonly kind: 'code' | 'description' | 'inclusion-term' | 'index-term' | 'replaced-code';
  /** The matching term, or the replaced code; absent for the code's own description. */
  readonly term?: string;
}

export interface CodeHit extends FoundCode {
  readonly reason: MatchReason;
  readonly chosenBefore: boolean;
  readonly score: number;
}

export interface SearchAnswer {
  readonly items: readonly CodeHit[];
  /** A code that looks like the entered one, which does not exist. */
  readonly didYouMean?: string;
  /** Words that occur in no text together with the others, and were ignored. */
  readonly leftOut: readonly string[];
  /** Systems without a release in force on the day. */
  readonly notLoaded: readonly CodeSystem[];
}

/** The sets whose terms lead to codes of a system, in addition to its own descriptions. */
export const synonymSets: Partial<Record<CodeSystem, readonly CodeSetKind[]>> = {
  'icd-10-cm': ['icd-10-cm-tabular', 'icd-10-cm-index'],
};

/** The sets that a search reads. */
export function searchedSets(systems: readonly CodeSystem[]): readonly CodeSetKind[] {
  const conversions = systems.includes('icd-10-cm') ? (['icd-10-cm-conversion'] as const) : [];
  return [...systems.flatMap((system) => [system, ...(synonymSets[system] ?? [])]), ...conversions];
}

/** At most this many texts are ranked. The artifact gives them in its own order, general codes first. */
const mostCandidates = 80;
const mostTerms = 40;

/** At most this many codes below a header are shown in its place when only billable codes are wanted. */
const mostBelow = 6;

/** Finds codes during typing: by their beginnings, by words in any order, by synonyms, with spelling mistakes. */
export function searchCodes(search: CodeSearch, inForce: ArtifactInForce): SearchAnswer {
  const notLoaded = search.systems.filter((system) => inForce(system, search.day) === undefined);
  const hits = search.systems.flatMap((system) => searchSystem(system, search, inForce));
  const meant = hits.length === 0 ? lookAlikes(search) : [];
  const [, didYouMean] = meant.find(([system, code]) => isInSet(system, code, search, inForce)) ?? [];
  const isEmpty = hits.length === 0 && meant.length === 0;
  const { items, leftOut } = isEmpty ? withoutOneWord(search, inForce) : { items: hits, leftOut: [] };
  return { items: items.toSorted(byScore).slice(0, search.limit), leftOut, notLoaded, ...present({ didYouMean }) };
}

/** Likely codes for a code with mistyped letters, by system. The mistyped code itself is not searched. */
function lookAlikes({ text, systems }: CodeSearch): readonly (readonly [CodeSystem, string])[] {
  return systems.flatMap((system) => {
    const read = readEnteredCode(system, text);
    return read.ok || read.failure.suggestion === undefined ? [] : [[system, read.failure.suggestion] as const];
  });
}

/** An ordinary word can look like a mistyped code too, so a suggestion counts only if a real code begins with it. */
function isInSet(system: CodeSystem, suggestion: string, search: CodeSearch, inForce: ArtifactInForce): boolean {
  const hits = searchSystem(system, { ...search, text: suggestion, billableOnly: false }, inForce);
  return hits.some(({ code }) => code.startsWith(suggestion));
}

function withoutOneWord(search: CodeSearch, inForce: ArtifactInForce): Pick<SearchAnswer, 'items' | 'leftOut'> {
  const words = wordsOf(search.text).filter((word) => !isEmptyWord(word));
  if (words.length < 2) return { items: [], leftOut: [] };
  // Words are dropped from the end, because the first words matter most.
  for (const [at, word] of [...words.entries()].toReversed()) {
    const text = words.toSpliced(at, 1).join(' ');
    const items = search.systems.flatMap((system) => searchSystem(system, { ...search, text }, inForce));
    if (items.length > 0) return { items, leftOut: [word] };
  }
  return { items: [], leftOut: [] };
}

/** A candidate code, before it is ranked. */
interface Candidate extends CodeText {
  readonly score: number;
  readonly reason: MatchReason;
}

function searchSystem(system: CodeSystem, search: CodeSearch, inForce: ArtifactInForce): readonly CodeHit[] {
  const artifact = inForce(system, search.day);
  if (artifact === undefined) return [];
  const codes = { artifact, day: search.day };
  const best = new Map<string, Candidate>();
  const offer = (candidate: Candidate) => {
    if (search.billableOnly && !candidate.billable) return;
    const known = best.get(candidate.code);
    if (known === undefined || known.score < candidate.score) best.set(candidate.code, candidate);
  };
  for (const candidate of byCode(codes, search)) offer(candidate);
  if (best.size === 0 && system === 'icd-10-cm') {
    for (const candidate of byReplacedCode(codes, search, inForce)) offer(candidate);
  }
  for (const candidate of byDescription(system, codes, search)) offer(candidate);
  for (const set of synonymSets[system] ?? []) {
    const synonyms = inForce(set, search.day);
    if (synonyms !== undefined) for (const candidate of bySynonym(codes, synonyms, search)) offer(candidate);
  }
  const times = (code: string) => search.chosen.get(`${system} ${code}`) ?? 0;
  return [...best.values()]
    .map((candidate) => ({ ...candidate, score: candidate.score + Math.min(4, Math.log2(1 + times(candidate.code))) }))
    .toSorted(byScore)
    .slice(0, search.limit)
    .map(({ score, reason, ...text }) => ({
      ...foundCode(system, artifact, text),
      reason,
      chosenBefore: times(text.code) > 0,
      score,
    }));
}

function byScore(one: { readonly score: number; readonly code: string }, other: typeof one): number {
  return other.score - one.score || (one.code < other.code ? -1 : 1);
}

/** Above any score that words can reach. */
const codeScore = 30;

function byCode(codes: CodesOnDay, search: CodeSearch): readonly Candidate[] {
  const plain = plainCode(search.text);
  // A text without a digit is a word, not the beginning of a code, unless it is a single letter.
  if (!/^[A-Z0-9]{1,7}$/.test(plain) || (plain.length > 1 && !/\d/.test(plain))) return [];
  return codesBeginning(codes.artifact, plain, mostCandidates).flatMap((code, index) => {
    const text = codeText(codes, code);
    if (text === undefined) return [];
    const score = code === plain ? codeScore + 10 : codeScore - index / mostCandidates - code.length / 10;
    return [{ ...text, score, reason: { kind: 'code' } as const }];
  });
}

/** A code that the release no longer has leads to its replacements. */
function byReplacedCode(codes: CodesOnDay, search: CodeSearch, inForce: ArtifactInForce): readonly Candidate[] {
  const previousCode = plainCode(search.text);
  if (!/\d/.test(previousCode)) return [];
  return codesInPlaceOf(createReferences(inForce), previousCode, search.day).flatMap(({ row }) => {
    const text = codeText(codes, row.code);
    const reason = { kind: 'replaced-code', term: previousCode } as const;
    return text === undefined ? [] : [{ ...text, score: codeScore, reason }];
  });
}

function byDescription(system: CodeSystem, codes: CodesOnDay, search: CodeSearch): readonly Candidate[] {
  const asked = askedWords(search.text, searchDatabase(codes.artifact));
  if (asked.length === 0) return [];
  const matching = searchDatabase(codes.artifact)
    .descriptions.all(matchOf(asked), search.billableOnly ? 1 : 0, mostCandidates)
    .map((row) => inUse(row, search.day));
  const chosen = chosenCodes(system, search).map((code) => codeText(codes, code));
  return [...matching, ...chosen].flatMap((text) => {
    const score = text === undefined ? undefined : scoreOf(asked, text.description);
    return text === undefined || score === undefined
      ? []
      : [{ ...text, score, reason: { kind: 'description' } as const }];
  });
}

/** The most chosen codes are considered even when many other texts match. */
function chosenCodes(system: CodeSystem, { chosen }: CodeSearch): readonly string[] {
  return [...chosen]
    .filter(([key]) => key.startsWith(`${system} `))
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 50)
    .map(([key]) => key.slice(system.length + 1));
}

function bySynonym(codes: CodesOnDay, synonyms: OpenArtifact, search: CodeSearch): readonly Candidate[] {
  const database = searchDatabase(synonyms);
  const asked = askedWords(search.text, database);
  if (asked.length === 0) return [];
  return database.terms.all(matchOf(asked), mostTerms).flatMap((row) => {
    const [code, term] = [String(row.code), String(row.text)];
    const reason = { kind: row.source === 'index-term' ? 'index-term' : 'inclusion-term', term } as const;
    return codesOfTerm(codes, code, search).flatMap((text, index) => {
      const score = scoreOf(asked, term, text.description);
      return score === undefined ? [] : [{ ...text, reason, score: score - 0.5 - index / 10 }];
    });
  });
}

/** The code of a term; for a header, when only billable codes are wanted, the first ones below it. */
function codesOfTerm(codes: CodesOnDay, code: string, search: CodeSearch): readonly CodeText[] {
  const own = codeText(codes, code);
  if (own !== undefined && (own.billable || !search.billableOnly)) return [own];
  const below = codesBeginning(codes.artifact, code, 5 * mostBelow).map((each) => codeText(codes, each));
  return below.filter((text) => text?.billable === true).slice(0, mostBelow) as readonly CodeText[];
}

/**
 * How well a text answers: every word must occur in it or in its related words. Whole words score more than beginnings,
 * and a text with few other words scores more than one with many.
 */
function scoreOf(asked: readonly AskedWord[], text: string, beside = ''): number | undefined {
  const words = wordsOf(text);
  const all = beside === '' ? words : [...words, ...wordsOf(beside)];
  let quality = 0;
  const places = new Set<number>();
  for (const word of asked) {
    const fit = fitOf(word, all);
    if (fit.quality === 0) return undefined;
    quality += fit.quality;
    for (const at of fit.at) places.add(at);
  }
  const covered = 0.7 * coverage(places, words) + 0.3 * coverage(places, all);
  return (10 * quality) / asked.length + 5 * covered + (places.has(0) ? 1 : 0);
}

/** The part of a text that the query asked for, 0 to 1. */
function coverage(places: ReadonlySet<number>, words: readonly string[]): number {
  const telling = words.filter((word) => !isEmptyWord(word) && word !== 'unspecified').length;
  return Math.min(1, places.size / Math.max(1, telling));
}
