import type { RemittanceClaim } from '../remittance.ts';
import type { ReversibleEntry } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { type LineCharges, ownLineNumbers } from './own-lines.ts';
import { bookedByLine, isNegation, statedByLine } from './reversal-in-part.ts';
import { bookedFigures, isOldStyle, negates, statedFigures } from './stated-figures.ts';

/**
 * The answers that one reversal reverses together: a claim was answered in parts, or paid again, and is reversed at
 * once. When the reversal's lines are known, these are all answers about them. No such answer may be about another
 * line, and each line must be the negated sum of what they gave it. Otherwise these are all answers of the share.
 * @returns for each share the answers whose sum is reversed
 */
export function severalTakenBack(
  { claim, lineCharges }: PostClaimInput,
  candidates: readonly ReversibleEntry[],
): readonly (readonly ReversibleEntry[])[] {
  const byShare = Map.groupBy(candidates, (entry) => entry.adjudication?.share);
  const numbers = lineCharges === undefined ? undefined : ownLineNumbers(claim.lines, lineCharges, -1);
  return [...byShare.values()].flatMap((answers) => {
    const several =
      numbers === undefined || lineCharges === undefined ? answers : answersAbout(numbers, answers, lineCharges);
    if (several.length < 2) return [];
    const sum = together(several);
    const isTheirs = negates(statedFigures(claim), bookedFigures(sum)) && isSameByLine(claim, numbers, sum);
    return isTheirs ? [several] : [];
  });
}

/** Several answers as one, for a reversal that undoes all of them. */
export function together(answers: readonly ReversibleEntry[]): ReversibleEntry {
  const [first] = answers as [ReversibleEntry, ...ReversibleEntry[]];
  const { adjudication } = first;
  if (answers.length === 1 || adjudication === undefined) return first;
  const isWhole = answers.some((answer) => answer.adjudication?.lines === undefined);
  const lines = [...new Set(answers.flatMap((answer) => answer.adjudication?.lines ?? []))].sort((a, b) => a - b);
  const { lines: _lines, ...named } = adjudication;
  return {
    ...first,
    legs: answers.flatMap((answer) => answer.legs),
    notes: answers.flatMap((answer) => answer.notes ?? []),
    adjudication: isWhole ? named : { ...named, lines },
  };
}

/** The answers about these lines; none when one of them is also about other lines, or a line has no answer. */
function answersAbout(
  numbers: readonly number[],
  answers: readonly ReversibleEntry[],
  lineCharges: LineCharges,
): readonly ReversibleEntry[] {
  const linesOf = ({ adjudication }: ReversibleEntry) => adjudication?.lines ?? [...lineCharges.keys()];
  const about = answers.filter((answer) => linesOf(answer).some((line) => numbers.includes(line)));
  const answered = new Set(about.flatMap(linesOf));
  const isExact = answered.size === new Set(numbers).size && numbers.every((line) => answered.has(line));
  return isExact ? about : [];
}

/**
 * Whether each line is reversed with the amounts that were posted for it. When groups or lines are not known, the
 * claim's sums decide.
 */
function isSameByLine(claim: RemittanceClaim, numbers: readonly number[] | undefined, sum: ReversibleEntry): boolean {
  const booked = bookedByLine(sum);
  if (numbers === undefined || booked === undefined || claim.adjustments.length > 0) return true;
  if (isOldStyle(statedFigures(claim))) return true;
  const stated = statedByLine(claim, numbers);
  return numbers.every((line) => isNegation(stated.get(line), booked.get(line)));
}
