import type { Cents } from '../../money/cents.ts';
import type { RemittanceClaim } from '../remittance.ts';

/** A summary of what a payer states for a claim. */
export interface ClaimFigures {
  readonly statusCode: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
}

/** A claim in which two payments with the same identity differ. */
export interface ClaimDifference {
  readonly patientControlNumber: string;
  readonly payerClaimNumber: string;
  readonly change: 'changed' | 'only-here' | 'only-there';
  /** What differs in a changed claim. */
  readonly fields: readonly ClaimField[];
  readonly here?: ClaimFigures;
  readonly there?: ClaimFigures;
}

export type ClaimField = 'status' | 'charge' | 'paid' | 'adjustments' | 'lines' | 'other';

/**
 * Compares the claims of two payments. Claims are identified by both numbers and, when these come more than once, by their order. The
 * differences are in the order of the first payment, followed by the claims that only the second has.
 */
export function compareClaims(
  here: readonly RemittanceClaim[],
  there: readonly RemittanceClaim[],
): readonly ClaimDifference[] {
  const others = byName(there);
  const differences: ClaimDifference[] = [];
  for (const [name, claim] of byName(here)) {
    const other = others.get(name);
    others.delete(name);
    if (other === undefined) {
      differences.push({ ...numbersOf(claim), change: 'only-here', fields: [], here: figuresOf(claim) });
      continue;
    }
    const fields = changedFields(claim, other);
    if (fields.length === 0) continue;
    const sides = { here: figuresOf(claim), there: figuresOf(other) };
    differences.push({ ...numbersOf(claim), change: 'changed', fields, ...sides });
  }
  for (const claim of others.values()) {
    differences.push({ ...numbersOf(claim), change: 'only-there', fields: [], there: figuresOf(claim) });
  }
  return differences;
}

function byName(claims: readonly RemittanceClaim[]): Map<string, RemittanceClaim> {
  const occurrences = new Map<string, number>();
  const named = new Map<string, RemittanceClaim>();
  for (const claim of claims) {
    const numbers = JSON.stringify([claim.patientControlNumber, claim.payerClaimNumber]);
    const occurrence = (occurrences.get(numbers) ?? 0) + 1;
    occurrences.set(numbers, occurrence);
    named.set(`${numbers} ${occurrence}`, claim);
  }
  return named;
}

function numbersOf({ patientControlNumber, payerClaimNumber }: RemittanceClaim) {
  return { patientControlNumber, payerClaimNumber };
}

function figuresOf({ statusCode, chargeCents, paidCents }: RemittanceClaim): ClaimFigures {
  return { statusCode, chargeCents, paidCents };
}

function changedFields(claim: RemittanceClaim, other: RemittanceClaim): readonly ClaimField[] {
  const fields: ClaimField[] = [];
  const compare = (field: ClaimField, of: (one: RemittanceClaim) => unknown) => {
    if (JSON.stringify(of(claim)) !== JSON.stringify(of(other))) fields.push(field);
  };
  compare('status', (one) => one.statusCode);
  compare('charge', (one) => one.chargeCents);
  compare('paid', (one) => one.paidCents);
  compare('adjustments', (one) => one.adjustments);
  compare('lines', (one) => one.lines);
  compare('other', ({ byteOffset: _offset, byteLength: _length, ...one }) => ({
    ...one,
    statusCode: '',
    chargeCents: 0,
    paidCents: 0,
    adjustments: [],
    lines: [],
  }));
  return fields;
}
