import type { StatePolicy } from '../collections/state-policy.ts';
import { type Cents, cents } from '../money/cents.ts';

/** When an account may go to a collection agency, and what that books. */
export interface CollectionSettings {
  /** What of an account stands with one legal entity is placed from this amount on. */
  readonly minimumCents: Cents;
  /** So many statements or letters must have gone out since it was owed. */
  readonly statements: number;
  /** Days from the last of them to the placement. */
  readonly noticeDays: number;
  /** Days that it must have been owed. */
  readonly ageDays: number;
  /** Whether a placement books bad debt; otherwise the amount stays a receivable until somebody gives it up. */
  readonly booksBadDebt: boolean;
  /** The legal entities that are nonprofit hospitals: the clocks of 26 CFR 1.501(r)-6 run for what is owed to them. */
  readonly nonprofitEntityIds: readonly string[];
  /** The interest that the office asks for, where the state allows it; none when absent. */
  readonly interest?: InterestRule;
  readonly states: readonly StatePolicy[];
}

export interface InterestRule {
  /** Of a year, in hundredths of a percent. */
  readonly basisPoints: number;
  /** Days that a share is owed before it bears interest. */
  readonly afterDays: number;
}

/** What holds until an office says something. */
export const usualCollectionSettings: CollectionSettings = {
  minimumCents: cents(50_00),
  statements: 3,
  noticeDays: 30,
  ageDays: 120,
  booksBadDebt: true,
  nonprofitEntityIds: [],
  states: [],
};
