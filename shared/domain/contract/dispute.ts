import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

export const disputeResults = {
  won: 'The payer agrees to all of it: its payment is awaited',
  'won-in-part': 'It agrees to some of the claims',
  lost: 'It pays nothing more',
  withdrawn: 'The office takes the letter back: the variances are open again',
} as const;
export type DisputeResult = keyof typeof disputeResults;

/** A letter to a payer about underpayments, for many claims of one billing provider. */
export interface PaymentDispute {
  readonly id: string;
  readonly version: number;
  readonly payerId: string;
  readonly billingProviderId: string;
  readonly varianceIds: readonly string[];
  /** The name of its template. */
  readonly template: string;
  readonly letter: { readonly sha256: string; readonly sizeBytes: number };
  readonly expectedCents: Cents;
  readonly allowedCents: Cents;
  readonly cents: Cents;
  /** The earliest dispute deadline of its claims. */
  readonly disputeBy?: LocalDate;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Absent while the payer's answer is awaited. */
  readonly outcome?: {
    readonly result: DisputeResult;
    readonly noticeOn: LocalDate;
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
  };
}
