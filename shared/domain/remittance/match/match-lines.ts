import { type Cents, zeroCents } from '../../money/cents.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { ClaimPosting } from '../post/claim-posting.ts';
import type { RemittanceClaim, RemittanceLine } from '../remittance.ts';
import { canonicalNumber } from './match-claim.ts';

/** A line of our claim, as it was sent. */
export interface SentLine {
  /** Counts from 1. */
  readonly number: number;
  readonly controlNumber?: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: Cents;
  readonly serviceFrom?: LocalDate;
}

/** Which line of ours a remittance's line answers, and how that was told. */
export interface LineMatch {
  /** Our line; for one that combines several, the first of them. Undefined: it cannot be told. */
  readonly line: number | undefined;
  /**
   * `control-number`: the payer returned our number. `facts`: procedure, modifiers, date and charge. `split`: it is one of several
   * that make up our line. `combined`: it stands for several of ours.
   */
  readonly by: 'control-number' | 'facts' | 'split' | 'combined' | 'nothing';
  /** The lines of ours that one combined line stands for. */
  readonly combines?: readonly number[];
}

/** The number of a line that the payer returned as we write it (`3`, `L3`); undefined for anything else. */
function returnedLineNumber(line: RemittanceLine, lineCount: number): number | undefined {
  const number = /^L?0*([1-9]\d{0,2})$/i.exec((line.controlNumber ?? '').trim())?.[1];
  return number !== undefined && Number(number) <= lineCount ? Number(number) : undefined;
}

interface Matching {
  readonly stated: readonly RemittanceLine[];
  readonly sent: readonly SentLine[];
  readonly matches: (LineMatch | undefined)[];
  readonly free: Set<number>;
}

/**
 * Matches a remittance's lines with the claim's: by our line number, then by procedure (also as submitted, when the payer recoded
 * it), modifiers (which payers drop), date and charge, then lines that the payer split or combined. Each is matched at most
 * once, but for lines under one number, which are parts of one. What is left is a finding for a person and holds nothing back.
 */
export function matchLines(stated: readonly RemittanceLine[], sent: readonly SentLine[]): readonly LineMatch[] {
  const matching: Matching = {
    stated,
    sent,
    matches: stated.map(() => undefined),
    free: new Set(sent.map((line) => line.number)),
  };
  byControlNumber(matching);
  byFacts(matching);
  bySplit(matching);
  byCombination(matching);
  return matching.matches.map((match) => match ?? { line: undefined, by: 'nothing' });
}

function take({ matches, free }: Matching, index: number, match: LineMatch & { readonly line: number }): void {
  matches[index] = match;
  for (const line of match.combines ?? [match.line]) free.delete(line);
}

function byControlNumber(matching: Matching): void {
  for (const [index, line] of matching.stated.entries()) {
    const stated = canonicalNumber(line.controlNumber ?? '');
    if (stated === '') continue;
    const named =
      matching.sent.find((each) => canonicalNumber(each.controlNumber ?? '') === stated)?.number ??
      returnedLineNumber(line, matching.sent.length);
    if (named !== undefined) take(matching, index, { line: named, by: 'control-number' });
  }
}

/**
 * The best pairs first. Charge and date without the procedure (the payer recoded it and does not say from what) make a pair only where
 * no other line could be meant.
 */
function byFacts(matching: Matching): void {
  const pairs = open(matching).flatMap(([index, line]) =>
    freeLines(matching).map((sent) => ({ index, sent, points: likeness(line, sent) })),
  );
  pairs.sort((a, b) => b.points - a.points || a.index - b.index || a.sent.number - b.sent.number);
  for (const { index, sent, points } of pairs) {
    if (points < leastLikeness || matching.matches[index] !== undefined || !matching.free.has(sent.number)) continue;
    if (points < likenessWithProcedure) {
      const rivals = pairs.filter(
        (other) =>
          other.points >= leastLikeness &&
          (other.index === index || other.sent === sent) &&
          matching.matches[other.index] === undefined &&
          matching.free.has(other.sent.number),
      );
      if (rivals.length > 1) continue;
    }
    take(matching, index, { line: sent.number, by: 'facts' });
  }
}

const leastLikeness = 60;
const likenessWithProcedure = 80;

