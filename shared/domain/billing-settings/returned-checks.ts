import { type Cents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A state's cap on returned-check fees, from a day on: the office finds it and keeps it up to date. */
export interface StateFeeCap {
  /** Two letters. */
  readonly state: string;
  readonly mostCents: Cents;
  /** The first day of the rule. */
  readonly from: LocalDate;
}

export interface ReturnedCheckSettings {
  /** The fee for a returned check; none while it is zero. */
  readonly feeCents: Cents;
  /** No fee is charged in a state without a cap here. */
  readonly states: readonly StateFeeCap[];
}

/** The defaults. */
export const usualReturnedCheckSettings: ReturnedCheckSettings = { feeCents: zeroCents, states: [] };
