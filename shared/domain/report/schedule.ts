import { nextRunAt } from '../statement/schedule.ts';
import { addDays, type Instant, type LocalDate } from '../time/local-date.ts';
import { dayIn, startOfDay, type TimeZone } from '../time/time-zone.ts';
import type { ReportDefinition } from './report.ts';

/** How often a report is made: each covers the days before it. */
export const rhythms = {
  day: 'Each day, of the day before',
  week: 'Each week, of the seven days before',
  month: 'On the first day of each month, of the month before',
} as const;
export type Rhythm = keyof typeof rhythms;

/** When a report is made automatically. */
export interface ReportTimes {
  readonly every: Rhythm;
  /** For a weekly report: 1 is Monday. */
  readonly weekday?: number;
  /** The hour of the office's day. */
  readonly hour: number;
}

const hour = 3_600_000;

/** The next time of a report after an instant: hours count from the beginning of the office's day. */
export function nextReportAt({ every, weekday = 1, hour: at }: ReportTimes, zone: TimeZone, after: Instant): Instant {
  if (every === 'day') return nextRunAt({ hour: at }, zone, after);
  if (every === 'week') return nextRunAt({ weekday, hour: at }, zone, after);
  let first = `${dayIn(zone, after).slice(0, 7)}-01` as LocalDate;
  for (;;) {
    const instant = new Date(Date.parse(startOfDay(zone, first)) + at * hour).toISOString();
    if (instant > after) return instant;
    first = `${addDays(first, 31).slice(0, 7)}-01` as LocalDate;
  }
}

/**
 * The days of a report that is made on a day; that day for a report on the end of a day; none for one on the present
 * moment.
 */
export function daysBefore(
  every: Rhythm,
  on: LocalDate,
  { span }: Pick<ReportDefinition, 'span'>,
): { readonly from?: LocalDate; readonly to?: LocalDate; readonly asOf?: LocalDate } {
  if (span === 'now') return {};
  const first = every === 'month' ? (`${on.slice(0, 7)}-01` as LocalDate) : on;
  const to = addDays(first, -1);
  if (span === 'day') return { asOf: to };
  if (every === 'month') return { from: `${to.slice(0, 7)}-01` as LocalDate, to };
  return { from: every === 'week' ? addDays(to, -6) : to, to };
}
