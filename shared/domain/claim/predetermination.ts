import type { Cents } from '../money/cents.ts';

/** The payer's last answer to a predetermination. Nobody owes these amounts. */
export interface PredeterminedAnswer {
  /** What the payer would pay, by its statement. */
  readonly payerCents: Cents;
  /** What it would leave to the patient. */
  readonly patientCents: Cents;
  /** The payer's number, which the real claim names. */
  readonly payerClaimNumber?: string;
}

/** A claim that asks its payer what it would pay for services that were not given yet. */
export interface Predetermination {
  /** Absent until the payer has answered. */
  readonly answer?: PredeterminedAnswer;
}
