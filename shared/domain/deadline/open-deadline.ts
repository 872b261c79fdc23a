import type { ClaimBalance, OpenWork } from '../claim/balance.ts';
import type { Cents } from '../money/cents.ts';
import { negateCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type RefundFacts, refund } from './clocks.ts';
import type { Clock } from './deadline.ts';
import { filingClock, filingStands, unfiledShare } from './filing-clocks.ts';
import type { PayerTerms } from './payer-terms.ts';

/** Why a deadline is open. */
export const deadlineStands = {
  ...filingStands,
  draft: 'It is a draft: nobody has finalised it.',
  denied: 'A payer denied it, and nothing was sent about that.',
  overpaid: 'The payer has paid more than it owes.',
  underpaid: 'The payer allowed less than the contract says, and nobody has told the payer.',
  negotiating: 'A federal dispute is negotiated, and dispute resolution was not asked for.',
  'offer-owed': 'A certified entity decides, and our offer is not on record.',
  'payment-awaited': 'A federal dispute was decided or settled, and the payment is not on record.',
  'bill-disputed': 'A patient disputes the bill, and no answer is on record.',
  'estate-open': 'Something is owed, and no claim against the estate is on record.',
  identified: 'Somebody identified an overpayment, and nothing that was returned is on record.',
} as const;

/** Something that must be done in time, with the amount at stake; most are about a claim and one of its payers. */
export interface OpenDeadline {
  readonly clock: Clock;
  readonly claimId?: string;
  readonly payerId?: string;
  readonly share?: number;
  readonly cents: Cents;
  readonly stands: keyof typeof deadlineStands;
  readonly filing?: number;
  readonly denialId?: string;
  readonly exceptionId?: string;
  readonly varianceId?: string;
  readonly federalDisputeId?: string;
  readonly accountId?: string;
  readonly estimateId?: string;
  /** The draft of a notice, which has no claim yet. */
  readonly encounterId?: string;
  /** Only persons who may see the case may see the deadline. */
  readonly auditCaseId?: string;
}

/** A deadline about a claim and one of its payers. */
export type ClaimDeadline = OpenDeadline & { readonly claimId: string; readonly payerId: string };

type TermsOf = (payerId: string) => PayerTerms;

/** The deadline of a claim that its payer does not have yet; none when every payer in turn has it. */
export function filingDeadlines(balance: ClaimBalance, termsOf: TermsOf): readonly ClaimDeadline[] {
  const unfiled = unfiledShare(balance);
  const payer = unfiled === undefined ? undefined : balance.payers[unfiled.share];
  if (unfiled === undefined || payer === undefined) return [];
  const { share, stands, filing } = unfiled;
  const { claimId } = balance;
  const { payerId, receivableCents: cents } = payer;
  const clock = filingClock(balance, unfiled, termsOf(payerId));
  return [{ clock, claimId, payerId, share, cents, stands, ...present({ filing }) }];
}

/** The day on which a payer’s overpayment was found, its investigation, if there is one, and the laws on record. */
export interface Overpayment extends RefundFacts {
  readonly identifiedOn: LocalDate;
}

/** The deadlines to refund the overpayments in a claim's open exceptions. */
export function refundDeadlines(
  balance: ClaimBalance,
  work: OpenWork,
  { identifiedOn, ...facts }: Overpayment,
  termsOf: TermsOf,
): readonly ClaimDeadline[] {
  const payer = work.share === undefined ? undefined : balance.payers[work.share];
  if (work.share === undefined || payer === undefined || work.cents >= zeroCents) return [];
  const { payerId } = payer;
  const about = { claimId: balance.claimId, payerId, share: work.share, cents: negateCents(work.cents) };
  return [
    {
      clock: refund(termsOf(payerId), identifiedOn, facts),
      ...about,
      stands: 'overpaid',
      exceptionId: work.id,
    },
  ];
}
