import { type Cents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The most that a state allows for a returned check, from a day on: the office looks it up and keeps it up to date. */
export interface StateFeeCap {
  /** Two letters. */
  readonly state: string;
  readonly mostCents: Cents;
  /** The day on which the rule begins to hold. */
  readonly from: LocalDate;
}

export interface ReturnedCheckSettings {
  /** What a returned check costs; nothing is asked while it is zero. */
  readonly feeCents: Cents;
  /** In a state of which nothing is said no fee is asked. */
  readonly states: readonly StateFeeCap[];
}

/** What holds until an office says something. */
export const usualReturnedCheckSettings: ReturnedCheckSettings = { feeCents: zeroCents, states: [] };
