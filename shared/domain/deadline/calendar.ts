import { addDays, type LocalDate } from '../time/local-date.ts';

/** The same day of the next year. A year after 29 February ends on 28 February (Medicare Claims Processing Manual, chapter 1, 70.1). */
export function oneYearAfter(day: LocalDate): LocalDate {
  const [year, rest] = [Number(day.slice(0, 4)) + 1, day.slice(4)];
  return `${year}${rest === '-02-29' ? '-02-28' : rest}` as LocalDate;
}

/** Days of the week count from 0, a Sunday. */
const dayOfWeek = (day: LocalDate): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

/** Federal legal holidays with a fixed date (5 U.S.C. 6103), as month and day. */
const datedHolidays: ReadonlySet<string> = new Set(['01-01', '06-19', '07-04', '11-11', '12-25']);

/**
 * Holidays on a Monday or Thursday of a month: `month weekday` with the first day of the month on which they may fall.
 */
const weekdayHolidays: readonly (readonly [month: string, weekday: number, from: number])[] = [
  ['01', 1, 15],
  ['02', 1, 15],
  ['05', 1, 25],
  ['09', 1, 1],
  ['10', 1, 8],
  ['11', 4, 22],
];

function isHoliday(day: LocalDate): boolean {
  const [month, date] = [day.slice(5, 7), Number(day.slice(8))];
  if (datedHolidays.has(day.slice(5))) return true;
  return weekdayHolidays.some(
    ([ofMonth, weekday, from]) => ofMonth === month && weekday === dayOfWeek(day) && date >= from && date < from + 7,
  );
}

/** Whether a day is not a federal workday: a weekend, a legal holiday, or the weekday on which one is observed. */
function isFederalNonworkday(day: LocalDate): boolean {
  const weekday = dayOfWeek(day);
  if (weekday === 0 || weekday === 6 || isHoliday(day)) return true;
  // A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after.
  return (weekday === 5 && isHoliday(addDays(day, 1))) || (weekday === 1 && isHoliday(addDays(day, -1)));
}

/** The day this many federal workdays after another; before it when the number is negative. */
export function addWorkdays(day: LocalDate, count: number): LocalDate {
  const step = count < 0 ? -1 : 1;
  let found = day;
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, step);
    if (!isFederalNonworkday(found)) left -= 1;
  }
  return found;
}

/** The day itself, or the next federal workday. */
export function workdayFrom(day: LocalDate): LocalDate {
  return addWorkdays(addDays(day, -1), 1);
}
