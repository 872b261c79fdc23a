import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Where a claim stands with its payer, in plain terms. */
export type PayerStanding =
  | 'received'
  | 'not-accepted'
  | 'pending'
  | 'waits-for-documents'
  | 'decided'
  | 'paid'
  | 'denied'
  | 'not-found'
  | 'error';

/** One thing that a payer says of a claim, or of a line. */
export interface StatusStatement {
  readonly standing: PayerStanding;
  readonly words: string;
  /** The codes that say it: category, status, and who is meant. */
  readonly category: string;
  readonly code?: string;
  readonly entity?: string;
  readonly on?: LocalDate;
}

/** What a payer answered about a claim. */
export interface PayerStatus {
  /** What counts of all statements: the one that is furthest on. */
  readonly standing: PayerStanding;
  readonly statements: readonly StatusStatement[];
  /** The payer's own number of the claim. */
  readonly payerClaimNumber?: string;
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  readonly decidedOn?: LocalDate;
  readonly paidOn?: LocalDate;
  readonly paymentNumber?: string;
  readonly lines: readonly {
    readonly procedure: string;
    readonly lineNumber?: string;
    readonly chargeCents: Cents;
    readonly paidCents?: Cents;
    readonly statements: readonly StatusStatement[];
  }[];
}

/** By the first characters of a category, the longest first: where the claim stands. The lists themselves belong to X12. */
const standings: readonly (readonly [beginning: string, standing: PayerStanding, words: string])[] = [
  ['A0', 'received', 'passed on to another'],
  ['A1', 'received', 'received, not yet accepted'],
  ['A2', 'received', 'accepted for a decision'],
  ['A4', 'not-found', 'not found'],
  ['A5', 'received', 'split'],
  ['A', 'not-accepted', 'not accepted'],
  ['P3', 'waits-for-documents', 'waits for information from the provider'],
  ['P4', 'waits-for-documents', 'waits for information from the patient'],
  ['P', 'pending', 'being decided'],
  ['F1', 'paid', 'paid, or to be paid'],
  ['F2', 'denied', 'denied'],
  ['F4', 'decided', 'decided; no payment follows'],
  ['F', 'decided', 'decided'],
  ['R', 'waits-for-documents', 'the payer wants documents or data'],
  ['D0', 'not-found', 'the payer has no such claim'],
  ['D', 'error', 'the inquiry could not be answered'],
  ['E', 'error', 'the inquiry could not be answered'],
];

/** Words for what a statement of these codes says. */
export function standingOf(category: string): { readonly standing: PayerStanding; readonly words: string } {
  const found = standings.find(([beginning]) => category.startsWith(beginning));
  return found === undefined
    ? { standing: 'error', words: `category ${category}` }
    : { standing: found[1], words: found[2] };
}

/** How far on a standing is: of several statements the furthest counts. */
const order: readonly PayerStanding[] = [
  ...(['error', 'not-found', 'not-accepted', 'received', 'pending', 'waits-for-documents'] as const),
  ...(['decided', 'denied', 'paid'] as const),
];

export function furthest(standingsFound: readonly PayerStanding[]): PayerStanding {
  return standingsFound.reduce((left, right) => (order.indexOf(right) > order.indexOf(left) ? right : left), 'error');
}
