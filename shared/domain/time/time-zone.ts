import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from './local-date.ts';

declare const timeZoneBrand: unique symbol;

/** A time zone by its name in the IANA database: `America/New_York`. */
export type TimeZone = string & { readonly [timeZoneBrand]: true };

/** The zone of an office that has not set one. */
export const utc = 'UTC' as TimeZone;

/** Creating a format costs a hundred times as much as using it, and an installation has a few zones. */
function formatOf(options: Intl.DateTimeFormatOptions): (zone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const known = formats.get(zone);
    if (known !== undefined) return known;
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...options });
    formats.set(zone, format);
    return format;
  };
}

const dayFormat = formatOf({ year: 'numeric', month: '2-digit', day: '2-digit' });
const clockFormat = formatOf({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Reads a zone's name. An offset such as `-05:00` is refused: it does not know about daylight saving time. */
export function parseTimeZone(text: string): Result<TimeZone, { readonly kind: 'time-zone-unknown' }> {
  const isName = /^(?:UTC|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z0-9_+-]+){1,2})$/.test(text);
  try {
    if (isName) dayFormat(text);
  } catch (error) {
    if (error instanceof RangeError) return fail({ kind: 'time-zone-unknown' });
    throw error;
  }
  return isName ? ok(text as TimeZone) : fail({ kind: 'time-zone-unknown' });
}

/** The calendar day of an instant, where the clocks show this zone's time. */
export function dayIn(zone: TimeZone, instant: Instant): LocalDate {
  return dayFormat(zone).format(new Date(instant)) as LocalDate;
}

/** The hour and minute of an instant by this zone's clocks: `HHMM`. */
export function clockIn(zone: TimeZone, instant: Instant): string {
  return clockFormat(zone).format(new Date(instant)).replace(':', '');
}

const quarterMilliseconds = 15 * 60 * 1000;

/** When a day begins in a zone, to the quarter of an hour: all offsets are multiples of 15 minutes. */
export function startOfDay(zone: TimeZone, day: LocalDate): Instant {
  const from = Date.parse(`${day}T00:00:00.000Z`) - 15 * 60 * 60 * 1000;
  for (let quarters = 0; ; quarters += 1) {
    const instant = new Date(from + quarters * quarterMilliseconds).toISOString();
    if (dayIn(zone, instant) >= day) return instant;
  }
}
