import { applyLegs, type ClaimBalance, type OpenWork } from '../../claim/balance.ts';
import { withOpenWork, withSettledAmounts } from '../../claim/open-work.ts';
import { type SettledAmount, type Settlement, withoutSettled, withSettled } from '../../claim/settled-amounts.ts';
import { isShielded } from '../../claim/shielded.ts';
import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { type Cents, cents, negateCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import { reduceWork } from './cover.ts';

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
  if (from === undefined || to === undefined || isTakenFrom(balance, work, amount)) {
    return fail('settlement-does-not-fit');
  }
  const line = work.lines?.length === 1 ? { line: work.lines[0] as number } : {};
  const dimensions = { reason: as, ...line };
  const legs = balancedLegs([
    { ...to, cents: amount, ...dimensions },
    { ...from, cents: negateCents(amount), ...dimensions },
  ]);
  const folded = applyLegs(balance, legs);
  const payers = folded.payers.map((payer, share) => {
    if (as !== 'next-payer' || share !== to.share) return payer;
    if (payer.status === 'waiting' && payer.receivableCents > 0) return { ...payer, status: 'open' as const };
    return amount < 0 && payer.receivableCents === 0 ? { ...payer, status: 'waiting' as const } : payer;
  });
  const settled = reduceWork(balance.openWork ?? [], work, amount);
  const reduced = withoutCreditOf(settled, to.share, as === 'next-payer' ? amount : zeroCents);
  const isCreditGone = ({ code }: OpenWork) => code === 'patient-credit' && folded.patientCents >= 0;
  return ok({
    legs,
    after: withSettledAmounts(
      withOpenWork(
        { ...folded, payers },
        reduced.work.filter((each) => !isCreditGone(each)),
      ),
      settledAfter(balance, work, amount, as),
    ),
    over: [...reduced.over, ...reduced.work.filter(isCreditGone)],
    changed: reduced.changed.filter((each) => !isCreditGone(each)),
  });
}

/** Work after an amount moved to a payer with a credit: the amount meets the credit, and as much of the work about it ends. */
function withoutCreditOf(work: ReturnType<typeof reduceWork>, share: number | undefined, amount: Cents) {
  const credits = work.work.filter((each) => each.share === share && each.code === 'credit-balance' && each.cents < 0);
  let left: number = share === undefined ? 0 : amount;
  return credits.reduce((before, credit) => {
    const met = Math.min(left, -credit.cents);
    if (met <= 0) return before;
    left -= met;
    const { work, over, changed } = reduceWork(before.work, credit, cents(-met));
    return { work, over: [...before.over, ...over], changed: [...before.changed, ...changed] };
  }, work);
}

/**
 * The claim's settled amounts after this settlement: a refused amount is added; an amount whose denial was taken back
 * is removed, however it is settled now.
 */
function settledAfter(
  { settled = [] }: ClaimBalance,
  { share, lines, settledAs }: OpenWork,
  amount: Cents,
  as: Settlement,
): readonly SettledAmount[] {
  if (share === undefined) return settled;
  const place = { share, ...present({ lines }) };
  if (settledAs !== undefined) return withoutSettled(settled, { ...place, as: settledAs, cents: negateCents(amount) });
  return amount > 0 ? withSettled(settled, { ...place, as, cents: amount }) : settled;
}

/** Whether a payer's amount stands with an earlier payer again, which took its answer back: this one does not owe it now. */
function isTakenFrom({ payers }: ClaimBalance, { share }: OpenWork, amount: Cents): boolean {
  const payer = payers[share ?? -1];
  return payer?.status === 'waiting' && amount > 0 && amount > payer.receivableCents;
}

function receivableOf({ payers }: ClaimBalance, { share }: OpenWork): Omit<Leg, 'cents'> | undefined {
  if (share === undefined) return { account: 'patient-receivable' };
  const payerId = payers[share]?.payerId;
  return payerId === undefined ? undefined : { account: 'insurance-receivable', payerId, share };
}

/**
 * Whether the payer of a settled amount has taken its answer back without giving another one: then it has paid nothing
 * that could be refunded.
 */
function isUnpaid({ payers }: ClaimBalance, { share, settledAs }: OpenWork): boolean {
  return settledAs !== undefined && payers[share ?? -1]?.status !== 'answered';
}

/** Whether the next payer can give back what a person moved to it: it has it, and has not been billed for it. */
function canGiveBack(balance: ClaimBalance, { settledAs }: OpenWork, next: number, amount: Cents): boolean {
  const standing = balance.payers[next]?.receivableCents ?? zeroCents;
  const isBilled = balance.filings.some((filing) => filing.share === next && filing.state.kind !== 'cancelled');
  return settledAs === 'next-payer' && standing + amount >= 0 && !isBilled;
}

function destinationOf(
  balance: ClaimBalance,
  work: OpenWork,
  amount: Cents,
  as: Settlement,
): Omit<Leg, 'cents'> | undefined {
  const { payers } = balance;
  const { share } = work;
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
      return amount > 0 || isUnpaid(balance, work) ? undefined : { account: 'refunds-payable', ...payer };
    case 'next-payer': {
      const next = payers.findIndex((each, index) => index > (share ?? payers.length) && each.status !== 'answered');
      const asked = payers[next];
      if (asked === undefined || (amount < 0 && !canGiveBack(balance, work, next, amount))) return undefined;
      return { account: 'insurance-receivable', payerId: asked.payerId, share: next };
    }
  }
}
