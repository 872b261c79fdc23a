import type { Cents } from '../money/cents.ts';

/** The time limits of the contract with a payer, as the office has entered them. */
export interface PayerTerms {
  readonly filingIndicator?: string;
  /** In days: to file a claim, to correct one, to appeal, and to refund what was paid too much. */
  readonly filingDays?: number;
  readonly correctedClaimDays?: number;
  readonly appealDays?: number;
  readonly refundDays?: number;
  /** The levels of appeal after the first; what is usual for the payer's kind when absent. */
  readonly furtherAppeals?: readonly FurtherAppeal[];
  /** What the days to file count from when another payer answers first; the service when absent. */
  readonly laterFilingFrom?: LaterFilingStart;
  /** What the days to correct a claim count from; the service when absent. */
  readonly correctedClaimFrom?: CorrectedClaimStart;
  /** What becomes of a last day on a weekend or a federal holiday; it stands when absent. */
  readonly limitOnDayOff?: LimitOnDayOff;
}

/** A level of appeal that a contract names, after the first. */
export interface FurtherAppeal {
  readonly title: string;
  /** From the notice of the decision before it. */
  readonly days: number;
  /** The days in which it is decided. */
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
