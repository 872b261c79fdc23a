import type { RefundLaw } from '../refund/refund-law.ts';

/** The days within which credits are refunded. */
export interface RefundSettings {
  /** The office’s own days for a patient’s credit, where no law is on record. */
  readonly officeDays?: number;
  readonly states: readonly RefundLaw[];
}

/** The settings until an office changes them: the shipped laws. */
export const usualRefundSettings: RefundSettings = { states: [] };
