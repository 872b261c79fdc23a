import { addDays, type LocalDate } from '../time/local-date.ts';
import { correctedClaim, timelyFiling } from './clocks.ts';
import type { Clock } from './deadline.ts';
import type { PayerTerms } from './payer-terms.ts';

/** The dates of a service: `to` is its only date unless it is a span. */
export interface LineDays {
  readonly line: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A line's timeliness on a day: `part` when the limit falls into its span. */
export type LineTimeliness = 'in-time' | 'part' | 'late';

/** The time limit of a line, and which of its dates are late on a day. */
export interface LineClock extends LineDays {
  /** The last day to file its first date of service. */
  readonly on: LocalDate;
  readonly timeliness: LineTimeliness;
  /** Its last untimely date of service: from `from` up to this. */
  readonly untimelyTo?: LocalDate;
}

/**
 * The limits of a claim's lines, each counted from its own first date (except a facility's claim, which counts from its
 * through date). For a span that crosses the limit, a payer denies only the late dates (Medicare Claims Processing
 * Manual, chapter 1, 70.1), so they are named.
 * @param kind the clock that runs: to file the claim, or to correct it
 * @param asOf the day on which the payer has the claim, or would have it
 */
export function lineClocks(
  lines: readonly LineDays[],
  kind: 'timely-filing' | 'corrected-claim',
  terms: PayerTerms,
  asOf: LocalDate,
): readonly LineClock[] {
  const clockOf = (day: LocalDate): Clock =>
    kind === 'timely-filing' ? timelyFiling(terms, day) : correctedClaim(terms, day);
  return lines.map((line) => {
    const { on } = clockOf(line.from);
    if (on >= asOf) return { ...line, on, timeliness: 'in-time' };
    const untimelyTo = lastLateDay(line, asOf, clockOf);
    return { ...line, on, timeliness: untimelyTo === line.to ? 'late' : 'part', untimelyTo };
  });
}

/** A later date of service never has an earlier limit, so the late dates come first. */
function lastLateDay({ from, to }: LineDays, asOf: LocalDate, clockOf: (day: LocalDate) => Clock): LocalDate {
  let late = from;
  for (let day = addDays(from, 1); day <= to && clockOf(day).on < asOf; day = addDays(day, 1)) late = day;
  return late;
}
