import type { ClaimBalance } from '../../claim/balance.ts';
import { afterPredetermination, afterPredeterminationReversed } from '../../claim/claim-events.ts';
import type { PredeterminedAnswer } from '../../claim/predetermination.ts';
import { sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type ClaimPosting, nothing } from './claim-posting.ts';

/** The reason of an adjustment by which a payer states what it would pay. */
const anticipated = '101';

/**
 * The answer to a predetermination: no money moves, and nobody owes anything. What the payer would pay is kept with the
 * claim that asked; another claim is left as it is. A reversal (status 22) takes back the answer whose amounts it negates;
 * it takes back no other answer.
 */
export function predetermined(claim: RemittanceClaim, balance: ClaimBalance | undefined): ClaimPosting {
  if (balance?.predetermination === undefined) return nothing;
  const all = [...claim.adjustments, ...claim.lines.flatMap(({ adjustments }) => adjustments)];
  const of = (isAsked: (adjustment: (typeof all)[number]) => boolean) =>
    sumCents(all.filter(isAsked).map(({ cents }) => cents));
  const { payerClaimNumber } = claim;
  const answer = {
    payerCents: of(({ carc }) => carc === anticipated),
    patientCents: of(({ group }) => group === 'PR'),
    ...present({ payerClaimNumber: payerClaimNumber === '' ? undefined : payerClaimNumber }),
  };
  if (claim.statusCode === '22') {
    if (!negates(answer, balance.predetermination.answer)) return nothing;
    return { ...nothing, kind: 'posted', after: afterPredeterminationReversed(balance) };
  }
  const after = afterPredetermination(balance, answer);
  return after === undefined ? nothing : { ...nothing, kind: 'posted', after };
}

function negates(reversal: PredeterminedAnswer, answer: PredeterminedAnswer | undefined): boolean {
  if (answer === undefined) return false;
  return (
    sumCents([reversal.payerCents, answer.payerCents]) === 0 &&
    sumCents([reversal.patientCents, answer.patientCents]) === 0
  );
}
