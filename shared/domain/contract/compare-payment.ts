import { type Cents, cents, sumCents } from '../money/cents.ts';
import { type AllowedAmounts, nothing, plus, type TakenOff } from './allowed-amounts.ts';
import type { ExpectedLine, ExpectedPayment } from './expected-payment.ts';
import type { VarianceThreshold } from './payer-contract.ts';

/**
 * Lines that are compared together: one line, all lines of a rate for the claim, or the whole claim where the payer
 * states its amounts for it.
 */
export interface ComparedLines {
  readonly lines: readonly ExpectedLine[];
  readonly expectedCents: Cents;
  /** The payer's payment, the patient's share, and amounts withheld without a lower allowance. */
  readonly allowedCents: Cents;
  /** Denied, pended or left to the patient: covered by other work. */
  readonly elsewhereCents: Cents;
  /** Negative: less was allowed than expected, and the difference is not elsewhere. Positive: more was allowed. */
  readonly differenceCents: Cents;
}

/** Compares allowed with expected amounts. Lines without an expectation, and lines without an answer, are left out. */
export function comparedPayment(expected: ExpectedPayment, allowed: AllowedAmounts): readonly ComparedLines[] {
  const answered = expected.lines.filter(({ line }) => allowed.answeredLines?.has(line.number) ?? true);
  const { reducedCents, elsewhereCents } = allowed.ofClaim;
  if (reducedCents !== 0 || elsewhereCents !== 0) {
    const isWhole = answered.length > 0 && answered.every(({ expectedCents }) => expectedCents !== undefined);
    return isWhole ? [compared(answered, allowed, allowed.ofClaim)] : [];
  }
  const known = answered.filter(({ expectedCents }) => expectedCents !== undefined);
  const groups = Map.groupBy(known, ({ isOfClaim, line, contract }) => (isOfClaim ? contract : line));
  return [...groups.values()].map((lines) => compared(lines, allowed, nothing));
}

function compared(lines: readonly ExpectedLine[], { byLine }: AllowedAmounts, more: TakenOff): ComparedLines {
  const taken = lines.map(({ line }) => byLine.get(line.number) ?? nothing).reduce(plus, more);
  const chargeCents = sumCents(lines.map(({ line }) => line.chargeCents));
  const expectedCents = sumCents(lines.map((each) => each.expectedCents ?? cents(0)));
  const allowedCents = cents(chargeCents - taken.reducedCents - taken.elsewhereCents);
  const elsewhereCents = cents(taken.elsewhereCents);
  const missing = Math.max(0, expectedCents - allowedCents - Math.max(0, elsewhereCents));
  const differenceCents = cents(allowedCents > expectedCents ? allowedCents - expectedCents : -missing);
  return { lines, expectedCents, allowedCents, elsewhereCents, differenceCents };
}

/** Whether a difference is large enough for the list. */
export function isOverThreshold(
  { differenceCents, expectedCents }: Pick<ComparedLines, 'differenceCents' | 'expectedCents'>,
  { leastCents, leastBasisPoints }: VarianceThreshold,
): boolean {
  const size = Math.abs(differenceCents);
  return size > 0 && size >= leastCents && size * 10_000 >= leastBasisPoints * expectedCents;
}
