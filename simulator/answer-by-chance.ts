import type { Claim } from '../shared/domain/claim/claim.ts';
import { adjudicate, answerTotals, type ClaimAnswer, claimContent, reverse } from './adjudicate.ts';
import { chanceOf } from './chance.ts';
import { type Deciding, decideLeft } from './decide-left.ts';
import type { ClaimsToDecide } from './read-claims.ts';
import { type SimulatedPayment, traceNumberOf, writeRemittance } from './write-remittance.ts';

/** With at least this many paid claims, the payer takes one answer back and corrects it in the same remittance. */
const claimsForReversal = 6;

/** One remittance and the payments in it, as they were sent. */
export interface SentRemittance {
  readonly text: string;
  readonly payments: readonly SimulatedPayment[];
}

/**
 * Answers claims at random: one 835 interchange, a payment for each payer and billing provider, with contractual and
 * patient shares, denials, and (with enough claims) one answer reversed and corrected. The same claims, rules and seed
 * give the same bytes. Undefined when there is nothing to answer.
 */
export function answerByChance(received: ClaimsToDecide, deciding: Deciding): SentRemittance | undefined {
  const { claims, controlNumber, senderId, receiverId, createdOn } = received;
  const answers = decideLeft(claims, deciding).map(({ answer }) => answer);
  const groups = Map.groupBy(answers, ({ claim }) => paymentName(claim.payer.id, claim.billingProvider));
  if (groups.size === 0) return undefined;
  const payments = [...groups.values()].map((theirs, index) => ({
    ...paymentFor(theirs, deciding.seed),
    traceNumber: traceNumberOf(controlNumber, index + 1),
    paidOn: createdOn,
  }));
  return { text: writeRemittance({ controlNumber, senderId, receiverId, createdOn, payments }), payments };
}

/** The name of a payment: what one payer owes one billing provider. */
export function paymentName(payerId: string, { npi, taxId }: Claim['billingProvider']): string {
  return JSON.stringify([payerId, npi ?? taxId?.id]);
}

function paymentFor(answers: readonly ClaimAnswer[], seed: string): SimulatedPayment {
  const { payer, billingProvider } = (answers[0] as ClaimAnswer).claim;
  return {
    payer,
    billingProvider,
    answers: [...answers, ...correctionOf(answers, seed)],
    interestCents: answers.length >= 10 ? 1 + chanceOf(seed, payer.id, 'interest').below(2000) : 0,
  };
}

/** The reversal of one paid answer and the answer that replaces it, decided with another seed. */
function correctionOf(answers: readonly ClaimAnswer[], seed: string): ClaimAnswer[] {
  const paid = answers.filter((answer) => answer.statusCode === '1' && answerTotals(answer).paidCents > 0);
  if (answers.length < claimsForReversal || paid.length === 0) return [];
  // The claim with the lowest draw is chosen, so that the choice does not depend on the order of the claims.
  const draw = ({ claim }: ClaimAnswer) => chanceOf(seed, 'reversal', claimContent(claim)).below(2 ** 32);
  const original = paid.reduce((lowest, each) => (draw(each) < draw(lowest) ? each : lowest));
  const before = answerTotals(original).paidCents;
  const attempts = Array.from({ length: 20 }, (_, attempt) =>
    adjudicate(original.claim, `${seed} correction ${attempt}`),
  );
  const corrected = attempts.find((each) => each.statusCode === '1' && answerTotals(each).paidCents !== before);
  if (corrected === undefined) return [];
  return [reverse(original), { ...corrected, payerClaimNumber: `${original.payerClaimNumber}C` }];
}
