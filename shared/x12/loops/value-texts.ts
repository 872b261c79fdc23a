import type { Cents } from '../../domain/money/cents.ts';
import { compactDate, type LocalDate, parseCompactDate, parseLocalDate } from '../../domain/time/local-date.ts';

/* Values as X12 writes them. */

const zero = 0x30;
const nine = 0x39;
const point = 0x2e;
const minus = 0x2d;

/** Whether a text is a decimal number (R): digits with at most one point, and an optional minus. */
export function isDecimal(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  let digits = 0;
  let points = 0;
  for (let at = text.charCodeAt(0) === minus ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === point) points += 1;
    else if (code >= zero && code <= nine) digits += 1;
    else return false;
  }
  return digits > 0 && points <= 1;
}

/** A whole number of at most nine digits; undefined when the text is not one. */
export function readCount(text: string): number | undefined {
  if (text.length > 9 || text === '') return undefined;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) return undefined;
    count = 10 * count + code - zero;
  }
  return count;
}

/** Cents as X12's R type without superfluous zeros: `100`, `100.5`, `.05`, `0`. */
function formatAmount(value: Cents): string {
  const size = Math.abs(value);
  const fraction = size % 100;
  const whole = (size - fraction) / 100;
  const sign = value < 0 ? '-' : '';
  if (fraction === 0) return `${sign}${whole}`;
  const digits = fraction % 10 === 0 ? String(fraction / 10) : fraction < 10 ? `0${fraction}` : String(fraction);
  return `${sign}${whole === 0 ? '' : whole}.${digits}`;
}

/** An amount in its written form; undefined when it is not an amount. */
export function amountText(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? formatAmount(value as Cents) : undefined;
}

/** A cache: the claims of a file have few different days, and each of them many times. */
const writtenDays = new Map<string, string>();
const readDays = new Map<string, LocalDate>();
const daysRemembered = 10_000;

/** A day (D8); undefined when the text is not one. */
export function readDay(text: string): LocalDate | undefined {
  const known = readDays.get(text);
  if (known !== undefined) return known;
  const parsed = parseCompactDate(text);
  if (!parsed.ok) return undefined;
  if (readDays.size >= daysRemembered) readDays.clear();
  readDays.set(text, parsed.value);
  return parsed.value;
}

/** A day in its written form; undefined when it is not one. */
export function checkedDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const known = writtenDays.get(value);
  if (known !== undefined || !parseLocalDate(value).ok) return known;
  if (writtenDays.size >= daysRemembered) writtenDays.clear();
  const text = compactDate(value as LocalDate);
  writtenDays.set(value, text);
  return text;
}
