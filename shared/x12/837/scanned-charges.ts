/** The sums of an 837 transaction. */
export interface ScannedCharges {
  readonly kind: 'charges';
  readonly claims: number;
  readonly serviceLines: number;
  readonly chargeCents: number;
  readonly unbalancedClaims: number;
  /** Whether the sums are exact: false when they exceed the safe integers. */
  readonly isExact: boolean;
}
