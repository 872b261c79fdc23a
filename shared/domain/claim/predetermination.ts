import type { AuthorizationDecision } from '../authorization/authorization.ts';
import type { Cents } from '../money/cents.ts';
import type { Claim } from './claim.ts';

/** The payer's last answer to a predetermination. Nobody owes these amounts. */
export interface PredeterminedAnswer {
  /** What the payer would pay, by its statement. */
  readonly payerCents: Cents;
  /** What it would leave to the patient. */
  readonly patientCents: Cents;
  /** The payer's number, which the real claim names. */
  readonly payerClaimNumber?: string;
}

/** What a payer decided in a review (278): whether it would cover the services, without amounts. */
export type PredeterminedDecision = Pick<
  AuthorizationDecision,
  'status' | 'decidedOn' | 'number' | 'reasons' | 'messages'
>;

/** A claim that asks its payer what it would pay for services that were not given yet. */
export interface Predetermination {
  /** Absent unless the payer answers by a review, too. */
  readonly decision?: PredeterminedDecision;
  /** Absent until the payer has answered. */
  readonly answer?: PredeterminedAnswer;
}

/** Whether a claim's content asks what its payer would pay: only a dentist's claim can (005010X224). */
export function asksOnly({ kind, submissionReason }: Pick<Claim, 'kind' | 'submissionReason'>): boolean {
  return kind === 'dental' && submissionReason === 'PB';
}
