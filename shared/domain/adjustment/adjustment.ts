import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';
import type { AdjustmentReason, AdjustmentWay } from './reasons.ts';

/** What a person decided, when and why, in words of his own. */
export interface Decided {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** `waiting`: above what one person decides alone; nothing is booked. `declined`: nothing will be. `reversed`: booked, and taken back. */
export const adjustmentStates = {
  waiting: { meaning: 'A second person must agree; nothing is booked.' },
  booked: { meaning: 'It is in the books.' },
  declined: { meaning: 'Nobody agreed, or who asked for it withdrew it; nothing was booked.' },
  reversed: { meaning: 'It was taken back by an entry of its own.' },
} as const;
export type AdjustmentState = keyof typeof adjustmentStates;

/** What a person gives up of a claim, or moves to somebody else, without a denial or an exception. Its money stands in entries. */
export interface Adjustment {
  readonly id: string;
  readonly version: number;
  readonly state: AdjustmentState;
  readonly claimId: ClaimId;
  readonly patientId: string;
  /** Of a payer's balance: the position of its share. The patient's when absent. */
  readonly payerPosition?: number;
  readonly as: AdjustmentWay;
  readonly why: AdjustmentReason;
  readonly cents: Cents;
  /** The application for financial assistance, or the run by rule, that made it. */
  readonly madeBy?: string;
  readonly requested: Decided;
  /** Who agreed, or declined. Absent when one person decided alone. */
  readonly decided?: Decided;
  readonly ledgerEntryId?: string;
  readonly reversed?: Decided & { readonly ledgerEntryId: string };
  /** It passed the payer over, so that its reversal bills it again. */
  readonly passedOver?: true;
}
