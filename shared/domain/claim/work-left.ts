import { cents } from '../money/cents.ts';
import type { ClaimBalance, OpenWork } from './balance.ts';
import { withOpenWork, workedCents } from './open-work.ts';

/**
 * The open work that remains after a person's decision or a patient's payment. Work about the patient's credit keeps
 * what is left of the credit, and so does work about the credit of a payer that is not billed. Settled amounts of a payer that is passed over are dropped, because it will not refuse
 * them again.
 * @returns the balance, and how the work changed
 */
export function withWorkLeft(balance: ClaimBalance): {
  readonly after: ClaimBalance;
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
} {
  const standing = balance.openWork ?? [];
  const isCredit = (work: OpenWork) => creditOf(balance, work) !== undefined;
  const isPassedOver = ({ settledAs, share }: OpenWork) =>
    settledAs !== undefined && balance.payers[share ?? -1]?.isPassedOver === true;
  const over = standing.filter((work) => (creditOf(balance, work) ?? -1) >= 0 || isPassedOver(work));
  const changed = standing
    .filter((work) => isCredit(work) && !over.includes(work))
    .map((work) => ({ ...work, cents: cents(Math.max(work.cents, creditOf(balance, work) ?? 0)) }))
    .filter((work) => standing.every(({ id, cents: was }) => id !== work.id || was !== work.cents));
  const left = standing.filter((work) => !over.includes(work));
  const work = left.map((each) => changed.find(({ id }) => id === each.id) ?? each);
  return { after: withOpenWork(balance, work), over, changed };
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
