import type { PayerCorrections } from '../practice/payer-corrections.ts';
import { present } from '../present.ts';
import type { ClaimBalance } from './balance.ts';
import { untoldChange } from './correction/corrected-claim.ts';
import { correctionReasons, proposeCorrection } from './correction/propose-correction.ts';
import { type Filing, type Frequency, isUnderway } from './filing.ts';
import { isEarlierAwaited, shareToAsk } from './next-payer/due-share.ts';
import { missingFiling } from './status-problem.ts';
import { unansweredVoid } from './unanswered-void.ts';

/** Why a further filing of a claim is proposed. */
export const filingReasons = {
  ...correctionReasons,
  'next-payer': 'The payers before this one have answered, an amount is left with it, and it was not asked yet.',
} as const;

export type FilingReason = keyof typeof filingReasons;

/** A filing that is appropriate now, and why; without a frequency, the payer is to be asked without a claim. */
export interface FilingProposal extends Pick<Filing, 'share' | 'payerClaimNumber' | 'changeReason'> {
  readonly frequency?: Frequency;
  readonly reason: FilingReason;
}

/** Facts of a share's payer and its answers, besides the balance. */
export interface ShareFacts {
  readonly corrections?: PayerCorrections;
  /** The payer's own number for the claim, as last stated. */
  readonly payerClaimNumber?: string;
  /** Its denial says that the claim could not be processed. */
  readonly isUnprocessable: boolean;
}

/**
 * The further filings that a claim’s history calls for, the most urgent first; none when nobody is to be asked now. A
 * claim that states earlier payers' decisions waits while one of them is asked again; a void states none.
 * @param facts by the position of the share
 */
export function proposedFilings(balance: ClaimBalance, facts: readonly ShareFacts[] = []): readonly FilingProposal[] {
  const { filings, payers, correction } = balance;
  if (correction?.kind === 'open' || filings.some(({ state }) => isUnderway(state))) return [];
  const corrections = payers
    .flatMap(({ isPassedOver }, share) =>
      isPassedOver === true ? [] : (correctionOf(balance, share, facts[share]) ?? []),
    )
    .filter(({ share, frequency }) =>
      frequency === 'void' ? unansweredVoid(balance, share) === undefined : !isEarlierAwaited(balance, share),
    );
  const next = shareToAsk(balance);
  const asked: FilingProposal[] =
    next === undefined ? [] : [{ share: next, frequency: 'original', reason: 'next-payer' }];
  const isUrgent = ({ reason }: FilingProposal) => reason !== 'denied' && reason !== 'unprocessable';
  return [...corrections.filter(isUrgent), ...asked, ...corrections.filter((one) => !isUrgent(one))];
}

/** How the payer of a share is asked again. */
function correctionOf(balance: ClaimBalance, share: number, facts?: ShareFacts): FilingProposal | undefined {
  const own = balance.filings.filter((filing) => filing.share === share);
  const work = balance.openWork ?? [];
  const missing = missingFiling(balance);
  const way = proposeCorrection({
    filings: own,
    notice: balance.notice,
    isVoid: balance.correction?.kind === 'void',
    ...present({ change: untoldChange(balance, share), corrections: facts?.corrections }),
    isMissing: missing !== undefined && missing === own.at(-1)?.number,
    isUnprocessable: facts?.isUnprocessable === true,
    isDenied: work.some((each) => each.kind === 'denial' && each.share === share && each.isSent !== true),
  });
  if (way === undefined) return undefined;
  const isRepeated = way.reason === 'rejected' || way.reason === 'not-at-payer';
  const again = isRepeated ? own.at(-1) : undefined;
  const isNumbered = way.frequency !== undefined && way.frequency !== 'original';
  return {
    share,
    ...way,
    ...present({
      payerClaimNumber: again?.payerClaimNumber ?? (isNumbered ? facts?.payerClaimNumber : undefined),
      changeReason: again?.changeReason,
    }),
  };
}
