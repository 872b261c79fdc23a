/** A file's answer to something that was sent or asked before. */
export interface InspectedAnswer {
  /** What is answered: `group HC 7`, `claim S0000000000000AB`. */
  readonly about: string;
  /** The outcome in a few words: `accepted`, `rejected`, `denied`. */
  readonly outcome: string;
  /** The reason and further details, in words; the file's code follows in brackets. */
  readonly details: readonly string[];
}
