import { procedureIsIn } from '../edits/code-ranges.ts';
import type { ContractedLine } from './contracted-claim.ts';
import { type ExactAmount, isMore, percentText, shareFactor, sumOf, times } from './exact-amount.ts';
import type { LineRate } from './line-rate.ts';
import type { ContractRounding, PayerContract, ProcedureReduction } from './payer-contract.ts';

/** A line with its rate. */
export interface RatedLine {
  readonly line: ContractedLine;
  readonly rate: LineRate;
}

/** One procedure of a line, to be ranked among those of its day. */
interface Procedure {
  readonly rated: RatedLine;
  readonly amount: ExactAmount;
}

/**
 * The amounts of lines after the procedures of each day are ranked: the most expensive first, of equal ones the earlier
 * line first. Each unit of a line is one procedure. Unranked lines pay their rate.
 */
export function withReductions(
  lines: readonly RatedLine[],
  { reduction, rounding }: PayerContract,
): readonly ExactAmount[] {
  if (reduction === undefined) return lines.map(({ rate }) => rate.exactAmount);
  const ranked = new Map<RatedLine, ExactAmount>();
  const days = Map.groupBy(
    lines.filter((rated) => isRanked(rated, reduction)),
    ({ line }) => line.serviceOn,
  );
  for (const day of days.values()) rankDay(day, reduction, rounding, ranked);
  return lines.map((rated) => ranked.get(rated) ?? rated.rate.exactAmount);
}

function isRanked({ line, rate }: RatedLine, { codes, exceptCodes = [] }: ProcedureReduction): boolean {
  const { procedure } = line;
  if (rate.procedures === 0 || procedure === undefined) return false;
  return procedureIsIn(procedure, codes) && !procedureIsIn(procedure, exceptCodes);
}

function rankDay(
  day: readonly RatedLine[],
  { basisPoints }: ProcedureReduction,
  rounding: ContractRounding,
  ranked: Map<RatedLine, ExactAmount>,
): void {
  const procedures = day.flatMap((rated) => proceduresOf(rated));
  // Sorting is stable: among equals the earlier line stays first.
  const order = procedures.toSorted((left, right) =>
    isMore(right.amount, left.amount) ? 1 : isMore(left.amount, right.amount) ? -1 : 0,
  );
  for (const rated of day) {
    const parts = order.flatMap((procedure, index) => {
      if (procedure.rated !== rated) return [];
      const points = basisPoints[Math.min(index, basisPoints.length - 1)] ?? 10_000;
      const words = `procedure ${index + 1} of the day: ${percentText(points)}`;
      return points === 10_000 && order.length === 1
        ? [procedure.amount]
        : [times(procedure.amount, shareFactor(points, words), rounding)];
    });
    const sum = sumOf(parts);
    ranked.set(rated, { amount: sum.amount, steps: [...rated.rate.exactAmount.steps, ...sum.steps] });
  }
}

/** The procedures of a line, each with an equal part of its amount and no words. */
function proceduresOf(rated: RatedLine): readonly Procedure[] {
  const { exactAmount, procedures } = rated.rate;
  const { numerator, denominator } = exactAmount.amount;
  const amount: ExactAmount = { amount: { numerator, denominator: denominator * BigInt(procedures) }, steps: [] };
  return Array.from({ length: procedures }, () => ({ rated, amount }));
}
