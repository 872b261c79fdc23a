/** What changes of a claim that a payer has. `lines-added`: only lines came behind those that it has. */
export type ClaimChange = 'content' | 'lines-added' | 'void';

/** How far the correction of a claim is that a payer has. It stays on the claim: every later filing builds on it. */
export interface ClaimCorrection {
  /** `open` while its encounter is a draft again. */
  readonly kind: 'open' | ClaimChange;
  /** The number of the last filing that tells what stood before; every later one tells what stands now. */
  readonly after: number;
  /** The number of the last filing that tells former charges; absent where no correction has changed them. */
  readonly chargedAfter?: number;
  /** Of added lines: how many lines there were before. */
  readonly linesBefore?: number;
}
