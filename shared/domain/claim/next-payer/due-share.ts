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

/** The position of the later share whose turn has come: all earlier payers have answered, and it has a balance. */
export function shareInTurn({ payers }: Pick<Claim, 'payers'>): number | undefined {
  const share = payers.findIndex(({ status }) => status !== 'answered');
  return share > 0 && payers[share]?.status === 'open' ? share : undefined;
}

/** Whether the claim is being corrected, another filing of it is being sent, or an earlier payer is asked again. */
export function isAwaiting(claim: Claim, share: number): boolean {
  const { filings, correction } = claim;
  if (correction?.kind === 'open' || correction?.kind === 'void') return true;
  return filings.some(({ state }) => isUnderway(state)) || isEarlierAwaited(claim, share);
}

/**
 * Whether an earlier payer is asked again: its answer may change what the next one owes. The payer's newest filing
 * decides: one answer is the last word on all filings before it.
 */
export function isEarlierAwaited({ payers, filings }: Pick<Claim, 'payers' | 'filings'>, share: number): boolean {
  return payers.slice(0, share).some((_, earlier) => {
    const standing = standingFiling(filings, earlier);
    return standing !== undefined && isAwaited(standing.state);
  });
}

/**
 * The share of a claim that is due to its payer, for the list of next payers: its turn has come, and the office has not
 * billed it. Billed shares are on other lists: held, withdrawn and rejected filings are exceptions, and a sent one
 * awaits its answer. A withdrawn filing no longer counts once another was opened. The claim's stored item is built so
 * that every such share is listed.
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

/**
 * The share whose payer would be billed now: one that is due, or one whose filings were all withdrawn. A forwarded
 * claim does not count.
 */
export function shareToAsk(claim: Claim): number | undefined {
  const share = shareInTurn(claim);
  if (share === undefined || isAwaiting(claim, share) || claim.payers[share]?.forwardedBy !== undefined)
    return undefined;
  const own = claim.filings.filter((filing) => filing.share === share);
  return own.every(({ state }) => state.kind === 'withdrawn' || state.kind === 'cancelled') ? share : undefined;
}

/**
 * Whether the payer of the current filing already has the claim by another way: it has answered, has decided a rejected
 * filing nevertheless, or the payer before it now says that it forwarded the claim. Sending the filing too would
 * duplicate the claim. A new claim after an answer is deliberate.
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
