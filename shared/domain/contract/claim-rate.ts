import { wholeOf } from '../encounter/quantity.ts';
import { type Cents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ContractedClaim, ContractedLine } from './contracted-claim.ts';
import { dollars } from './exact-amount.ts';
import type { RateRow } from './rate-row.ts';
import { bestRow, fitsLine, isInForce, isNamed, type NoRate } from './row-standing.ts';

/** A contract's rate for a claim as a whole. */
export interface ClaimRate {
  readonly cents: Cents;
  readonly rows: readonly RateRow[];
  /** The arithmetic in words. */
  readonly steps: readonly string[];
}

/**
 * A claim's case rate, or its per diem rates; undefined when the contract pays it line by line. Carved-out lines are
 * ignored.
 * @param lines those that are not carved out
 */
export function claimRate(
  claim: Pick<ContractedClaim, 'drg' | 'serviceFrom'>,
  lines: readonly ContractedLine[],
  rows: readonly RateRow[],
): Result<ClaimRate | undefined, NoRate> {
  if (lines.length === 0) return ok(undefined);
  const cases = rows.filter((row) => row.kind === 'case-rate' && fitsCase(row, claim, lines));
  const best = bestRow(cases);
  if (!best.ok) return best;
  if (best.value === undefined) return dayRates(claim, lines, rows);
  const amount = best.value.cents ?? zeroCents;
  const by = best.value.drg === undefined ? 'case rate' : `case rate of DRG ${claim.drg}`;
  return ok({ cents: amount, rows: [best.value], steps: [`${by}: ${dollars(amount)}`] });
}

/** Whether a case rate applies to a claim: its DRG, and one line with everything else that the row names. */
function fitsCase(
  row: RateRow,
  { drg, serviceFrom }: Pick<ContractedClaim, 'drg' | 'serviceFrom'>,
  lines: readonly ContractedLine[],
): boolean {
  const { from: _from, to: _to, ...named } = row;
  return isInForce(row, serviceFrom) && isNamed(row.drg, drg) && lines.some((line) => fitsLine(named, line, drg));
}

/**
 * Per diem rates: each day of a line with such a rate gets the rate of its day in the stay, counted over the lines in
 * order.
 */
function dayRates(
  { drg }: Pick<ContractedClaim, 'drg'>,
  lines: readonly ContractedLine[],
  rows: readonly RateRow[],
): Result<ClaimRate | undefined, NoRate> {
  const byDay = rows.filter(({ kind }) => kind === 'per-diem');
  const stays = lines
    .map((line) => ({ line, own: byDay.filter((row) => fitsLine(row, line, drg)) }))
    .filter(({ own }) => own.length > 0);
  const taken: { readonly row: RateRow; readonly day: number }[] = [];
  for (const { line, own } of stays) {
    const days = line.units === undefined ? undefined : wholeOf(line.units);
    if (days === undefined) return fail('days-not-whole');
    for (let count = 0; count < days; count += 1) {
      const day = taken.length + 1;
      const best = bestRow(own.filter(({ fromDay = 1, toDay = day }) => fromDay <= day && day <= toDay));
      if (!best.ok) return best;
      if (best.value === undefined) return fail('day-without-rate');
      taken.push({ row: best.value, day });
    }
  }
  if (taken.length === 0) return ok(undefined);
  const groups = [...Map.groupBy(taken, ({ row }) => row)];
  const steps = groups.map(([row, days]) => {
    const rate = row.cents ?? zeroCents;
    return `${days.length} day${days.length === 1 ? '' : 's'} × ${dollars(rate)} = ${dollars(rateTimes(rate, days.length))}`;
  });
  const amounts = groups.map(([{ cents: rate = zeroCents }, days]) => rateTimes(rate, days.length));
  return ok({ cents: sumCents(amounts), rows: groups.map(([row]) => row), steps });
}

const rateTimes = (rate: Cents, days: number): Cents => sumCents(Array.from({ length: days }, () => rate));
