import type { ClaimBalance } from '../balance.ts';
import { hasLeft, isUnderway } from '../filing.ts';

/**
 * The position of the share whose payer is to be billed next: the payers before it have answered, an amount stands with it, and nobody has asked it. Undefined when no such payer
 * is left, or when the payer before forwarded the claim: then that one's answer is awaited.
 */
export function dueShare({ payers, filings }: Pick<ClaimBalance, 'payers' | 'filings'>): number | undefined {
  const share = payers.findIndex(({ status }) => status !== 'answered');
  const payer = payers[share];
  if (payer === undefined || share === 0 || payer.status !== 'open' || payer.forwardedBy !== undefined)
    return undefined;
  const isAsked = filings.some(
    (filing) => filing.share === share && (isUnderway(filing.state) || hasLeft(filing.state)),
  );
  return isAsked ? undefined : share;
}
