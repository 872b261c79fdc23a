import type { StatePolicy } from '../collections/state-policy.ts';
import { type Cents, cents } from '../money/cents.ts';

/** When an account may be placed with a collection agency, and what a placement books. */
export interface CollectionSettings {
  /** The minimum balance at one legal entity. */
  readonly minimumCents: Cents;
  /** How many statements or letters must have been sent since the balance arose. */
  readonly statements: number;
  /** Days from the last statement to the placement. */
  readonly noticeDays: number;
  /** How many days the balance must have been owed. */
  readonly ageDays: number;
  /** Whether a placement books bad debt; otherwise the amount stays a receivable until it is written off. */
  readonly booksBadDebt: boolean;
  /** The legal entities that are nonprofit hospitals: for their balances the time limits of 26 CFR 1.501(r)-6 apply. */
  readonly nonprofitEntityIds: readonly string[];
  /** The interest that the office charges, where the state allows it; none when absent. */
  readonly interest?: InterestRule;
  readonly states: readonly StatePolicy[];
}

export interface InterestRule {
  /** Per year, in hundredths of a percent. */
  readonly basisPoints: number;
  /** How many days a share is owed before it bears interest. */
  readonly afterDays: number;
}

/** The defaults. */
export const usualCollectionSettings: CollectionSettings = {
  minimumCents: cents(50_00),
  statements: 3,
  noticeDays: 30,
  ageDays: 120,
  booksBadDebt: true,
  nonprofitEntityIds: [],
  states: [],
};
