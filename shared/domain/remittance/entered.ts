import { type Cents, formatCents, sumCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import { claimEquationFailures, type EquationFailure, paymentEquationFailure } from './equations.ts';
import type { ProviderAdjustment, RemittanceClaim } from './remittance.ts';

/** The source of a payment that a person entered, without an 835 from the payer. */
export const enteredChannels = ['paper', 'portal', 'card'] as const;

export type EnteredChannel = (typeof enteredChannels)[number];

/** The figures of a remittance as a person entered them. */
export interface EnteredFigures {
  readonly paymentCents: Cents;
  readonly paymentDate: LocalDate;
  readonly claims: readonly Pick<RemittanceClaim, 'chargeCents' | 'paidCents' | 'adjustments' | 'lines'>[];
  readonly providerAdjustments: readonly Pick<ProviderAdjustment, 'cents'>[];
}

/** Why an entered remittance does not add up, and where. It contains only amounts, in dollars. */
export interface EnteredFault {
  readonly pointer: string;
  readonly detail: string;
}

/** The two sides of each equation, in words. */
const sides: Readonly<Record<EquationFailure['equation'], readonly [string, string]>> = {
  line: ['charge less payment', 'the line’s adjustments'],
  claim: ['charge less payment', 'the adjustments of the claim and its lines'],
  'claim-charge': ['the claim’s charge', 'the sum of its lines’'],
  'claim-payment': ['the claim’s payment', 'the sum of its lines’ less the claim’s own adjustments'],
  payment: ['the payment', 'the claims’ payments less provider-level adjustments'],
};

/** The equations of lines, claims and payment that do not hold, each with its numbers. A remittance that does not add up is not stored. */
export function enteredFaults(entered: EnteredFigures): readonly EnteredFault[] {
  const ofClaims = entered.claims.flatMap((claim, index) =>
    claimEquationFailures(claim).map((failure) => {
      const line = failure.line === undefined ? '' : `/lines/${failure.line - 1}`;
      return { pointer: `/claims/${index}${line}`, detail: equationText(failure) };
    }),
  );
  const paid = sumCents(entered.claims.map((claim) => claim.paidCents));
  const failure = paymentEquationFailure({ ...entered, creditDebit: 'C' }, paid);
  if (failure === undefined) return ofClaims;
  return [...ofClaims, { pointer: '/paymentCents', detail: equationText(failure) }];
}

function equationText({ equation, leftCents, rightCents, differenceCents }: EquationFailure): string {
  const [left, right] = sides[equation];
  const difference = `a difference of ${formatCents(differenceCents)}`;
  return `${left}: ${formatCents(leftCents)}; ${right}: ${formatCents(rightCents)}; ${difference}`;
}
