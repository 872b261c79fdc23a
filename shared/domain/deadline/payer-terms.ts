import type { Cents } from '../money/cents.ts';

/** The time limits of the contract with a payer, as the office has entered them. */
export interface PayerTerms {
  readonly filingIndicator?: string;
  /** In days: to file a claim, to correct one, to appeal, and to refund an overpayment. */
  readonly filingDays?: number;
  readonly correctedClaimDays?: number;
  readonly appealDays?: number;
  readonly refundDays?: number;
  /** The levels of appeal after the first; those usual for the payer's kind when absent. */
  readonly furtherAppeals?: readonly FurtherAppeal[];
  /** The start of the filing limit when another payer answers first; the service when absent. */
  readonly laterFilingFrom?: LaterFilingStart;
  /** The start of the limit for corrected claims; the service when absent. */
  readonly correctedClaimFrom?: CorrectedClaimStart;
  /** What happens to a last day on a weekend or a federal holiday; unchanged when absent. */
  readonly limitOnDayOff?: LimitOnDayOff;
}

/** A level of appeal that a contract names, after the first. */
export interface FurtherAppeal {
  readonly title: string;
  /** Counted from the previous decision's notice. */
  readonly days: number;
  /** The days to a decision. */
  readonly answerDays?: number;
  readonly minimumCents?: Cents;
}

export const laterFilingStarts = ['service', 'prior-answer'] as const;
export type LaterFilingStart = (typeof laterFilingStarts)[number];

export const correctedClaimStarts = ['service', 'answer'] as const;
export type CorrectedClaimStart = (typeof correctedClaimStarts)[number];

export const limitsOnDayOff = ['stands', 'next-workday'] as const;
export type LimitOnDayOff = (typeof limitsOnDayOff)[number];

/** Whether a payer is Medicare Part A or B itself. Medicare's health plans have contracts of their own. */
export function isMedicareItself({ filingIndicator }: PayerTerms): boolean {
  return filingIndicator === 'MA' || filingIndicator === 'MB';
}

export function isMedicaid({ filingIndicator }: PayerTerms): boolean {
  return filingIndicator === 'MC';
}
