import type { Adjustment, RemittanceClaim } from '../remittance.ts';

/** How two versions of one payment differ. Counts and cents only, so that an exception may show it. */
export interface PaymentDifference {
  /** Claims that are the same in both. */
  readonly agreeing: number;
  /** Claims that are only in one of the two, or differ. */
  readonly differing: number;
  /** By how much the charges and payments of the second are higher (positive) or lower. */
  readonly chargeCents: number;
  readonly paidCents: number;
}

/**
 * Compares two remittances for one payment, claim by claim: number, status, charge, payment, and the adjustments per group and reason.
 * Lines are not compared, because a person who enters a remittance may add them up.
 * @returns undefined when both are the same
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

/** How often each claim occurs with the same content. */
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
