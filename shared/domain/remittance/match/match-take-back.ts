import type { Cents } from '../../money/cents.ts';
import { canonicalNumber, tellsClaims } from './match-claim.ts';

/** The reference under which the balance of a take-back is kept, and the number of references that it could be. */
export interface TakeBackReference {
  readonly reference: string;
  /** When there is more than one, a person decides. */
  readonly fitting: number;
}

/** A shorter part of a number would match too many others. */
const shortestCut = 6;

/**
 * Payers write the reference of a take-back as the claim number alone, cut off, or followed by spaces and the member id (Medicare), and not
 * always in the same way.
 * @param references the references or claim numbers that could be meant
 * @returns the known ones that a stated reference could mean: the same number if there is one, otherwise those that are equal up to where
 * one was cut off
 */
export function referencesMeant(references: Iterable<string>): (stated: string) => readonly string[] {
  const known = [...references].map((reference) => ({ reference, number: numberOf(reference) }));
  return (stated) => {
    const number = numberOf(stated);
    if (number === '') return [];
    const same = known.filter((one) => one.number === number);
    const meant = same.length > 0 ? same : known.filter((one) => isCutOff(one.number, number));
    return meant.map(({ reference }) => reference);
  };
}

/**
 * The reference that a payer means: the stated one when this amount settles a balance under it, otherwise the one open reference that it
 * could mean. When there are none or several, the stated one.
 */
export function takeBackReference(
  stated: string,
  cents: Cents,
  balances: { readonly of: (reference: string) => number; readonly meant: (stated: string) => readonly string[] },
): TakeBackReference {
  const isSettled = (reference: string) => settles(cents, balances.of(reference));
  if (isSettled(stated)) return { reference: stated, fitting: 1 };
  const fitting = balances.meant(stated).filter(isSettled);
  const [only] = fitting;
  return { reference: fitting.length === 1 && only !== undefined ? only : stated, fitting: fitting.length };
}

/** Whether the amount of a take-back reduces a balance: it is taken from what is owed, or returns what was taken without a reason. */
export function settles(cents: Cents, balance: number): boolean {
  return cents > 0 ? balance > 0 : balance < 0;
}

/** The claim number in a reference: the part before the first space. */
function numberOf(reference: string): string {
  return canonicalNumber(reference.trim().split(/\s+/)[0] ?? '');
}

function isCutOff(left: string, right: string): boolean {
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  return shorter.length >= shortestCut && longer.startsWith(shorter) && tellsClaims(shorter);
}
