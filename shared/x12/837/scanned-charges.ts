/** What an 837 transaction comes to. */
export interface ScannedCharges {
  readonly kind: 'charges';
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number;
  readonly unbalancedClaims: number;
  /** Whether the sums are exact: false when they leave the safe integers. */
  readonly isExact: boolean;
}
