import type { Adjustment, RemittanceClaim } from '../remittance.ts';

/** How far two accounts of one payment differ. Counts and cents only: what an exception may show. */
export interface PaymentDifference {
  /** Claims of which both say the same. */
  readonly agreeing: number;
  /** Claims that only one of the two has, or of which they say something else. */
  readonly differing: number;
  /** What the second says more (above zero) or less of charges and payments. */
  readonly chargeCents: number;
  readonly paidCents: number;
}

/**
 * Compares what two remittances say of one payment, claim by claim: number, status, charge, payment, and the adjustments per group
 * and reason. Lines are not compared: who enters a remittance by hand may sum them up.
 * @returns undefined when both say the same
 */
export function paymentDifference(
  first: readonly RemittanceClaim[],
  second: readonly RemittanceClaim[],
): PaymentDifference | undefined {
  const left = statementsOf(first);
  const right = statementsOf(second);
  let agreeing = 0;
  for (const [statement, count] of left) agreeing += Math.min(count, right.get(statement) ?? 0);
  const differing = Math.max(first.length, second.length) - agreeing;
  if (differing === 0) return undefined;
  return {
    agreeing,
    differing,
    chargeCents: sum(second, 'chargeCents') - sum(first, 'chargeCents'),
    paidCents: sum(second, 'paidCents') - sum(first, 'paidCents'),
  };
}

function sum(claims: readonly RemittanceClaim[], figure: 'chargeCents' | 'paidCents'): number {
  return claims.reduce((total, claim) => total + claim[figure], 0);
}

/** How often each statement about a claim is made. */
function statementsOf(claims: readonly RemittanceClaim[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const claim of claims) {
    const { patientControlNumber, statusCode, chargeCents, paidCents } = claim;
    const adjustments = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
    const figures = [chargeCents, paidCents, adjustmentTotals(adjustments)];
    const statement = JSON.stringify([patientControlNumber.trim().toUpperCase(), statusCode, ...figures]);
    counts.set(statement, (counts.get(statement) ?? 0) + 1);
  }
  return counts;
}

function adjustmentTotals(adjustments: readonly Adjustment[]): readonly (readonly [string, number])[] {
  const totals = new Map<string, number>();
  for (const { group, carc, cents } of adjustments) {
    const reason = `${group}-${carc}`;
    totals.set(reason, (totals.get(reason) ?? 0) + cents);
  }
  return [...totals].filter(([, total]) => total !== 0).sort(([left], [right]) => (left < right ? -1 : 1));
}
