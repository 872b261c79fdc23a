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
  /** The revenue code where a facility's line has no procedure. */
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: Cents;
  readonly serviceFrom?: LocalDate;
}

/** The line of ours that a remittance's line answers, and how it was found. */
export interface LineMatch {
  /** Our line, or the first of several that the payer combined. Undefined when it is not certain. */
  readonly line: number | undefined;
  /**
   * `control-number`: the payer returned our number. `facts`: procedure, modifiers, date and charge agree. `split`: the payer split our
   * line, and this is a part. `combined`: the payer combined several of our lines.
   */
  readonly by: 'control-number' | 'facts' | 'split' | 'combined' | 'nothing';
  /** The lines of ours that the payer combined into one. */
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
 * Matches a remittance's lines with the claim's: by our line number, then by procedure (also as submitted, when the payer recoded it),
 * modifiers (which payers drop), date and charge, then lines that the payer split or combined, and last what is left over. Each line is matched at most once, except
 * that lines with the same number are parts of one line. Lines that are left over are a finding for a person and do not stop posting.
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
  byRest(matching);
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
 * The best pairs first. Charge and date without the procedure (which the payer recoded without saying so) make a pair only when no other
 * line could be meant.
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

/** Procedure 40, charge 40, date 20, modifiers up to 10; a line with another charge is left for the split and combined lines. */
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

/** 10 for all modifiers, 5 when some were dropped, 0 for others than were sent. */
function modifierPoints(line: RemittanceLine, sent: SentLine): number {
  const stated = (line.submittedProcedure ?? line.procedure).modifiers;
  if (!stated.every((modifier) => sent.modifiers.includes(modifier))) return 0;
  return stated.length === sent.modifiers.length ? 10 : 5;
}

/** Lines of one procedure and day whose charges add up to the charge of one line of ours. */
function bySplit(matching: Matching): void {
  for (const sent of freeLines(matching)) {
    const parts = open(matching).filter(([, line]) => hasProcedure(line, sent) && isSameDay(line, sent));
    const total = parts.reduce((sum, [, line]) => sum + line.chargeCents, 0);
    if (parts.length < 2 || total !== sent.chargeCents) continue;
    for (const [index] of parts) take(matching, index, { line: sent.number, by: 'split' });
  }
}

/** A line whose charge is the sum of several lines of ours with its procedure and day. */
function byCombination(matching: Matching): void {
  for (const [index, line] of open(matching)) {
    const parts = freeLines(matching).filter((sent) => hasProcedure(line, sent) && isSameDay(line, sent));
    const total = parts.reduce((sum, sent) => sum + sent.chargeCents, 0);
    const [first] = parts;
    if (first === undefined || parts.length < 2 || total !== line.chargeCents) continue;
    take(matching, index, { line: first.number, by: 'combined', combines: parts.map((sent) => sent.number) });
  }
}

/**
 * The only line that is left over answers all of ours that are left over, if they are of its day and their charges add
 * up to its charge: a panel for its parts, for instance. Such a line may also have come with the number of one of them.
 */
function byRest(matching: Matching): void {
  const rest = freeLines(matching);
  const left = open(matching);
  if (rest.length === 0 || left.length > 1) return;
  const [only] = left;
  const [index, own] = only === undefined ? largerThanOurs(matching) : [only[0], undefined];
  if (index === undefined) return;
  const parts = [...(own === undefined ? [] : [own]), ...rest].sort((one, other) => one.number - other.number);
  const total = parts.reduce((sum, sent) => sum + sent.chargeCents, 0);
  const [first] = parts;
  const line = matching.stated[index];
  if (first === undefined || line === undefined || parts.length < 2 || total !== line.chargeCents) return;
  if (!parts.every((sent) => isSameDay(line, sent))) return;
  take(matching, index, { line: first.number, by: 'combined', combines: parts.map(({ number }) => number) });
}

/** The only line that came with a number of ours and another charge than that line has, with that line. */
function largerThanOurs({ stated, sent, matches }: Matching): readonly [number | undefined, SentLine | undefined] {
  const found = matches.flatMap((match, index) => {
    const own = match?.by === 'control-number' ? sent.find(({ number }) => number === match.line) : undefined;
    return own === undefined || own.chargeCents === stated[index]?.chargeCents ? [] : [[index, own] as const];
  });
  return found.length === 1 ? (found[0] ?? [undefined, undefined]) : [undefined, undefined];
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

/** A claim whose lines have our numbers, with the places (counting from 1) of the lines that could not be matched. */
export interface NumberedClaim {
  readonly claim: RemittanceClaim;
  readonly unmatched: readonly number[];
}

/** Puts our line numbers on a remittance's lines, so that postings name the right line. */
export function numberLines(claim: RemittanceClaim, sent: readonly SentLine[]): NumberedClaim {
  const matches = matchLines(claim.lines, sent);
  const lines = claim.lines.map((line, index) => {
    const number = matches[index]?.line;
    return number === undefined ? line : { ...line, controlNumber: `L${number}` };
  });
  const unmatched = matches.flatMap((match, index) => (match.line === undefined ? [index + 1] : []));
  return { claim: { ...claim, lines }, unmatched };
}

/** Whether posting needs the claim's document to identify lines: the payer did not return our numbers, and there are several lines. */
export function needsLineMatching(claim: RemittanceClaim, lineCount: number): boolean {
  return lineCount > 1 && claim.lines.some((line) => returnedLineNumber(line, lineCount) === undefined);
}

/** A line that could not be matched is a finding on the entry and does not stop posting. */
export function withUnmatchedLines(posting: ClaimPosting, unmatched: readonly number[]): ClaimPosting {
  if (posting.kind !== 'posted' || unmatched.length === 0) return posting;
  const findings = unmatched.map(
    (line) => ({ meaning: 'information', reason: 'line-unmatched', cents: zeroCents, line }) as const,
  );
  return { ...posting, notes: [...posting.notes, ...findings] };
}
