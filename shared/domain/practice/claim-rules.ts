/** What a payer may want the same on all lines of a claim. */
export const claimUnits = {
  day: 'the first day of the service',
  month: 'the calendar month of the service',
  'rendering-provider': 'who gave the service',
  'place-of-service': 'the place of service',
  facility: 'the facility',
} as const;

export type ClaimUnit = keyof typeof claimUnits;

/** How a payer wants services divided into claims, where it wants more than the form does. */
export interface ClaimRules {
  /** The most lines of a claim, where it takes fewer than the form has. */
  readonly linesPerClaim?: number;
  /** What is the same on all lines of a claim. */
  readonly onePer?: readonly ClaimUnit[];
}
