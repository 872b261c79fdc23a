import { applyLegs, type ClaimBalance, type PayerShare } from '../claim/balance.ts';
import { standingFiling } from '../claim/correction/corrected-claim.ts';
import { isUnderway } from '../claim/filing.ts';
import { unworkedCents } from '../claim/open-work.ts';
import { balancedLegs, type Leg } from '../ledger/entry.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { type AdjustmentReason, reasonMeaning } from './reasons.ts';

/** The request: how much of whose balance, and why. */
export interface AdjustmentOrder {
  readonly payerPosition?: number | undefined;
  readonly why: AdjustmentReason;
  readonly cents: Cents;
  /** The id of the adjustment, which its legs name. */
  readonly reference: string;
}

export interface Adjusted {
  readonly legs: readonly Leg[];
  /** The balance with the version from before. */
  readonly after: ClaimBalance;
  /** The payer is not billed: the claim has no balance at it any more. */
  readonly passedOver: boolean;
}

export type AdjustmentFault =
  | 'adjustment-exceeds-balance'
  | 'adjustment-does-not-fit'
  | 'adjustment-has-work'
  | 'adjustment-payer-has-claim'
  | 'adjustment-patient-protected'
  | 'filing-underway';

/**
 * Writes off an amount, or moves it, as a person requests. Balances that a payer has answered are settled through their
 * denials and exceptions instead.
 */
export function adjustClaim(balance: ClaimBalance, order: AdjustmentOrder): Result<Adjusted, AdjustmentFault> {
  const { payerPosition, cents, why, reference } = order;
  const { as, of } = reasonMeaning(why);
  if (of.includes('credit')) return keepCredit(balance, order);
  if (!of.includes(payerPosition === undefined ? 'patient' : 'payer')) return fail('adjustment-does-not-fit');
  const payer = payerPosition === undefined ? undefined : balance.payers[payerPosition];
  if (payerPosition !== undefined && payer === undefined) return fail('adjustment-does-not-fit');
  if (payer?.status === 'answered') return fail('adjustment-has-work');
  const standing = payerPosition === undefined ? balance.patientCents : unworkedCents(balance, payerPosition);
  if (cents <= 0 || cents > standing) return fail('adjustment-exceeds-balance');
  const refused = refusal(balance, order, cents === standing);
  if (refused !== undefined) return fail(refused);
  const next = nextOf(balance, payerPosition);
  const told = { reason: why, reference };
  const legs = balancedLegs([
    { ...destination(balance, order, next), cents, ...told },
    { ...source(balance, payerPosition), cents: negateCents(cents), ...told },
  ]);
  const folded = applyLegs(balance, legs);
  const isGone = payerPosition !== undefined && as !== 'write-off' && cents === standing;
  const passedOver = isGone && !hasClaim(balance, payerPosition);
  const payers = folded.payers.map((each, share): PayerShare => {
    if (as === 'next-payer' && share === next) return { ...each, status: 'open' };
    if (!passedOver || share !== payerPosition) return each;
    const { forwardedBy: _forwarded, ...own } = each;
    return { ...own, status: 'answered', isPassedOver: true };
  });
  return ok({ legs, after: { ...folded, payers }, passedOver });
}

/** Keeps a patient's overpayment: reduces the credit. */
function keepCredit(
  balance: ClaimBalance,
  { cents, why, reference }: AdjustmentOrder,
): Result<Adjusted, AdjustmentFault> {
  const { account } = reasonMeaning(why);
  if (cents <= 0 || cents > -balance.patientCents || account === undefined) return fail('adjustment-exceeds-balance');
  const told = { reason: why, reference };
  const legs = balancedLegs([
    { account: 'patient-receivable', cents, ...told },
    { account, cents: negateCents(cents), ...told },
  ]);
  return ok({ legs, after: applyLegs(balance, legs), passedOver: false });
}

/** Why an amount cannot be moved as requested. */
function refusal(
  balance: ClaimBalance,
  { payerPosition, why }: AdjustmentOrder,
  isWhole: boolean,
): AdjustmentFault | undefined {
  const { as } = reasonMeaning(why);
  const isProtected = balance.payers.some(({ patientProtection }) => patientProtection !== undefined);
  if (as === 'patient' && isProtected) return 'adjustment-patient-protected';
  if (payerPosition === undefined || as === 'write-off') return undefined;
  if (balance.filings.some(({ state }) => isUnderway(state))) return 'filing-underway';
  if (as !== 'next-payer') return undefined;
  if (hasClaim(balance, payerPosition)) return 'adjustment-payer-has-claim';
  return isWhole && nextOf(balance, payerPosition) !== undefined ? undefined : 'adjustment-does-not-fit';
}

