import type { Cents } from '../../money/cents.ts';
import { canonicalNumber, tellsClaims } from './match-claim.ts';

/** The reference under which the balance of a take-back is kept, and how many it may be where that is not certain. */
export interface TakeBackReference {
  readonly reference: string;
  /** More than one: a person is to say which. */
  readonly fitting: number;
}

/** Shorter numbers that were cut off fit too much. */
const shortestCut = 6;

/**
 * Payers write a take-back's reference as the claim's number alone, cut off, or followed by spaces and the member id (Medicare), and not
 * always the same way twice.
 * @param references references, or numbers of claims, that one may be meant by
 * @returns those of them that a stated reference may mean: the same number where there is one, else what was cut off on either side
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
 * The reference of which a payer speaks: what it states where a balance stands under it that this amount settles; else the one open
 * reference that it may mean. None, or several: what it states.
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

/** Whether an amount of a take-back goes against a balance: taken from what is held, or given back of what was taken unasked. */
export function settles(cents: Cents, balance: number): boolean {
  return cents > 0 ? balance > 0 : balance < 0;
}

/** The claim's number of a reference: what stands before the first space. */
function numberOf(reference: string): string {
  return canonicalNumber(reference.trim().split(/\s+/)[0] ?? '');
}

function isCutOff(left: string, right: string): boolean {
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  return shorter.length >= shortestCut && longer.startsWith(shorter) && tellsClaims(shorter);
}
