import { applyLegs, type ClaimBalance, type OpenWork } from '../../claim/balance.ts';
import { withOpenWork } from '../../claim/open-work.ts';
import { isShielded } from '../../claim/shielded.ts';
import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { type Cents, negateCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import { reduceWork } from './cover.ts';

/**
 * How a person settles an amount in the balance of a payer that has answered: write it off, as contractual or otherwise; move it to the
 * next payer or the patient; refund a credit.
 */
export const settlements = ['write-off', 'contractual', 'next-payer', 'patient', 'refund'] as const;
export type Settlement = (typeof settlements)[number];

/** The booking of a settlement, and the claim's open work afterwards. */
export interface Settled {
  readonly legs: readonly Leg[];
  /** The balance with its work, with the version from before. */
  readonly after: ClaimBalance;
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
}

export type SettlementFailure = 'settlement-exceeds-work' | 'settlement-does-not-fit';

/**
 * Settles this much of what a piece of work covers. `amount` has its sign: negative for a credit.
 * @returns the failure when it is more than the piece covers, or when the claim has nowhere to move it
 */
export function settleWork(
  balance: ClaimBalance,
  work: OpenWork,
  amount: Cents,
  as: Settlement,
): Result<Settled, SettlementFailure> {
  if (amount === 0 || Math.sign(amount) !== Math.sign(work.cents) || Math.abs(amount) > Math.abs(work.cents)) {
    return fail('settlement-exceeds-work');
  }
  const from = receivableOf(balance, work);
  const to = from === undefined ? undefined : destinationOf(balance, work, amount, as);
  if (from === undefined || to === undefined) return fail('settlement-does-not-fit');
  const line = work.lines?.length === 1 ? { line: work.lines[0] as number } : {};
  const dimensions = { reason: as, ...line };
  const legs = balancedLegs([
    { ...to, cents: amount, ...dimensions },
    { ...from, cents: negateCents(amount), ...dimensions },
  ]);
  const folded = applyLegs(balance, legs);
  const payers = folded.payers.map((payer, share) =>
    as === 'next-payer' && share > (work.share ?? 0) && payer.status === 'waiting' && payer.receivableCents > 0
      ? { ...payer, status: 'open' as const }
      : payer,
  );
  const reduced = reduceWork(balance.openWork ?? [], work, amount);
  const isCreditGone = ({ code }: OpenWork) => code === 'patient-credit' && folded.patientCents >= 0;
  return ok({
    legs,
    after: withOpenWork(
      { ...folded, payers },
      reduced.work.filter((each) => !isCreditGone(each)),
    ),
    over: [...reduced.over, ...reduced.work.filter(isCreditGone)],
    changed: reduced.changed.filter((each) => !isCreditGone(each)),
  });
}

function receivableOf({ payers }: ClaimBalance, { share }: OpenWork): Omit<Leg, 'cents'> | undefined {
  if (share === undefined) return { account: 'patient-receivable' };
  const payerId = payers[share]?.payerId;
  return payerId === undefined ? undefined : { account: 'insurance-receivable', payerId, share };
}

function destinationOf(
  { payers }: ClaimBalance,
  { share }: OpenWork,
  amount: Cents,
  as: Settlement,
): Omit<Leg, 'cents'> | undefined {
  const payerId = share === undefined ? undefined : payers[share]?.payerId;
  const payer = present({ payerId });
  switch (as) {
    case 'write-off':
      return { account: 'other-adjustments', ...payer };
    case 'contractual':
      return share === undefined ? undefined : { account: 'contractual-adjustments', ...payer };
    case 'patient':
      if (share === undefined || (amount > 0 && isShielded(payers, share))) return undefined;
      return { account: 'patient-receivable' };
    case 'refund':
      return amount > 0 ? undefined : { account: 'refunds-payable', ...payer };
    case 'next-payer': {
      const next = payers.findIndex((each, index) => index > (share ?? payers.length) && each.status !== 'answered');
      const asked = payers[next];
      if (asked === undefined || amount < 0) return undefined;
      return { account: 'insurance-receivable', payerId: asked.payerId, share: next };
    }
  }
}
