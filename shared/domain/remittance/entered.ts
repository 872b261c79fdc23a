import { type Cents, formatCents, sumCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import { claimEquationFailures, type EquationFailure, paymentEquationFailure } from './equations.ts';
import type { ProviderAdjustment, RemittanceClaim } from './remittance.ts';

/** How a payment was seen, when it was not by an 835 of the payer: a person entered what it says. */
export const enteredChannels = ['paper', 'portal', 'card'] as const;

export type EnteredChannel = (typeof enteredChannels)[number];

/** The figures of a remittance as a person entered them. */
export interface EnteredFigures {
  readonly paymentCents: Cents;
  readonly paymentDate: LocalDate;
  readonly claims: readonly Pick<RemittanceClaim, 'chargeCents' | 'paidCents' | 'adjustments' | 'lines'>[];
  readonly providerAdjustments: readonly Pick<ProviderAdjustment, 'cents'>[];
}

/** Why an entered remittance does not add up, and where. Amounts only, in dollars. */
export interface EnteredFault {
  readonly pointer: string;
  readonly detail: string;
}

/** What each side of an equation is, in words. */
const sides: Readonly<Record<EquationFailure['equation'], readonly [string, string]>> = {
  line: ['charge less payment', 'the line’s adjustments'],
  claim: ['charge less payment', 'the adjustments of the claim and its lines'],
  'claim-charge': ['the claim’s charge', 'the sum of its lines’'],
  'claim-payment': ['the claim’s payment', 'the sum of its lines’ less the claim’s own adjustments'],
  payment: ['the payment', 'the claims’ payments less provider-level adjustments'],
};

/** The equations of line, claim and payment that do not hold, each with its numbers. Nothing of what does not add up is stored. */
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
