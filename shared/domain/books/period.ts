import { addDays, type Instant, type LocalDate, monthAfter } from '../time/local-date.ts';

/** An accounting month, `YYYY-MM`. Text order is time order. */
export type Period = string;

export function firstDayOf(period: Period): LocalDate {
  return `${period}-01` as LocalDate;
}

export function lastDayOf(period: Period): LocalDate {
  return addDays(firstDayOf(monthAfter(period)), -1);
}

/** Clocks of the last time zone to end a day are this many hours behind UTC. */
const lastZoneHours = 12;

/**
 * How long a month stays open at least after its end. A booking uses the office's date at the start of its request or
 * message, so this is longer than any function runs (a test checks this).
 */
export const graceMinutes = 60;

/**
 * From when nobody can book on a day by the clock any more: it has ended in every time zone, including one that the
 * office may change to, and all work that started before its end has ended.
 */
function dayOverFrom(day: LocalDate): Instant {
  const ended = Date.parse(`${addDays(day, 1)}T00:00:00.000Z`) + lastZoneHours * 3_600_000;
  return new Date(ended + graceMinutes * 60_000).toISOString();
}

/** Whether nobody can book on a day by the clock any more. */
export function isDayOver(day: LocalDate, at: Instant): boolean {
  return at >= dayOverFrom(day);
}

/** The same for a month. */
export function overFrom(period: Period): Instant {
  return dayOverFrom(lastDayOf(period));
}

/** Whether nobody can book into a month by the clock any more. */
export function isOver(period: Period, at: Instant): boolean {
  return at >= overFrom(period);
}
