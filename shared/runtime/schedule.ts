import { Cron } from 'croner';
import type { ConnectionSchedule } from '../domain/connection/connection.ts';
import type { Instant } from '../domain/time/local-date.ts';

/**
 * The next instant after `after` that fits a schedule; undefined when there is none (the 31st of February), or the
 * expression or the time zone cannot be read. A time that a clock change skips becomes the first instant after the
 * change. A time that a clock change repeats counts once.
 */
export function nextRunAt({ cron, timeZone }: ConnectionSchedule, after: Instant): Instant | undefined {
  try {
    const next = new Cron(cron, { timezone: timeZone, mode: '5-part' }).nextRun(new Date(after));
    return next?.toISOString();
  } catch {
    return undefined;
  }
}
