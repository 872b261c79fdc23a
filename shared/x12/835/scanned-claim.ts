/** A byte range of the raw file. */
export interface ByteRange {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/**
 * An equation of a claim that fails, or an amount that cannot be read. `line`: charge less payment = the line's
 * adjustments. `claim`: the same for the claim with its lines. `claim-charge`: charge = sum of the lines' charges.
 * `claim-payment`: payment = sum of the lines' payments less the claim's own adjustments. `amount`: an unreadable
 * amount; `expectedCents` and `foundCents` are 0.
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
  /** The header of its group: the LX segment with TS2 and TS3; absent when there is none. */
  readonly context?: ByteRange;
  readonly patientControlNumber: string;
  readonly payerClaimNumber: string;
  readonly statusCode: string;
  readonly chargeCents: number;
  readonly paidCents: number;
  /** Whether all amounts can be read and all equations of the claim and its lines hold. */
  readonly balanced: boolean;
  /** The first failures, at most {@link equationFailureLimit}. */
  readonly failures: readonly EquationFailure[];
}

/** The streaming pass's sums over a remittance; amounts in cents, signed as in the file. */
export interface RemittanceTotals {
  claims: number;
  serviceLines: number;
  chargeCents: number;
  paidCents: number;
  patientResponsibilityCents: number;
  providerAdjustmentCents: number;
  /** BPR02, not negated for a debit; null without a BPR segment. */
  paymentCents: number | null;
  /** TRN02 of the first TRN; null without one. */
  traceNumber: string | null;
  unbalancedLines: number;
  unbalancedClaims: number;
  /** Claims with any failed equation or amount, `claim-charge` and `claim-payment` included. */
  failedClaims: number;
  /** Amounts that could not be read; the sums leave them out. */
  unreadableAmounts: number;
  /** Unreadable amounts outside claims: of the payment or the provider adjustments. */
  unreadablePaymentAmounts: number;
}

/** At most this many failures of a claim are listed. */
export const equationFailureLimit = 20;

/** The totals of a remittance before anything is read. */
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

/** The result of reading an 835 transaction. */
export interface ScannedRemittance {
  readonly kind: 'remittance';
  readonly totals: Readonly<RemittanceTotals>;
  /** Whether payment = claims less provider adjustments. */
  readonly paymentBalances: boolean;
  /** Whether every sum is exact: false when amounts exceed the safe integers. */
  readonly isExact: boolean;
  /** From ST to before the first LX, CLP, PLB or SE. */
  readonly header: ByteRange;
  /** One range per PLB segment. */
  readonly providerAdjustments: readonly ByteRange[];
  /** The digest of the content without control numbers; only on request. */
  readonly canonicalDigest?: Uint8Array;
}
