import { present } from '../present.ts';
import type { ClaimBalance } from './balance.ts';
import { currentFiling, type Filing } from './filing.ts';
import { shareToAsk } from './next-payer/due-share.ts';

/** Why a further filing of a claim is proposed. */
export const filingReasons = {
  rejected: 'It was turned away before any payer decided it. What its acknowledgements name is corrected first.',
  'next-payer': 'The payers before this one have answered, an amount is left with it, and it was not asked yet.',
} as const;

/** A filing that would be right now, and why. */
export interface FilingProposal extends Pick<Filing, 'share' | 'frequency' | 'payerClaimNumber'> {
  readonly reason: keyof typeof filingReasons;
}

/** The further filings that a claim’s history asks for, the most urgent first; none when nobody is to be asked now. */
export function proposedFilings(balance: ClaimBalance): readonly FilingProposal[] {
  const current = currentFiling(balance.filings);
  if (current?.state.kind === 'rejected') {
    const { share, frequency, payerClaimNumber } = current;
    return [{ share, frequency, ...present({ payerClaimNumber }), reason: 'rejected' }];
  }
  const next = shareToAsk(balance);
  return next === undefined ? [] : [{ share: next, frequency: 'original', reason: 'next-payer' }];
}
