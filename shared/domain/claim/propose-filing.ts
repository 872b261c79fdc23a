import type { ClaimBalance } from './balance.ts';
import type { Filing } from './filing.ts';
import { shareToAsk } from './next-payer/due-share.ts';

/** Why a further filing of a claim is proposed. */
export const filingReasons = {
  'next-payer': 'The payers before this one have answered, an amount is left with it, and it was not asked yet.',
} as const;

/** A filing that would be right now, and why. */
export interface FilingProposal extends Pick<Filing, 'share' | 'frequency' | 'payerClaimNumber'> {
  readonly reason: keyof typeof filingReasons;
}

/** The further filings that a claim’s history asks for, the most urgent first; none when nobody is to be asked now. */
export function proposedFilings(balance: ClaimBalance): readonly FilingProposal[] {
  const next = shareToAsk(balance);
  return next === undefined ? [] : [{ share: next, frequency: 'original', reason: 'next-payer' }];
}
