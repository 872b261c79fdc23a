import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLocalDate } from '../../../shared/domain/time/local-date.ts';
import { dayIn, parseTimeZone, type TimeZone, utc } from '../../../shared/domain/time/time-zone.ts';

function zone(name: string): TimeZone {
  const parsed = parseTimeZone(name);
  if (!parsed.ok) throw new Error(`no zone ${name}`);
  return parsed.value;
}

describe('the day of an instant', () => {
  test.each([
    // 23:08 in New York, five hours behind UTC, where the next day has begun.
    ['America/New_York', '2026-01-16T04:08:00.000Z', '2026-01-15'],
    ['UTC', '2026-01-16T04:08:00.000Z', '2026-01-16'],
    // Daylight saving time: four hours behind.
    ['America/New_York', '2026-07-16T04:00:00.000Z', '2026-07-16'],
    ['America/New_York', '2026-07-16T03:59:59.999Z', '2026-07-15'],
    // The night on which clocks are set back, 2026-11-01 at 06:00 UTC.
    ['America/New_York', '2026-11-01T03:59:00.000Z', '2026-10-31'],
    ['America/New_York', '2026-11-02T04:59:00.000Z', '2026-11-01'],
    // Hawaii has no daylight saving time; Guam is a day ahead of it.
    ['Pacific/Honolulu', '2026-12-01T09:59:00.000Z', '2026-11-30'],
    ['Pacific/Guam', '2026-11-30T14:00:00.000Z', '2026-12-01'],
    ['America/Indiana/Indianapolis', '2027-01-01T04:59:00.000Z', '2026-12-31'],
  ])('in %s at %s is %s', (name, instant, day) => {
    expect(dayIn(zone(name), instant)).toBe(day);
  });

  test('is that of the instant’s own text in UTC', () => {
    const instants = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (date) => {
        expect(dayIn(utc, date.toISOString())).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  test('exists, in every zone', () => {
    for (const name of ['America/Los_Angeles', 'America/Puerto_Rico', 'America/Anchorage']) {
      expect(parseLocalDate(dayIn(zone(name), '2028-02-29T23:59:59.999Z')).ok).toBe(true);
    }
  });
});

describe('a time zone', () => {
  test.each(['', 'EST', '-05:00', 'GMT+5', 'Mars/Olympus', 'america/new_york', 'America/New_York '])(
    'refuses %j',
    (text) => {
      expect(parseTimeZone(text)).toEqual({ ok: false, failure: { kind: 'time-zone-unknown' } });
    },
  );
});
