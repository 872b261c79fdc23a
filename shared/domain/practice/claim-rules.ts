/** Fields that a payer may require to be the same on all lines of a claim. */
export const claimUnits = {
  day: 'the first day of the service',
  month: 'the calendar month of the service',
  'rendering-provider': 'who gave the service',
  'place-of-service': 'the place of service',
  facility: 'the facility',
} as const;

export type ClaimUnit = keyof typeof claimUnits;

/** A payer's rules for dividing services into claims, beyond the form's own. */
export interface ClaimRules {
  /** The maximum number of lines, where the payer accepts fewer than the form. */
  readonly linesPerClaim?: number;
  /** Fields that must be the same on all lines of a claim. */
  readonly onePer?: readonly ClaimUnit[];
}
