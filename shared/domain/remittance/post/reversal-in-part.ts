import type { RemittanceClaim } from '../remittance.ts';
import { adjustmentReason } from '../rules/adjustment-meaning.ts';
import type { ReversibleEntry } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { areAllLines, ownLineNumbers } from './own-lines.ts';

/** Some lines of an answer that a reversal reverses exactly. */
export interface PartTakenBack {
  readonly original: ReversibleEntry;
  /** The reversed lines, and those of the answer that stay, both ascending. */
  readonly lines: readonly number[];
  readonly linesLeft: readonly number[];
}

/**
 * The answer of which a reversal reverses some lines, each with its whole charge, payment and every adjustment.
 * Undefined when there is none or more than one, when a line is reversed with other amounts than were posted, or when
 * adjustments at claim level make it unclear what belongs to a line. Such a reversal is held.
 */
export function partTakenBack(
  { claim, lineCharges }: PostClaimInput,
  candidates: readonly ReversibleEntry[],
): PartTakenBack | undefined {
  if (lineCharges === undefined || claim.adjustments.length > 0) return undefined;
  const numbers = ownLineNumbers(claim.lines, lineCharges, -1);
  if (numbers === undefined) return undefined;
  const lines = [...new Set(numbers)].sort((left, right) => left - right);
  if (areAllLines(lines, lineCharges)) return undefined;
  const stated = statedByLine(claim, numbers);
  const fitting = candidates.filter((entry) => {
    const booked = bookedByLine(entry);
    const answered = entry.adjudication?.lines ?? [...lineCharges.keys()];
    return (
      booked !== undefined &&
      lines.every((line) => answered.includes(line)) &&
      lines.every((line) => isNegation(stated.get(line), booked.get(line)))
    );
  });
  const named = fitting.filter((entry) => entry.adjudication?.payerClaimNumber === claim.payerClaimNumber);
  const [original, ...others] = named.length > 0 ? named : fitting;
  if (original === undefined || others.length > 0) return undefined;
  const answered = original.adjudication?.lines ?? [...lineCharges.keys()].sort((left, right) => left - right);
  return { original, lines, linesLeft: answered.filter((line) => !lines.includes(line)) };
}

/** Cents by group and reason. */
type Reasons = ReadonlyMap<string, number>;

/** What a claim states for each of our lines; `numbers` are our own numbers for its lines. */
export function statedByLine(claim: RemittanceClaim, numbers: readonly number[]): ReadonlyMap<number, Reasons> {
  return sums(
    claim.lines.flatMap((line, index) =>
      line.adjustments.map((each): [number, string, number] => [
        numbers[index] as number,
        adjustmentReason(each),
        each.cents,
      ]),
    ),
  );
}

/** Every adjustment of an answer by line, or undefined when some are at claim level. */
export function bookedByLine(entry: ReversibleEntry): ReadonlyMap<number, Reasons> | undefined {
  const share = entry.adjudication?.share;
  const stated = [
    ...entry.legs
      .filter((leg) => leg.account === 'insurance-receivable' && leg.share === share && leg.reason !== undefined)
      .map((leg) => ({ line: leg.line, reason: leg.reason as string, cents: -leg.cents })),
    ...(entry.notes ?? []),
  ];
  if (stated.some((each) => each.line === undefined)) return undefined;
  return sums(stated.map((each): [number, string, number] => [each.line as number, each.reason, each.cents]));
}

function sums(amounts: readonly (readonly [number, string, number])[]): ReadonlyMap<number, Reasons> {
  const lines = new Map<number, Map<string, number>>();
  for (const [line, reason, amount] of amounts) {
    const reasons = lines.get(line) ?? new Map<string, number>();
    reasons.set(reason, (reasons.get(reason) ?? 0) + amount);
    lines.set(line, reasons);
  }
  return lines;
}

/** Whether two sets of sums per reason add up to zero. */
export function isNegation(left: Reasons = new Map(), right: Reasons = new Map()): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every(
    (reason) => (left.get(reason) ?? 0) + (right.get(reason) ?? 0) === 0,
  );
}
