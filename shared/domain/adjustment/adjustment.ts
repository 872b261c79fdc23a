import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';
import type { AdjustmentReason, AdjustmentWay } from './reasons.ts';

/** A person's decision, with time and reason. */
export interface Decided {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/**
 * `waiting`: above what one person may decide alone; nothing is booked. `declined`: nothing will be booked. `reversed`:
 * booked, and reversed.
 */
export const adjustmentStates = {
  waiting: { meaning: 'A second person must agree; nothing is booked.' },
  booked: { meaning: 'It is in the books.' },
  declined: { meaning: 'It was declined, or withdrawn by the person who asked for it; nothing was booked.' },
  reversed: { meaning: 'It was taken back by an entry of its own.' },
} as const;
export type AdjustmentState = keyof typeof adjustmentStates;

/**
 * A person's write-off on a claim, or a move of an amount, without a denial or an exception. Its amounts are in
 * entries.
 */
export interface Adjustment {
  readonly id: string;
  readonly version: number;
  readonly state: AdjustmentState;
  readonly claimId: ClaimId;
  readonly patientId: string;
  /** For a payer's balance: the position of its share. The patient's when absent. */
  readonly payerPosition?: number;
  readonly as: AdjustmentWay;
  readonly why: AdjustmentReason;
  readonly cents: Cents;
  /** The application for financial assistance, or the run, that made it. */
  readonly madeBy?: string;
  readonly requested: Decided;
  /** Who approved or declined it. Absent when one person decided alone. */
  readonly decided?: Decided;
  readonly ledgerEntryId?: string;
  readonly reversed?: Decided & { readonly ledgerEntryId: string };
  /** The adjustment passed the payer over, so its reversal bills the payer again. */
  readonly passedOver?: true;
}
