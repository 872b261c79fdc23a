import { isAwaited } from '../answered-filing.ts';
import type { ClaimBalance } from '../balance.ts';
import { standingFiling } from '../correction/corrected-claim.ts';
import { currentFiling, hasLeft, isUnderway } from '../filing.ts';

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

/** Whether the claim is being corrected, another filing of it is on its way out, or an earlier payer is asked again. */
function isAwaiting(claim: Claim, share: number): boolean {
  const { filings, correction } = claim;
  if (correction?.kind === 'open' || correction?.kind === 'void') return true;
  return filings.some(({ state }) => isUnderway(state)) || isEarlierAwaited(claim, share);
}

/**
 * Whether a payer before this share is asked again: what it answers may change what the next one owes. The newest filing that the payer has tells: one
 * answer is the last word on all that were sent before it.
 */
export function isEarlierAwaited({ payers, filings }: Pick<Claim, 'payers' | 'filings'>, share: number): boolean {
  return payers.slice(0, share).some((_, earlier) => {
    const standing = standingFiling(filings, earlier);
    return standing !== undefined && isAwaited(standing.state);
  });
}

/**
 * The share of a claim that is due to its payer, as the list of next payers has it: its turn has come, and the office has not asked it. What was asked is on
 * other lists: held, withdrawn and rejected filings are exceptions, and one that left is answered. A withdrawn one is none any more once another filing
 * was opened. By construction of the claim's stored item every such share is listed.
 */
export function dueShare(claim: Claim): DueShare | undefined {
  const share = shareInTurn(claim);
  if (share === undefined || isAwaiting(claim, share)) return undefined;
  const current = currentFiling(claim.filings);
  const isElsewhere = claim.filings.some(
    (filing) =>
      filing.share === share &&
      filing.state.kind !== 'cancelled' &&
      (filing.state.kind !== 'withdrawn' || filing === current),
  );
  if (isElsewhere) return undefined;
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
 * Whether the payer of the current filing has the claim already without it: it has answered, has decided all the same what was rejected, or the payer
 * before it says now that it forwarded the claim. Sent all the same, it would be there twice. A fresh claim after an answer is a deliberate one.
 */
export function isAskedAlready({ payers, filings }: Claim): boolean {
  const filing = currentFiling(filings);
  const payer = filing === undefined ? undefined : payers[filing.share];
  if (filing === undefined || payer === undefined || filing.frequency !== 'original') return false;
  if (payer.forwardedBy !== undefined) return true;
  const wasSentBefore = filings.some(
    ({ number, share, state }) => share === filing.share && number !== filing.repeats && hasLeft(state),
  );
  return !wasSentBefore && (payer.status === 'answered' || payer.answeredLines !== undefined);
}
