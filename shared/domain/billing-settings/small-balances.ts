import { type Cents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The amount and age up to which a run writes balances off. None while `mostCents` is zero. */
export interface SmallBalanceRule {
  readonly mostCents: Cents;
  readonly minAgeDays: number;
}

/** A state whose unclaimed-property law lets the office keep small credits, as found by the office, with the source. */
export interface KeptCreditState {
  /** Two letters. */
  readonly state: string;
  /** The first day of the rule. */
  readonly from: LocalDate;
  readonly source: string;
}

export interface SmallBalanceSettings {
  /** Patients' balances on claims. */
  readonly owed: SmallBalanceRule;
  /** Patients' credits on claims: only in the states below. */
  readonly credits: SmallBalanceRule;
  readonly creditStates: readonly KeptCreditState[];
}

const nothing: SmallBalanceRule = { mostCents: zeroCents, minAgeDays: 0 };

/** The defaults. */
export const usualSmallBalanceSettings: SmallBalanceSettings = { owed: nothing, credits: nothing, creditStates: [] };
