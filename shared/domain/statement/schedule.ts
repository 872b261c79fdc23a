import type { StatementSchedule } from '../billing-settings/statements.ts';
import { addDays, daysBetween, type Instant, type LocalDate } from '../time/local-date.ts';
import { dayIn, startOfDay, type TimeZone } from '../time/time-zone.ts';

const hour = 3_600_000;
const aMonday = '2024-01-01' as LocalDate;

/** From 1, Monday, to 7. A remainder of a day before that Monday is negative until 7 is added. */
const weekdayOf = (day: LocalDate): number => (((daysBetween(aMonday, day) % 7) + 7) % 7) + 1;

/** The next start of a schedule's run after an instant: hours count from the beginning of the office's day. */
export function nextRunAt(schedule: StatementSchedule, zone: TimeZone, after: Instant): Instant {
  const today = dayIn(zone, after);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = addDays(today, ahead);
    if (schedule.weekday !== undefined && weekdayOf(day) !== schedule.weekday) continue;
    const at = new Date(Date.parse(startOfDay(zone, day)) + schedule.hour * hour).toISOString();
    if (at > after) return at;
  }
  throw new Error('broken invariant: every weekday comes within eight days');
}
