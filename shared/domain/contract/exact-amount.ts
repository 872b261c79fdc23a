import { type Cents, cents, formatAmount } from '../money/cents.ts';
import type { ContractRounding } from './payer-contract.ts';

/** An amount in cents as an exact fraction, without rounding. */
interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** An amount in the course of a contract's calculation, with the arithmetic in words. */
export interface ExactAmount {
  readonly amount: Exact;
  readonly steps: readonly string[];
}

/** Starts with an amount in whole cents. */
export function exactAmountOf(amount: Cents, words: string): ExactAmount {
  return { amount: { numerator: BigInt(amount), denominator: 1n }, steps: [words] };
}

/** The amount in whole cents: half a cent upwards. */
export function roundedCents({ amount: { numerator, denominator } }: ExactAmount): Cents {
  return cents(Number((2n * numerator + denominator) / (2n * denominator)));
}

/** A factor, as a fraction, and its words: `× 2`, `50%`. */
export interface Factor {
  readonly numerator: number;
  readonly denominator: number;
  readonly words: string;
}

/**
 * Multiplies; if the contract rounds each step, the result is whole cents. The words end with the result, rounded for
 * display.
 */
export function times(
  before: ExactAmount,
  { numerator, denominator, words }: Factor,
  rounding: ContractRounding,
): ExactAmount {
  const exact: ExactAmount = {
    amount: {
      numerator: before.amount.numerator * BigInt(numerator),
      denominator: before.amount.denominator * BigInt(denominator),
    },
    steps: before.steps,
  };
  const shown = roundedCents(exact);
  const amount = rounding === 'each-step' ? { numerator: BigInt(shown), denominator: 1n } : exact.amount;
  return { amount, steps: [...before.steps, `${words} = ${dollars(shown)}`] };
}

/** Adds amounts, each with its own words. */
export function sumOf(parts: readonly ExactAmount[]): ExactAmount {
  const amount = parts.reduce<Exact>(
    (sum, { amount: part }) => ({
      numerator: sum.numerator * part.denominator + part.numerator * sum.denominator,
      denominator: sum.denominator * part.denominator,
    }),
    { numerator: 0n, denominator: 1n },
  );
  return { amount, steps: parts.flatMap(({ steps }) => steps) };
}

/** Whether one amount is more than another one. */
export function isMore(left: ExactAmount, right: ExactAmount): boolean {
  return left.amount.numerator * right.amount.denominator > right.amount.numerator * left.amount.denominator;
}

export const dollars = (amount: Cents): string => `$${formatAmount(amount)}`;

/** Hundredths of a percent in words: `112.5%`. */
export function percentText(basisPoints: number): string {
  const decimals = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(basisPoints / 100)}${decimals === '' ? '' : `.${decimals}`}%`;
}

/** A share as a factor. */
export function shareFactor(basisPoints: number, words: string): Factor {
  return { numerator: basisPoints, denominator: 10_000, words };
}
