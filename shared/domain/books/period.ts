import { addDays, type Instant, type LocalDate } from '../time/local-date.ts';

/** An accounting month, `YYYY-MM`. Their order as texts is their order in time. */
export type Period = string;

export function firstDayOf(period: Period): LocalDate {
  return `${period}-01` as LocalDate;
}

export function lastDayOf(period: Period): LocalDate {
  return addDays(firstDayOf(periodAfter(period)), -1);
}

export function periodAfter(period: Period): Period {
  return moved(period, 1);
}

export function periodBefore(period: Period): Period {
  return moved(period, -1);
}

function moved(period: Period, months: number): Period {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The clocks of the zone in which a day ends last are this many hours behind UTC. */
const lastZoneHours = 12;

/**
 * How long after its end a month stays open at least. Whoever books takes the office's day when its request or message begins; so this is longer than
 * any function runs, which a test holds it against.
 */
export const graceMinutes = 60;

/**
 * From when on nobody can book on a day any more by taking it from the clock: it has ended in every time zone, also in one that the office may change to,
 * and whatever began before its end has ended.
 */
function dayOverFrom(day: LocalDate): Instant {
  const ended = Date.parse(`${addDays(day, 1)}T00:00:00.000Z`) + lastZoneHours * 3_600_000;
  return new Date(ended + graceMinutes * 60_000).toISOString();
}

/** Whether nobody can book on a day any more by taking it from the clock. */
export function isDayOver(day: LocalDate, at: Instant): boolean {
  return at >= dayOverFrom(day);
}

/** The same for a month. */
export function overFrom(period: Period): Instant {
  return dayOverFrom(lastDayOf(period));
}

/** Whether nobody can book into a month any more by taking the day from the clock. */
export function isOver(period: Period, at: Instant): boolean {
  return at >= overFrom(period);
}
