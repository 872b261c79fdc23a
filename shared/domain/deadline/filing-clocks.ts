import type { ClaimBalance } from '../claim/balance.ts';
import { isNoticeDue } from '../claim/correction/corrected-claim.ts';
import { currentFiling, isUnderway } from '../claim/filing.ts';
import { dueShare } from '../claim/next-payer/due-share.ts';
import { missingFiling } from '../claim/status-problem.ts';
import type { LocalDate } from '../time/local-date.ts';
import { correctedClaim, noticeClock, timelyFiling } from './clocks.ts';
import type { Clock } from './deadline.ts';
import type { PayerTerms } from './payer-terms.ts';

/** The day from which a claim's filing limit counts: a facility's through date, otherwise the first date of service. */
export function clockStart({
  serviceFrom,
  serviceThrough,
}: Pick<ClaimBalance, 'serviceFrom' | 'serviceThrough'>): LocalDate {
  return serviceThrough ?? serviceFrom;
}

/** Why a claim still has to reach its payer. */
export const filingStands = {
  ready: 'It is ready, and goes out with the next submission.',
  held: 'It is held: something has to be corrected, or a person holds it.',
  withdrawn: 'The office withdrew it before it was sent.',
  rejected: 'It was rejected, and nobody has filed it again.',
  missing: 'It was sent, and the payer, asked for its status, does not have it or did not accept it.',
  'notice-untold': 'The notice was corrected after its payer had it, and the payer was not told.',
  due: 'It is due to the next payer, and was not asked for.',
} as const;

export type FilingStands = keyof typeof filingStands;

/** A claim that a payer does not have yet, with the share to bill. */
export interface UnfiledShare {
  readonly share: number;
  readonly stands: FilingStands;
  readonly isCorrection: boolean;
  /** The number of the filing; absent when none was opened. */
  readonly filing?: number;
}

/** The share whose payer has yet to get the claim; undefined when nobody in the office has to act. */
export function unfiledShare(balance: ClaimBalance): UnfiledShare | undefined {
  if (balance.predetermination !== undefined) return undefined;
  if (balance.state.kind === 'cancelled' || balance.disclosureForbidden === true) return undefined;
  const due = dueShare(balance);
  if (due !== undefined) return { share: due.share, stands: 'due', isCorrection: false };
  const filing = currentFiling(balance.filings);
  if (filing === undefined) return undefined;
  const { number, share, frequency, state } = filing;
  const { kind } = state;
  if (isNoticeDue(balance) && !isUnderway(state))
    return { share, stands: 'notice-untold', isCorrection: false, filing: number };
  if (missingFiling(balance) === number)
    return { share, stands: 'missing', isCorrection: frequency !== 'original', filing: number };
  if (kind !== 'ready' && kind !== 'held' && kind !== 'withdrawn' && kind !== 'rejected') return undefined;
  return { share, stands: kind, isCorrection: frequency !== 'original', filing: number };
}

/** The deadline for filing a share of a claim. */
export function filingClock(balance: ClaimBalance, { share, isCorrection }: UnfiledShare, terms: PayerTerms): Clock {
  const start = clockStart(balance);
  const ofNotice = noticeClock(terms, balance.notice);
  if (ofNotice !== undefined) return ofNotice;
  return isCorrection ? correctedClaim(terms, start) : timelyFiling(terms, start, balance.payers[share]?.turnOn);
}
