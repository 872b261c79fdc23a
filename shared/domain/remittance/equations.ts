import { type Cents, negateCents, subtractCents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { Adjustment, ProviderAdjustment, RemittanceClaim, RemittancePayment } from './remittance.ts';

/** An equation of a remittance that does not hold, with both of its sides; `line` counts from 1. */
export interface EquationFailure {
  /**
   * `line`: charge less payment = the line's adjustments. `claim`: the same over the claim with its lines.
   * `claim-charge`: the claim's charge = the sum of its lines'. `claim-payment`: the claim's payment = the sum of its lines'
   * less the claim's own adjustments. `payment`: the payment = claims paid less provider-level adjustments.
   */
  readonly equation: 'line' | 'claim' | 'claim-charge' | 'claim-payment' | 'payment';
  readonly leftCents: Cents;
  readonly rightCents: Cents;
  readonly differenceCents: Cents;
  readonly line?: number;
}

/** The equations of a claim that fail; none when it balances. A claim without lines is checked as a whole. */
export function claimEquationFailures(
  claim: Pick<RemittanceClaim, 'chargeCents' | 'paidCents' | 'adjustments' | 'lines'>,
): readonly EquationFailure[] {
  const failures: EquationFailure[] = [];
  const ownCents = adjustmentCents(claim.adjustments);
  const lines = claim.lines.map((line) => ({ ...line, adjustmentCents: adjustmentCents(line.adjustments) }));
  for (const [index, line] of lines.entries()) {
    failures.push(
      ...difference('line', subtractCents(line.chargeCents, line.paidCents), line.adjustmentCents, index + 1),
    );
  }
  const allCents = sumCents([ownCents, ...lines.map((line) => line.adjustmentCents)]);
  failures.push(...difference('claim', subtractCents(claim.chargeCents, claim.paidCents), allCents));
  if (lines.length > 0) {
    const linesCharged = sumCents(lines.map((line) => line.chargeCents));
    const linesPaid = sumCents(lines.map((line) => line.paidCents));
    failures.push(
      ...difference('claim-charge', claim.chargeCents, linesCharged),
      ...difference('claim-payment', claim.paidCents, subtractCents(linesPaid, ownCents)),
    );
  }
  return failures;
}

/** The amount that reaches our account: negative when the payment debits it. */
export function receivedCents({
  paymentCents,
  creditDebit,
}: Pick<RemittancePayment, 'paymentCents' | 'creditDebit'>): Cents {
  return creditDebit === 'D' ? negateCents(paymentCents) : paymentCents;
}

/** The payment's own equation, given the sum paid for its claims; undefined when it holds. */
export function paymentEquationFailure(
  payment: Pick<RemittancePayment, 'paymentCents' | 'creditDebit'> & {
    readonly providerAdjustments: readonly Pick<ProviderAdjustment, 'cents'>[];
  },
  claimsPaidCents: Cents,
): EquationFailure | undefined {
  const providerCents = sumCents(payment.providerAdjustments.map((adjustment) => adjustment.cents));
  return difference('payment', receivedCents(payment), subtractCents(claimsPaidCents, providerCents))[0];
}

function adjustmentCents(adjustments: readonly Adjustment[]): Cents {
  return sumCents(adjustments.map((adjustment) => adjustment.cents));
}

/** The failure of an equation; none when it holds. */
function difference(
  equation: EquationFailure['equation'],
  left: Cents,
  right: Cents,
  line?: number,
): readonly EquationFailure[] {
  if (left === right) return [];
  const differenceCents = subtractCents(left, right);
  return [{ equation, leftCents: left, rightCents: right, differenceCents, ...present({ line }) }];
}
