import type { RefundLaw } from '../refund/refund-law.ts';

/** By when credits are given back. */
export interface RefundSettings {
  /** The office’s own days for a patient’s credit, where no law is on record. */
  readonly officeDays?: number;
  readonly states: readonly RefundLaw[];
}

/** What holds until an office says something: the laws that ship. */
export const usualRefundSettings: RefundSettings = { states: [] };
