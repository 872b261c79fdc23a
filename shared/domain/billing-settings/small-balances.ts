import { type Cents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Up to how much, and how old, is given up by a run. Nothing of the kind while `mostCents` is zero. */
export interface SmallBalanceRule {
  readonly mostCents: Cents;
  readonly minAgeDays: number;
}

/** A state whose law on unclaimed property lets the office keep small credits, as the office has found, and where it says so. */
export interface KeptCreditState {
  /** Two letters. */
  readonly state: string;
  /** The day on which the rule begins to hold. */
  readonly from: LocalDate;
  readonly source: string;
}

export interface SmallBalanceSettings {
  /** What patients owe of a claim. */
  readonly owed: SmallBalanceRule;
  /** What patients paid too much of a claim: only in the states below. */
  readonly credits: SmallBalanceRule;
  readonly creditStates: readonly KeptCreditState[];
}

const nothing: SmallBalanceRule = { mostCents: zeroCents, minAgeDays: 0 };

/** What holds until an office says something. */
export const usualSmallBalanceSettings: SmallBalanceSettings = { owed: nothing, credits: nothing, creditStates: [] };
