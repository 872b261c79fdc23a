import { type Cents, cents } from '../money/cents.ts';
import { fail, invariant, ok, type Result } from '../result.ts';

declare const quantityBrand: unique symbol;

/**
 * A number of units, minutes or miles: a decimal as text, positive, with at most three decimals and no needless zeros
 * (`1`, `0.5`, `2.125`). It is never computed as a floating-point number.
 */
export type Quantity = string & { readonly [quantityBrand]: true };

export type QuantityFailure = 'quantity-malformed' | 'quantity-too-precise' | 'quantity-zero' | 'quantity-too-large';

const shape = /^\d*(?:\.\d*)?$/;

/**
 * The maximum of whole digits in a claim's quantity: eight digits, three of them decimals (005010X222A1, service line).
 */
const wholeDigits = 5;

/** Reads a decimal: `1`, `01.50`, `.5`. Digits are read as digits, never through floating point. */
export function parseQuantity(text: string): Result<Quantity, QuantityFailure> {
  if (!shape.test(text) || !/\d/.test(text)) return fail('quantity-malformed');
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.replace(/^0+/, '') || '0';
  const decimals = fraction.replace(/0+$/, '');
  if (decimals.length > 3) return fail('quantity-too-precise');
  if (digits.length > wholeDigits) return fail('quantity-too-large');
  if (digits === '0' && decimals === '') return fail('quantity-zero');
  return ok((decimals === '' ? digits : `${digits}.${decimals}`) as Quantity);
}

/** A whole number of units. @throws when it is not one: a broken invariant, not bad input. */
export function wholeQuantity(count: number): Quantity {
  const parsed = parseQuantity(String(count));
  invariant(parsed.ok && Number.isSafeInteger(count), 'units are a whole number from 1 to 99999');
  return parsed.value;
}

/** A quantity in thousandths, an integer: for sums and comparisons. */
export function thousandthsOf(quantity: Quantity): number {
  const [whole = '', fraction = ''] = quantity.split('.');
  return Number(`${whole}${fraction.padEnd(3, '0')}`);
}

/** The quantity as a whole number, or undefined when it has decimals. */
export function wholeOf(quantity: Quantity): number | undefined {
  return quantity.includes('.') ? undefined : Number(quantity);
}

/** The quantity in the form of claims: without a zero before the point (`.5`). */
export function claimDecimal(quantity: Quantity): string {
  return quantity.replace(/^0\./, '.');
}

/** A price times a quantity, in cents, rounded to the nearest cent, half a cent upwards. */
export function priceTimes(price: Cents, quantity: Quantity): Cents {
  const thousandths = BigInt(price) * BigInt(thousandthsOf(quantity));
  return cents(Number((thousandths + 500n) / 1000n));
}
