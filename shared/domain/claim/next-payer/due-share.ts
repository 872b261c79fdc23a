import type { ClaimBalance } from '../balance.ts';
import { currentFiling, isUnderway } from '../filing.ts';

/** Why a claim is on the list of those that are due to a next payer. */
export const dueReasons = {
  'next-payer': 'The payers before this one have answered, an amount is left with it, and it was not asked yet.',
  forwarded:
    'The payer before this one says that it forwarded the claim. Wait for the answer; bill this payer yourself only when none comes.',
} as const;

export type DueReason = keyof typeof dueReasons;

/** A share whose turn has come, and why it is listed. */
export interface DueShare {
  /** The position of the share. */
  readonly share: number;
  readonly reason: DueReason;
}

type Claim = Pick<ClaimBalance, 'payers' | 'filings' | 'correction'>;

/** The position of the later share whose turn has come: all payers before it have answered, and an amount stands with it. */
export function shareInTurn({ payers }: Pick<Claim, 'payers'>): number | undefined {
  const share = payers.findIndex(({ status }) => status !== 'answered');
  return share > 0 && payers[share]?.status === 'open' ? share : undefined;
}

/**
 * Whether the claim is being corrected, another filing of it is on its way out, or an earlier payer is asked again: what it answers may change what the
 * next one owes.
 */
function isAwaiting({ filings, correction }: Claim, share: number): boolean {
  if (correction?.kind === 'open' || correction?.kind === 'void') return true;
  return filings.some(
    (filing) =>
      isUnderway(filing.state) ||
      (filing.share < share && (filing.state.kind === 'submitted' || filing.state.kind === 'accepted')),
  );
}

/**
 * The share of a claim that is due to its payer, as the list of next payers has it: its turn has come, and the office has not asked it. What was asked is on
 * other lists: held, withdrawn and rejected filings are exceptions, and one that left is answered. By construction of the claim's stored item every such share is listed.
 */
export function dueShare(claim: Claim): DueShare | undefined {
  const share = shareInTurn(claim);
  if (share === undefined || isAwaiting(claim, share)) return undefined;
  if (claim.filings.some((filing) => filing.share === share && filing.state.kind !== 'cancelled')) return undefined;
  return { share, reason: claim.payers[share]?.forwardedBy === undefined ? 'next-payer' : 'forwarded' };
}

/** The share whose payer would be asked now: one that is due, or one whose filings were all withdrawn. One that was forwarded is not. */
export function shareToAsk(claim: Claim): number | undefined {
  const share = shareInTurn(claim);
  if (share === undefined || isAwaiting(claim, share) || claim.payers[share]?.forwardedBy !== undefined)
    return undefined;
  const own = claim.filings.filter((filing) => filing.share === share);
  return own.every(({ state }) => state.kind === 'withdrawn' || state.kind === 'cancelled') ? share : undefined;
}

/**
 * Whether the payer of the current filing has the claim already without it: it has answered, or the payer before it says now that it forwarded the claim. Sent
 * all the same, it would be there twice.
 */
export function isAskedAlready({ payers, filings }: Claim): boolean {
  const filing = currentFiling(filings);
  const payer = filing === undefined ? undefined : payers[filing.share];
  if (filing === undefined || payer === undefined || filing.share === 0 || filing.frequency !== 'original')
    return false;
  const isFirst = filings.every(({ number, share }) => number === filing.number || share !== filing.share);
  return payer.forwardedBy !== undefined || (isFirst && payer.status === 'answered');
}
