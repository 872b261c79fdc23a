/** The frequencies that tell a payer that a claim which it has must change, as X12 has them. */
export const correctingFrequencies = ['late-charges', 'replacement', 'void'] as const;

export type CorrectingFrequency = (typeof correctingFrequencies)[number];

/** How a payer wants a claim corrected that it has. Where it says nothing, it takes what X12 has for it. */
export interface PayerCorrections {
  /** What it refuses. Medicare Part B refuses `replacement` and `void`. */
  readonly refuses?: readonly CorrectingFrequency[];
  /** How it takes a correction for which it has no claim: by phone, letter or portal, in the office's words. */
  readonly otherwise?: string;
}
