import { fail, invariant, ok, type Result } from '../result.ts';

declare const centsBrand: unique symbol;

/** An amount of US dollars in integer cents, a safe integer. There is no division: use {@link allocateCents}. */
export type Cents = number & { readonly [centsBrand]: true };

/** Why a text is not an amount. */
export type CentsFailure =
  | { readonly kind: 'amount-malformed' }
  | { readonly kind: 'amount-too-precise' }
  | { readonly kind: 'amount-too-large' };

export const zeroCents = 0 as Cents;

/** The character code of the digit 0. */
const zero = 0x30;

/**
 * Takes an integer number of cents.
 * @throws when the number is not a safe integer: a broken invariant, not bad input.
 */
export function cents(value: number): Cents {
  invariant(Number.isSafeInteger(value), 'cents are a safe integer');
  return (value === 0 ? 0 : value) as Cents;
}

/**
 * Reads a decimal text of dollars, such as X12's R type: `12`, `-12.5`, `.07`, `12.50`. Read digit by digit, never
 * through floating point. Zeros beyond two decimals are accepted, because they change nothing.
 */
export function parseCents(text: string): Result<Cents, CentsFailure> {
  const sign = text[0];
  let value = 0;
  let digits = 0;
  let decimals = -1;
  let isTooPrecise = false;
  for (let at = sign === '-' || sign === '+' ? 1 : 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit >= 0 && digit <= 9) {
      digits += 1;
      if (decimals !== -1) decimals += 1;
      if (decimals <= 2) value = value * 10 + digit;
      else isTooPrecise ||= digit !== 0;
    } else if (text[at] === '.' && decimals === -1) decimals = 0;
    else return fail({ kind: 'amount-malformed' });
  }
  if (digits === 0) return fail({ kind: 'amount-malformed' });
  if (isTooPrecise) return fail({ kind: 'amount-too-precise' });
  if (decimals <= 1) value *= decimals === 1 ? 10 : 100;
  // A product above the safe integers is rounded, but stays above them.
  if (!Number.isSafeInteger(value)) return fail({ kind: 'amount-too-large' });
  return ok(cents(sign === '-' ? -value : value));
}

/** Writes cents as a decimal of dollars with two decimals: `-12.50`. */
export function formatCents(value: Cents): string {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Writes an amount for people: `-1,234.50`. */
export function formatAmount(value: Cents): string {
  return formatCents(value).replace(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** Adds amounts. @throws when the sum leaves the safe integers. */
export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0;
  for (const value of values) {
    total += value;
    invariant(Number.isSafeInteger(total), 'a sum of cents is a safe integer');
  }
  return cents(total);
}

export function addCents(left: Cents, right: Cents): Cents {
  return cents(left + right);
}

export function subtractCents(left: Cents, right: Cents): Cents {
  return cents(left - right);
}

export function negateCents(value: Cents): Cents {
  return cents(-value);
}

/**
 * Splits an amount over weights so that the parts sum to it exactly. Remainders go to the largest fractions first, earlier
 * parts first among equals (the largest-remainder method).
 * @param weights non-negative safe integers with a positive sum
 */
export function allocateCents(total: Cents, weights: readonly number[]): readonly Cents[] {
  invariant(
    weights.length > 0 && weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are non-negative integers',
  );
  const sum = weights.reduce((left, right) => left + BigInt(right), 0n);
  invariant(sum > 0n, 'at least one weight is positive');
  const magnitude = BigInt(Math.abs(total));
  const parts = weights.map((weight) => {
    const product = magnitude * BigInt(weight);
    return { whole: product / sum, remainder: product % sum };
  });
  let left = magnitude - parts.reduce((done, part) => done + part.whole, 0n);
  // Sorting is stable: among equals the earlier part stays first.
  const byRemainder = [...parts].sort((a, b) => Number(b.remainder - a.remainder));
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.whole += 1n;
    left -= 1n;
  }
  return parts.map((part) => cents(total < 0 ? -Number(part.whole) : Number(part.whole)));
}
