/** An office's settings for coding work. */
export interface CodingSettings {
  readonly version: number;
  /** Days from the service to the day on which it should be coded. */
  readonly codingDays: number;
  /** The percentage of encounters that a second person reviews, for coders without a rate of their own. */
  readonly reviewPercent: number;
  readonly reviewRates: readonly { readonly coder: string; readonly percent: number }[];
  /** Encounters with one of these tags are always reviewed. Coding rules and people set tags. */
  readonly reviewTags: readonly string[];
  /** Days between two reminders of an unanswered query. */
  readonly remindAfterDays: number;
  /** Days after which an unanswered query is escalated. */
  readonly escalateAfterDays: number;
  /** To whom: a physician advisor, by sign-in subject. */
  readonly escalateTo?: string;
}

/** The defaults. */
export const usualCodingSettings: CodingSettings = {
  version: 0,
  codingDays: 3,
  reviewPercent: 0,
  reviewRates: [],
  reviewTags: [],
  remindAfterDays: 2,
  escalateAfterDays: 7,
};
