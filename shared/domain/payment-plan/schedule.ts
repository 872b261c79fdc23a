import { type Cents, cents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { addDays, addMonths, type LocalDate } from '../time/local-date.ts';

/** How often an instalment falls due. */
export const planRhythms = ['week', 'two-weeks', 'month'] as const;
export type PlanRhythm = (typeof planRhythms)[number];

/** One instalment. */
export interface Instalment {
  /** Counts from 1. */
  readonly number: number;
  readonly dueOn: LocalDate;
  readonly cents: Cents;
}

/** At most this many instalments: five years by month. */
export const mostInstalments = 60;

/** When instalments fall due, and their number or size. */
export interface ScheduleTerms {
  readonly firstDueOn: LocalDate;
  readonly every: PlanRhythm;
  readonly instalments: { readonly count: number } | { readonly cents: Cents };
}

/**
 * Divides a total into instalments that sum to it to the cent. For a number of equal parts, the first ones carry the
 * odd cents; for parts of a given size, the last one is the rest. No part is zero.
 */
export function scheduleOf(
  total: Cents,
  { firstDueOn, every, instalments }: ScheduleTerms,
): Result<readonly Instalment[], 'instalment-of-zero' | 'instalments-too-many'> {
  const count = 'count' in instalments ? instalments.count : Math.ceil(total / instalments.cents);
  if (count > mostInstalments) return fail('instalments-too-many');
  if (count > total) return fail('instalment-of-zero');
  const partOf = (index: number): number => {
    if ('cents' in instalments) return Math.min(instalments.cents, total - index * instalments.cents);
    return Math.floor(total / count) + (index < total % count ? 1 : 0);
  };
  return ok(
    Array.from({ length: count }, (_, index) => ({
      number: index + 1,
      dueOn: dueAfter(firstDueOn, every, index),
      cents: cents(partOf(index)),
    })),
  );
}

/** The day this many weeks, fortnights or months after the first; in a month that is too short, its last day. */
function dueAfter(first: LocalDate, every: PlanRhythm, times: number): LocalDate {
  if (every !== 'month') return addDays(first, times * (every === 'week' ? 7 : 14));
  return addMonths(first, times);
}