/** Whether a payer has a claim that it has not answered: the next payer is not billed before that. */
function hasClaim({ filings }: ClaimBalance, share: number): boolean {
  const kind = standingFiling(filings, share)?.state.kind;
  return kind === 'submitted' || kind === 'accepted';
}

function nextOf({ payers }: ClaimBalance, share: number | undefined): number | undefined {
  if (share === undefined) return undefined;
  const next = payers.findIndex(({ status }, index) => index > share && status !== 'answered');
  return next === -1 ? undefined : next;
}

function source({ payers }: ClaimBalance, share: number | undefined): Omit<Leg, 'cents'> {
  const payerId = share === undefined ? undefined : payers[share]?.payerId;
  return share === undefined || payerId === undefined
    ? { account: 'patient-receivable' }
    : { account: 'insurance-receivable', payerId, share };
}

function destination(balance: ClaimBalance, { why }: AdjustmentOrder, next: number | undefined): Omit<Leg, 'cents'> {
  const { as, account } = reasonMeaning(why);
  if (account !== undefined) return { account };
  return as === 'next-payer' ? source(balance, next) : { account: 'patient-receivable' };
}

export type TakeBackFault = 'adjustment-used-since';

/**
 * Reverses an adjustment: its legs with opposite signs; a payer that it passed over is billed again. Fails when the
 * payer has answered since, or the recipient of the amount has paid it: the shortfall would then belong to nobody.
 */
export function takeBack(
  balance: ClaimBalance,
  { legs, payerPosition, passedOver }: TakenBack,
): Result<Omit<Adjusted, 'passedOver'>, TakeBackFault> {
  const back = legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) }));
  // A kept credit is the patient's again, whatever else the patient owes.
  const isKept = legs.some(
    ({ account, cents, reason }) => account === 'patient-receivable' && cents > 0 && reason === 'small-credit',
  );
  const lacks = !isKept && back.some((leg) => leg.cents < 0 && standingOf(balance, leg) + leg.cents < 0);
  const share = payerPosition === undefined ? undefined : balance.payers[payerPosition];
  const isAnswered = share?.status === 'answered' && !(passedOver === true && share.isPassedOver === true);
  const taken = back.find(({ account, cents }) => account === 'insurance-receivable' && cents < 0)?.share;
  const isTakenAnswered = taken !== undefined && balance.payers[taken]?.status === 'answered';
  const isBilled =
    taken !== undefined && (hasClaim(balance, taken) || balance.filings.some(({ state }) => isUnderway(state)));
  if (lacks || isAnswered || isTakenAnswered || isBilled) return fail('adjustment-used-since');
  const folded = applyLegs(balance, back);
  const payers = folded.payers.map((each, index): PayerShare => {
    if (index === taken) return { ...each, status: each.receivableCents === 0 ? 'waiting' : each.status };
    if (index !== payerPosition) return each;
    // What it owes is more than a credit again.
    const isInTurn = folded.payers.slice(0, index).every(({ status }) => status === 'answered');
    if (each.status === 'waiting' && each.receivableCents > 0 && isInTurn) return { ...each, status: 'open' };
    if (passedOver !== true) return each;
    const { isPassedOver: _passed, ...own } = each;
    return { ...own, status: 'open' };
  });
  return ok({ legs: back, after: { ...folded, payers } });
}

export interface TakenBack {
  /** The entry's legs. */
  readonly legs: readonly Leg[];
  readonly payerPosition?: number | undefined;
  readonly passedOver?: true | undefined;
}

/** The balance that a leg takes from; the office's own accounts are never short. */
function standingOf({ patientCents, payers }: ClaimBalance, { account, share }: Leg): number {
  if (account === 'patient-receivable') return patientCents;
  if (account === 'insurance-receivable') return payers[share ?? -1]?.receivableCents ?? 0;
  return Number.POSITIVE_INFINITY;
}
