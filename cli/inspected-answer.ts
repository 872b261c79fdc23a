/** What a file says of something that was sent or asked before. */
export interface InspectedAnswer {
  /** What it is about: `group HC 7`, `claim S0000000000000AB`. */
  readonly about: string;
  /** In a word or a few: `accepted`, `rejected`, `denied`. */
  readonly outcome: string;
  /** Why, and what else is said, in words; a code of the file stands behind in brackets. */
  readonly details: readonly string[];
}
