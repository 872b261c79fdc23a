import { cents } from '../money/cents.ts';
import type { ClaimBalance, OpenWork } from './balance.ts';
import { withOpenWork, workedCents } from './open-work.ts';

/**
 * The open work that remains after a person's decision or a patient's payment. Work about the patient's credit keeps
 * what is left of the credit, and so does work about the credit of a payer that is not billed. Settled amounts of a
 * payer that is passed over are dropped, because it will not refuse them again.
 * @returns the balance, and how the work changed
 */
export function withWorkLeft(balance: ClaimBalance): {
  readonly after: ClaimBalance;
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
} {
  const isPassedOver = ({ settledAs, share }: OpenWork) =>
    settledAs !== undefined && balance.payers[share ?? -1]?.isPassedOver === true;
  const over: OpenWork[] = [];
  const changed: OpenWork[] = [];
  let after = balance;
  // One after the other: two pieces of work may be about one credit, and only one of them gives way.
  for (const each of balance.openWork ?? []) {
    const credit = creditOf(after, each);
    const isOver = isPassedOver(each) || (credit !== undefined && credit >= 0);
    const less = credit !== undefined && credit > each.cents ? [{ ...each, cents: cents(credit) }] : [];
    if (isOver) over.push(each);
    else changed.push(...less);
    if (!isOver && less.length === 0) continue;
    const work = (after.openWork ?? []).flatMap((one) => (one.id !== each.id ? [one] : isOver ? [] : less));
    after = withOpenWork(after, work);
  }
  return { after, over, changed };
}

/**
 * What a piece of work about a credit may still cover: the patient's balance, or that of a payer that is not billed, less
 * what other work covers of it. Undefined when the work is not about such a credit.
 */
function creditOf({ patientCents, payers, openWork }: ClaimBalance, work: OpenWork): number | undefined {
  if (work.code === 'patient-credit') return patientCents;
  const payer = work.share === undefined ? undefined : payers[work.share];
  if (work.code !== 'credit-balance' || work.share === undefined || payer?.status === 'answered') return undefined;
  return payer && payer.receivableCents - (workedCents(openWork, work.share) - work.cents);
}
