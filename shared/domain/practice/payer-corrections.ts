/** X12's claim frequencies that correct a claim that the payer already has. */
export const correctingFrequencies = ['late-charges', 'replacement', 'void'] as const;

export type CorrectingFrequency = (typeof correctingFrequencies)[number];

/** How a payer wants a claim to be corrected that it already has. By default it accepts X12's frequencies. */
export interface PayerCorrections {
  /** Refused frequencies. Medicare Part B refuses `replacement` and `void`. */
  readonly refuses?: readonly CorrectingFrequency[];
  /** How it accepts a correction without a claim: by phone, letter or portal, in the office's words. */
  readonly otherwise?: string;
}
