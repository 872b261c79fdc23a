import { fail, ok, type Result } from '../result.ts';

declare const localDateBrand: unique symbol;

/** A calendar day without a time zone, `YYYY-MM-DD`. Text order is date order. */
export type LocalDate = string & { readonly [localDateBrand]: true };

/** A moment, RFC 3339 in UTC with milliseconds: `2026-11-23T14:05:06.789Z`. Text order is time order. */
export type Instant = string;

/** A moment, and its date in the office. */
export interface OfficeTime {
  readonly at: Instant;
  readonly today: LocalDate;
}

export type LocalDateFailure = { readonly kind: 'date-malformed' } | { readonly kind: 'date-does-not-exist' };

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function fromParts(year: string, month: string, day: string): Result<LocalDate, LocalDateFailure> {
  const monthNumber = Number(month);
  const dayNumber = Number(day);
  const length = monthNumber === 2 && isLeapYear(Number(year)) ? 29 : daysInMonth[monthNumber - 1];
  if (length === undefined || dayNumber < 1 || dayNumber > length) return fail({ kind: 'date-does-not-exist' });
  return ok(`${year}-${month}-${day}` as LocalDate);
}

/** Reads `YYYY-MM-DD`; refuses days that do not exist. */
export function parseLocalDate(text: string): Result<LocalDate, LocalDateFailure> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return fail({ kind: 'date-malformed' });
  return fromParts(match[1] as string, match[2] as string, match[3] as string);
}

/** Reads X12's D8 form, `YYYYMMDD`. */
export function parseCompactDate(text: string): Result<LocalDate, LocalDateFailure> {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return fail({ kind: 'date-malformed' });
  return fromParts(match[1] as string, match[2] as string, match[3] as string);
}

/** Writes X12's D8 form, `YYYYMMDD`. */
export function compactDate(date: LocalDate): string {
  return date.replaceAll('-', '');
}

/** The day that is this many days after another; before it when the number is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10) as LocalDate;
}

/** How many days are between two dates; positive when the second is later. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The same day this many months later, or the last day of a shorter month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)));
  return moved.toISOString().slice(0, 10) as LocalDate;
}

/** The month (`2026-11`) this many months earlier. */
export function monthBefore(month: string, count = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}

export function monthAfter(month: string): string {
  return monthBefore(month, -1);
}

/** Every day from one to another, both included; none when the second is before the first. */
export function daysThrough(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Whether a day is known to be before another; false when either is unknown. */
export function isEarlier(left: LocalDate | undefined, right: LocalDate | undefined): boolean {
  return left !== undefined && right !== undefined && left < right;
}

/** Full years from one day to a later one, as an age is counted: it goes up on the birthday (on 1 March for 29 February). */
export function wholeYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** The months (`2026-11`) from one day's to another's, both included. */
export function monthsBetween(from: LocalDate, to: LocalDate): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) months.push(month);
  return months;
}
