import { type Cents, formatAmount } from '../domain/money/cents.ts';

/**
 * Adds amounts that a payer states; undefined when the sum exceeds the exact integers, as only a hostile file's does.
 */
export function exactTotal(values: readonly Cents[]): Cents | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  return Number.isSafeInteger(total) ? ((total === 0 ? 0 : total) as Cents) : undefined;
}

/** A total for people. */
export function totalText(total: Cents | undefined): string {
  return total === undefined ? 'too large to add up' : formatAmount(total);
}
