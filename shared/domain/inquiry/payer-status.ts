import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** The state of a claim at its payer, in plain terms. */
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

/** Standings in which the claim goes no further until somebody acts. */
const problems = ['not-found', 'not-accepted', 'waits-for-documents', 'error'] as const satisfies PayerStanding[];

export type ProblemStanding = (typeof problems)[number];

export function isProblem(standing: PayerStanding): standing is ProblemStanding {
  return problems.some((each) => each === standing);
}

/** A payer's latest answer to a question about a filing, if a person has to act on it. */
export interface StatusProblem {
  /** The number of the filing. */
  readonly filing: number;
  readonly standing: ProblemStanding;
  /** When the answer came. */
  readonly at: Instant;
}

/** One statement of a payer about a claim, or a line. */
export interface StatusStatement {
  readonly standing: PayerStanding;
  readonly words: string;
  /** Its codes: category, status, and entity. */
  readonly category: string;
  readonly code?: string;
  readonly entity?: string;
  readonly on?: LocalDate;
}

/** A payer's answer about a claim. */
export interface PayerStatus {
  /** The most advanced standing of all statements. */
  readonly standing: PayerStanding;
  readonly statements: readonly StatusStatement[];
  /** The payer's own number for the claim. */
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

/**
 * The claim's standing by the first characters of a category, the longest first. The lists themselves belong to X12.
 */
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

/** The meaning of a statement with these codes, in words. */
export function standingOf(category: string): { readonly standing: PayerStanding; readonly words: string } {
  const found = standings.find(([beginning]) => category.startsWith(beginning));
  return found === undefined
    ? { standing: 'error', words: `category ${category}` }
    : { standing: found[1], words: found[2] };
}

/** The order of progress: of several statements the most advanced counts. */
const order: readonly PayerStanding[] = [
  ...(['error', 'not-found', 'not-accepted', 'received', 'pending', 'waits-for-documents'] as const),
  ...(['decided', 'denied', 'paid'] as const),
];

export function furthest(standingsFound: readonly PayerStanding[]): PayerStanding {
  return standingsFound.reduce((left, right) => (order.indexOf(right) > order.indexOf(left) ? right : left), 'error');
}
