/** A stretch of the raw file, in bytes. */
export interface ByteRange {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/**
 * An equation of a claim that does not hold, or an amount that cannot be read:
 * `line`: charge less payment = the line's adjustments; `claim`: the same over the claim and its lines;
 * `claim-charge`: charge = sum of the lines' charges; `claim-payment`: payment = sum of the lines' less the claim's own
 * adjustments; `amount`: `expectedCents` and `foundCents` are 0.
 */
export interface EquationFailure {
  readonly equation: 'line' | 'claim' | 'claim-charge' | 'claim-payment' | 'amount';
  readonly byteOffset: number;
  readonly expectedCents: number;
  readonly foundCents: number;
}

/** A claim as the streaming pass finds it. */
export interface ScannedClaim extends ByteRange {
  /** Counts from 0 within its payment. */
  readonly index: number;
  /** The LX segment before it with what follows that (TS2, TS3); absent when there is none. */
  readonly context?: ByteRange;
  readonly patientControlNumber: string;
  readonly payerClaimNumber: string;
  readonly statusCode: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  /** Whether every amount can be read and every equation of the claim and its lines holds. */
  readonly balanced: boolean;
  /** The first of those that fail, at most {@link equationFailureLimit}. */
  readonly failures: readonly EquationFailure[];
}

/** What the streaming pass sums up of a remittance; amounts in cents, signed as in the file. */
export interface RemittanceTotals {
  claims: number;
  serviceLines: number;
  chargeCents: number;
  paidCents: number;
  patientResponsibilityCents: number;
  providerAdjustmentCents: number;
  /** BPR02, not negated for a debit; null without a BPR segment. */
  paymentCents: number | null;
  /** TRN02 of the first TRN; null without. */
  traceNumber: string | null;
  unbalancedLines: number;
  unbalancedClaims: number;
  /** Claims of which any equation or amount fails, `claim-charge` and `claim-payment` included. */
  failedClaims: number;
  /** Amounts that could not be read; the sums leave them out. */
  unreadableAmounts: number;
  /** Unreadable amounts outside claims: of the payment or the provider adjustments. */
  unreadablePaymentAmounts: number;
}

/** A claim lists so many failures at most. */
export const equationFailureLimit = 20;

/** The totals of a remittance of which nothing has been read. */
export function noTotals(): RemittanceTotals {
  return {
    claims: 0,
    serviceLines: 0,
    chargeCents: 0,
    paidCents: 0,
    patientResponsibilityCents: 0,
    providerAdjustmentCents: 0,
    paymentCents: null,
    traceNumber: null,
    unbalancedLines: 0,
    unbalancedClaims: 0,
    failedClaims: 0,
    unreadableAmounts: 0,
    unreadablePaymentAmounts: 0,
  };
}

/** What an 835 transaction comes to. */
export interface ScannedRemittance {
  readonly kind: 'remittance';
  readonly totals: Readonly<RemittanceTotals>;
  /** Whether payment = claims less provider adjustments. */
  readonly paymentBalances: boolean;
  /** Whether every sum is exact: false when amounts come to more than the safe integers hold. */
  readonly isExact: boolean;
  /** From ST to before the first LX, CLP, PLB or SE. */
  readonly header: ByteRange;
  /** A range a PLB segment. */
  readonly providerAdjustments: readonly ByteRange[];
  /** The digest of the content without control numbers; only where one was asked for. */
  readonly canonicalDigest?: Uint8Array;
}
