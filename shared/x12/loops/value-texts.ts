import type { Cents } from '../../domain/money/cents.ts';
import { compactDate, type LocalDate, parseLocalDate } from '../../domain/time/local-date.ts';

/* Values as X12 writes them. */

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

/** An amount as it is written; undefined when it is none. */
export function amountText(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? formatAmount(value as Cents) : undefined;
}

/** The claims of a file have few days, each many times. */
const writtenDays = new Map<string, string>();
const daysRemembered = 10_000;

/** A day as it is written; undefined when it is none. */
export function checkedDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const known = writtenDays.get(value);
  if (known !== undefined || !parseLocalDate(value).ok) return known;
  if (writtenDays.size >= daysRemembered) writtenDays.clear();
  const text = compactDate(value as LocalDate);
  writtenDays.set(value, text);
  return text;
}
