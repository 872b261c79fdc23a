import type { ClaimBalance } from '../../claim/balance.ts';
import { afterPredetermination, afterPredeterminationReversed } from '../../claim/claim-events.ts';
import { hasLeft } from '../../claim/filing.ts';
import type { PredeterminedAnswer } from '../../claim/predetermination.ts';
import { sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { ExceptionCode } from '../failures.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type ClaimPosting, nothing, unappliedPosting } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';

/** The reason of an adjustment by which a payer states what it would pay. */
const anticipated = '101';

/**
 * The answer to a predetermination: no money moves, and nobody owes anything. What the payer would pay is kept with the
 * claim that asked; another claim is left as it is. A reversal (status 22) takes back the answer whose amounts it negates;
 * it takes back no other answer. If the payer was not asked, nothing is kept, and a person looks at it.
 */
export function predetermined(input: Omit<PostClaimInput, 'equationFailures'>): ClaimPosting {
  const { claim, balance, payerIds } = input;
  if (balance?.predetermination === undefined) return nothing;
  const refused = refusalOf(input, balance);
  if (refused !== undefined) {
    const payerId = payerIds.length === 1 ? payerIds[0] : undefined;
    return unappliedPosting(claim.paidCents, payerId, refused, { status: claim.statusCode });
  }
  const answer = answerOf(claim);
  if (claim.statusCode !== '22') return { ...nothing, kind: 'posted', after: afterPredetermination(balance, answer) };
  if (!negates(answer, balance.predetermination.answer)) return nothing;
  return { ...nothing, kind: 'posted', after: afterPredeterminationReversed(balance) };
}

/**
 * Takes an answer off the predetermination that keeps it: it waits for another one. Undefined when the claim keeps another
 * answer, or none.
 */
export function withoutAnswer(claim: RemittanceClaim, balance: ClaimBalance): ClaimPosting | undefined {
  const kept = balance.predetermination?.answer;
  const { payerCents, patientCents, payerClaimNumber } = answerOf(claim);
  const isKept =
    kept?.payerCents === payerCents &&
    kept.patientCents === patientCents &&
    kept.payerClaimNumber === payerClaimNumber &&
    claim.statusCode !== '22';
  if (!isKept) return undefined;
  return { ...nothing, kind: 'posted', entryKind: 'remittance-unpost', after: afterPredeterminationReversed(balance) };
}

/** Why a person must look at an answer: it is of a payer that was not asked. Only a claim's first payer is asked. */
function refusalOf({ payerIds }: Pick<PostClaimInput, 'payerIds'>, balance: ClaimBalance): ExceptionCode | undefined {
  if (payerIds.length === 0) return 'payer-unknown';
  const own = balance.payers.flatMap(({ payerId }, share) => (payerIds.includes(payerId) ? [share] : []));
  if (own.length === 0) return 'payer-not-on-claim';
  const isAsked = balance.filings.some(({ share, state }) => own.includes(share) && hasLeft(state));
  return isAsked ? undefined : 'claim-not-submitted';
}

function answerOf(claim: RemittanceClaim): PredeterminedAnswer {
  const all = [...claim.adjustments, ...claim.lines.flatMap(({ adjustments }) => adjustments)];
  const of = (isAsked: (adjustment: (typeof all)[number]) => boolean) =>
    sumCents(all.filter(isAsked).map(({ cents }) => cents));
  const { payerClaimNumber } = claim;
  return {
    payerCents: of(({ carc }) => carc === anticipated),
    patientCents: of(({ group }) => group === 'PR'),
    ...present({ payerClaimNumber: payerClaimNumber === '' ? undefined : payerClaimNumber }),
  };
}

function negates(reversal: PredeterminedAnswer, answer: PredeterminedAnswer | undefined): boolean {
  if (answer === undefined) return false;
  return (
    sumCents([reversal.payerCents, answer.payerCents]) === 0 &&
    sumCents([reversal.patientCents, answer.patientCents]) === 0
  );
}
