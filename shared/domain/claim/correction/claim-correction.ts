/** The change to a claim that a payer has. `lines-added`: lines were only added after the existing ones. */
export type ClaimChange = 'content' | 'lines-added' | 'void';

/** The state of a correction of a claim that a payer has. It stays with the claim: every later filing builds on it. */
export interface ClaimCorrection {
  /** `open` while its encounter is a draft again. */
  readonly kind: 'open' | ClaimChange;
  /** The number of the last filing with the former content; every later one has the current content. */
  readonly after: number;
  /** The number of the last filing with former charges; absent when no correction has changed them. */
  readonly chargedAfter?: number;
  /** For added lines: the number of lines before. */
  readonly linesBefore?: number;
}
