import type { LocalDate } from '../../domain/time/local-date.ts';
import { parseCompactDate } from '../../domain/time/local-date.ts';
import type { ElementRule, KeyFor } from './element-rules.ts';
import { checkedDate } from './value-texts.ts';

/* Rules for a date's two elements (its form and its value) with a time of day, `HHMM`. */

const clockShape = /^(?:[01]\d|2[0-3])[0-5]\d$/;

const isClock = (value: unknown): boolean => typeof value === 'string' && clockShape.test(value);

/** Functions that make such rules for the fields of `T`. */
export function timeRulesFor<T>() {
  return {
    /** A day with an optional time (D8, DT). */
    dayWithTime: (at: number, field: KeyFor<T, LocalDate>, time: KeyFor<T, string>) => dayWithTime(at, field, time),
    /** A time of day whose date is in another segment (TM). */
    time: (at: number, field: KeyFor<T, string>) => timeOfDay(at, field),
  };
}

function dayWithTime(at: number, field: string, time: string): ElementRule {
  return {
    covers: [String(at), String(at + 1)],
    fields: [field, time],
    required: false,
    read(cells, into) {
      const value = cells.element(at + 1);
      const day = parseCompactDate(value.slice(0, 8));
      const clock = value.slice(8);
      if (day.ok) into[field] = day.value;
      if (isClock(clock)) into[time] = clock;
      if (!day.ok || (clock !== '' && !isClock(clock))) cells.remark('element-unreadable', String(at + 1));
    },
    write(from, cells) {
      const [day, clock] = [checkedDate(from[field]), from[time]];
      if (from[field] === undefined) return cells.remark('missing', field);
      if (day === undefined) return cells.remark('date-invalid', field);
      if (clock !== undefined && !isClock(clock)) return cells.remark('date-invalid', time);
      cells.put(at, clock === undefined ? 'D8' : 'DT', field, { max: 3 });
      cells.put(at + 1, clock === undefined ? day : `${day}${clock}`, field, { max: 35 });
    },
    blank: () => {},
  };
}

function timeOfDay(at: number, field: string): ElementRule {
  return {
    covers: [String(at), String(at + 1)],
    fields: [field],
    required: false,
    read(cells, into) {
      const value = cells.element(at + 1);
      if (isClock(value)) into[field] = value;
      else cells.remark('element-unreadable', String(at + 1));
    },
    write(from, cells) {
      if (!isClock(from[field])) return cells.remark('date-invalid', field);
      cells.put(at, 'TM', field, { max: 3 });
      cells.put(at + 1, from[field], field, { max: 35 });
    },
    blank: () => {},
  };
}