/** Procedure 40, charge 40, date 20, modifiers up to 10; a charge that differs is left to split and combined lines. */
function likeness(line: RemittanceLine, sent: SentLine): number {
  if (line.chargeCents !== sent.chargeCents) return 0;
  const procedure = hasProcedure(line, sent) ? 40 : 0;
  const date = line.serviceFrom !== undefined && line.serviceFrom === sent.serviceFrom ? 20 : 0;
  if (line.serviceFrom !== undefined && date === 0) return 0;
  return 40 + procedure + date + modifierPoints(line, sent);
}

function hasProcedure(line: RemittanceLine, sent: SentLine): boolean {
  const codes = [line.procedure.code, line.submittedProcedure?.code];
  return codes.some((code) => code !== undefined && code.toUpperCase() === sent.procedure.toUpperCase());
}

/** All of them 10, some dropped 5, others than were sent 0. */
function modifierPoints(line: RemittanceLine, sent: SentLine): number {
  const stated = (line.submittedProcedure ?? line.procedure).modifiers;
  if (!stated.every((modifier) => sent.modifiers.includes(modifier))) return 0;
  return stated.length === sent.modifiers.length ? 10 : 5;
}

/** Lines of one procedure and day that together charge what one line of ours did. */
function bySplit(matching: Matching): void {
  for (const sent of freeLines(matching)) {
    const parts = open(matching).filter(([, line]) => hasProcedure(line, sent) && isSameDay(line, sent));
    const total = parts.reduce((sum, [, line]) => sum + line.chargeCents, 0);
    if (parts.length < 2 || total !== sent.chargeCents) continue;
    for (const [index] of parts) take(matching, index, { line: sent.number, by: 'split' });
  }
}

/** A line that charges what several of ours of its procedure and day did. */
function byCombination(matching: Matching): void {
  for (const [index, line] of open(matching)) {
    const parts = freeLines(matching).filter((sent) => hasProcedure(line, sent) && isSameDay(line, sent));
    const total = parts.reduce((sum, sent) => sum + sent.chargeCents, 0);
    const [first] = parts;
    if (first === undefined || parts.length < 2 || total !== line.chargeCents) continue;
    take(matching, index, { line: first.number, by: 'combined', combines: parts.map((sent) => sent.number) });
  }
}

function isSameDay(line: RemittanceLine, sent: SentLine): boolean {
  return line.serviceFrom === undefined || sent.serviceFrom === undefined || line.serviceFrom === sent.serviceFrom;
}

function open({ stated, matches }: Matching): [number, RemittanceLine][] {
  return [...stated.entries()].filter(([index]) => matches[index] === undefined);
}

function freeLines({ sent, free }: Matching): readonly SentLine[] {
  return sent.filter((line) => free.has(line.number));
}

/** A claim whose lines bear our numbers, with the places (counting from 1) of those that could not be matched. */
export interface NumberedClaim {
  readonly claim: RemittanceClaim;
  readonly unmatched: readonly number[];
}

/** Puts our line numbers onto a remittance's lines, so that what posts for a line names the right one. */
export function numberLines(claim: RemittanceClaim, sent: readonly SentLine[]): NumberedClaim {
  const matches = matchLines(claim.lines, sent);
  const lines = claim.lines.map((line, index) => {
    const number = matches[index]?.line;
    return number === undefined ? line : { ...line, controlNumber: `L${number}` };
  });
  const unmatched = matches.flatMap((match, index) => (match.line === undefined ? [index + 1] : []));
  return { claim: { ...claim, lines }, unmatched };
}

/** Whether posting needs the claim's document to tell its lines: the payer did not return our numbers, and there are several. */
export function needsLineMatching(claim: RemittanceClaim, lineCount: number): boolean {
  return lineCount > 1 && claim.lines.some((line) => returnedLineNumber(line, lineCount) === undefined);
}

/** A line that is none of ours for certain is a finding on the entry, and holds nothing back. */
export function withUnmatchedLines(posting: ClaimPosting, unmatched: readonly number[]): ClaimPosting {
  if (posting.kind !== 'posted' || unmatched.length === 0) return posting;
  const findings = unmatched.map(
    (line) => ({ meaning: 'information', reason: 'line-unmatched', cents: zeroCents, line }) as const,
  );
  return { ...posting, notes: [...posting.notes, ...findings] };
}
