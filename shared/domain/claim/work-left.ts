import type { ClaimBalance, OpenWork } from './balance.ts';
import { withOpenWork } from './open-work.ts';

/**
 * The open work that remains after a person's decision or a patient's payment. Work about the patient's credit keeps
 * what is left of the credit. Settled amounts of a payer that is passed over are dropped, because it will not refuse
 * them again.
 * @returns the balance, and how the work changed
 */
export function withWorkLeft(balance: ClaimBalance): {
  readonly after: ClaimBalance;
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
} {
  const standing = balance.openWork ?? [];
  const isCredit = ({ code }: OpenWork) => code === 'patient-credit';
  const isPassedOver = ({ settledAs, share }: OpenWork) =>
    settledAs !== undefined && balance.payers[share ?? -1]?.isPassedOver === true;
  const over = standing.filter((work) => (isCredit(work) && balance.patientCents >= 0) || isPassedOver(work));
  const changed = standing
    .filter((work) => isCredit(work) && !over.includes(work) && work.cents < balance.patientCents)
    .map((work) => ({ ...work, cents: balance.patientCents }));
  const left = standing.filter((work) => !over.includes(work));
  const work = left.map((each) => changed.find(({ id }) => id === each.id) ?? each);
  return { after: withOpenWork(balance, work), over, changed };
}
