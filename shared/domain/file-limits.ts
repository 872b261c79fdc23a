/** The largest accepted files, however they arrive. */
export const largestFileBytes = {
  /** A single PUT to S3 ends at 5 GB. */
  remittance: 5_000_000_000,
  /** Read whole, in memory. */
  bankStatement: 20_000_000,
  /** Read whole, in memory: at most 50 batches of 90 checks. */
  lockbox: 2_000_000,
  /** Read whole, in memory, to check that it is what it claims to be. */
  document: 20_000_000,
  /** Read in portions; time, not memory, limits the number of records. */
  intake: 1_000_000_000,
  /** Read in portions, claim by claim. */
  claimIntake: 1_000_000_000,
  /** Read whole, in memory. */
  inquiry: 20_000_000,
  /** The largest official file, a part of the NCCI pairs, has some 40 MB. */
  codeSet: 500_000_000,
} as const;
