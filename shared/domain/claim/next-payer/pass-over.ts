import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { negateCents } from '../../money/cents.ts';
import { fail, ok, type Result } from '../../result.ts';
import { applyLegs, type ClaimBalance, type PayerShare } from '../balance.ts';
import { isUnderway } from '../filing.ts';
import { unworkedCents } from '../open-work.ts';
import { isShielded } from '../shielded.ts';
import { shareInTurn } from './due-share.ts';

/** Who is billed for the balance of a payer that the office does not bill. */
export const passOverTo = ['next-payer', 'patient'] as const;
export type PassOverTo = (typeof passOverTo)[number];

/** The entry of passing a payer over, and the claim afterwards. */
export interface PassedOver {
  readonly share: number;
  readonly legs: readonly Leg[];
  readonly after: ClaimBalance;
}

export type PassOverFailure = 'no-payer-in-turn' | 'filing-underway' | 'settlement-does-not-fit';

/**
 * Passes over the payer whose turn it is: its balance, but for what exceptions about it hold, goes on to the next payer,
 * or to the patient. No later claim states this coverage. A patient whom the law protects from a payer's cost sharing is not billed for it.
 */
export function passOver(balance: ClaimBalance, to: PassOverTo): Result<PassedOver, PassOverFailure> {
  const { payers, filings } = balance;
  const share = shareInTurn(balance);
  const payer = share === undefined ? undefined : payers[share];
  if (share === undefined || payer === undefined) return fail('no-payer-in-turn');
  if (filings.some(({ state }) => isUnderway(state))) return fail('filing-underway');
  const next = payers.findIndex(({ status }, index) => index > share && status !== 'answered');
  const destination = destinationOf(payers, to, { share, next });
  if (destination === undefined) return fail('settlement-does-not-fit');
  const cents = unworkedCents(balance, share);
  if (cents === 0) return fail('settlement-does-not-fit');
  const from: Leg = { account: 'insurance-receivable', payerId: payer.payerId, share, cents: negateCents(cents) };
  const legs = balancedLegs([
    { ...destination, cents, reason: 'passed-over' },
    { ...from, reason: 'passed-over' },
  ]);
  const folded = applyLegs(balance, legs);
  const after = folded.payers.map((each, index): PayerShare => {
    if (index === next && to === 'next-payer') return { ...each, status: 'open' };
    if (index !== share) return each;
    const { forwardedBy: _forwarded, ...own } = each;
    return { ...own, status: 'answered', isPassedOver: true };
  });
  return ok({ share, legs, after: { ...folded, payers: after } });
}

function destinationOf(
  payers: readonly PayerShare[],
  to: PassOverTo,
  { share, next }: { readonly share: number; readonly next: number },
): Omit<Leg, 'cents'> | undefined {
  if (to === 'patient') {
    return isShielded(payers, share) ? undefined : { account: 'patient-receivable' };
  }
  const payer = payers[next];
  return payer === undefined ? undefined : { account: 'insurance-receivable', payerId: payer.payerId, share: next };
}
