/** What an office decides about coding as work. */
export interface CodingSettings {
  readonly version: number;
  /** Days from the service to the day on which its coding should be done. */
  readonly codingDays: number;
  /** How many of a hundred encounters a second person looks at, where a coder has no rate of the own. */
  readonly reviewPercent: number;
  readonly reviewRates: readonly { readonly coder: string; readonly percent: number }[];
  /** Encounters with one of these tags are always looked at. Coding rules and people give tags. */
  readonly reviewTags: readonly string[];
  /** Days between two reminders of a query that nobody has answered. */
  readonly remindAfterDays: number;
  /** Days after which an unanswered query is escalated. */
  readonly escalateAfterDays: number;
  /** To whom: a physician advisor, by the subject of the sign-in. */
  readonly escalateTo?: string;
}

/** What holds until an office says something. */
export const usualCodingSettings: CodingSettings = {
  version: 0,
  codingDays: 3,
  reviewPercent: 0,
  reviewRates: [],
  reviewTags: [],
  remindAfterDays: 2,
  escalateAfterDays: 7,
};
