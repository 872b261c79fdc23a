import type { PayerCorrections } from '../../practice/payer-corrections.ts';
import type { Filing, Frequency } from '../filing.ts';
import type { Notice } from '../notice.ts';

import type { ClaimChange } from './claim-correction.ts';

/** Why a payer is asked again, or why not by a claim. */
export const correctionReasons = {
  rejected:
    'It was rejected before any payer decided it, so nothing is there to replace: it is filed fresh. What its acknowledgements name is corrected first.',
  'not-at-payer':
    'It was sent, and the payer, asked for its status, does not have it or did not accept it. It is filed again.',
  unprocessable:
    'The payer says that the claim could not be processed (MA130): there is nothing to appeal or to replace. It is filed fresh.',
  denied: 'The payer denied it and paid nothing. The corrected claim replaces the one that it has.',
  corrected: 'It was corrected after the payer had it. The corrected claim replaces the one that it has.',
  'lines-added': 'A facility forgot services: its late charges add them to the claim that the payer has.',
  'notice-cancelled':
    'The notice was corrected after the payer had it. A notice is not replaced: it is cancelled first, and told anew after that.',
  'notice-corrected': 'The notice was corrected, and the payer does not have it as it is now: it is told anew.',
  void: 'It was billed in error: a void takes back the claim that the payer has.',
  'not-by-claim':
    'The payer has it, and takes no such claim from the office. Ask it for a reopening, by phone or letter as `otherwise` of its `corrections` says.',
} as const;

export type CorrectionReason = keyof typeof correctionReasons;

/** How a payer is asked again; without a frequency, not by a claim. */
export interface CorrectionWay {
  readonly frequency?: Frequency;
  readonly reason: CorrectionReason;
}

/** A share of a claim that a payer was billed for, and its result. */
export interface CorrectionCase {
  /** The filings of this share, oldest first. */
  readonly filings: readonly Filing[];
  /** What the payer has not been told; absent when it has the current claim. */
  readonly change?: ClaimChange;
  readonly corrections?: PayerCorrections;
  /** For a facility's notice. */
  readonly notice?: Notice | undefined;
  /** Its encounter is void, whether the payer was told or not. */
  readonly isVoid: boolean;
  /** Asked for the status of the newest filing, it does not have it, or did not accept it. */
  readonly isMissing: boolean;
  /** Its denial says that the claim could not be processed. */
  readonly isUnprocessable: boolean;
  /** It denied something, and was not asked again. */
  readonly isDenied: boolean;
}

/**
 * The proper way to ask a payer again, by the filings and its answer. After a rejection the claim is new, whatever has
 * changed: nobody has it. Rejected late charges are the exception: the payer has the claim that they add to. A claim that is decided, or in process, is replaced under the payer’s own number. Undefined
 * when there is nothing to ask.
 */
export function proposeCorrection({
  filings,
  change,
  corrections,
  notice,
  isVoid,
  isMissing,
  isUnprocessable,
  isDenied,
}: CorrectionCase): CorrectionWay | undefined {
  const asked = filings.filter(({ state }) => state.kind !== 'withdrawn' && state.kind !== 'cancelled');
  const state = asked.at(-1)?.state;
  if (notice !== undefined && state !== undefined && state.kind !== 'rejected') {
    return noticeWay(notice, { asked, change, isVoid }) ?? (isMissing ? refiled(asked, 'not-at-payer') : undefined);
  }
  if (state?.kind === 'rejected' && change === 'void') return voided(asked, corrections);
  if (notice !== undefined && isStillTold(asked)) return { frequency: 'void', reason: 'rejected' };
  const isMoreThanAdded = asked.at(-1)?.frequency === 'late-charges' && change === 'content';
  if (state?.kind === 'rejected' && !isMoreThanAdded) return refiled(asked, 'rejected');
  if (state === undefined) return undefined;
  if (change === 'void') return orElse('void', 'void', corrections);
  if (isMissing && !isMoreThanAdded) return refiled(asked, 'not-at-payer');
  const isRefused = state.kind === 'answered' && state.outcome === 'denied' && (isDenied || change !== undefined);
  if (isRefused && isUnprocessable) return { frequency: 'original', reason: 'unprocessable' };
  if (isRefused) return orElse('replacement', 'denied', corrections);
  if (change === undefined) return undefined;
  if (change === 'lines-added' && takes('late-charges', corrections)) {
    return { frequency: 'late-charges', reason: 'lines-added' };
  }
  return orElse('replacement', 'corrected', corrections);
}

/** What a notice's payer was told, and what it was not told. */
interface Told extends Pick<CorrectionCase, 'isVoid'> {
  readonly asked: readonly Filing[];
  readonly change: ClaimChange | undefined;
}

/**
 * A notice of admission or election is cancelled (D), then told anew; the day of a hospice's may be corrected without
 * (D0 and 56), as notices of other kinds are: their cancellation would take back the election itself. Medicare Claims
 * Processing Manual, chapters 10, 40.1, and 11, 20.1.
 */
function noticeWay({ kind, correctsDay }: Notice, { asked, change, isVoid }: Told): CorrectionWay | undefined {
  const isCancelled = asked.at(-1)?.frequency === 'void';
  const isCancellable = kind === 'A' && correctsDay !== true;
  if (change === 'void')
    return isCancelled ? undefined : kind === 'A' ? { frequency: 'void', reason: 'void' } : { reason: 'not-by-claim' };
  // Once a void notice is cancelled, there is nothing left to send.
  if (isCancelled) return isVoid ? undefined : { frequency: 'original', reason: 'notice-corrected' };
  if (change === undefined) return undefined;
  return isCancellable
    ? { frequency: 'void', reason: 'notice-cancelled' }
    : { frequency: 'original', reason: 'notice-corrected' };
}

/** A notice's cancellation was rejected, and then the notice that was told anew, too: the payer still has the first one. */
function isStillTold(asked: readonly Filing[]): boolean {
  const place = asked.findLastIndex(({ frequency }) => frequency === 'void');
  return place > 0 && asked.slice(place).every(({ state }) => state.kind === 'rejected');
}

/** What the payer does not have is repeated in kind: a rejected correction is still a correction. */
function refiled(asked: readonly Filing[], reason: CorrectionReason): CorrectionWay {
  return { frequency: asked.at(-1)?.frequency ?? 'original', reason };
}

/** A void is only for a claim that the payer has. */
function voided(asked: readonly Filing[], corrections: PayerCorrections | undefined): CorrectionWay | undefined {
  return asked.some(({ state }) => state.kind !== 'rejected') ? orElse('void', 'void', corrections) : undefined;
}

function takes(frequency: Frequency, corrections: PayerCorrections | undefined): boolean {
  return corrections?.refuses?.some((refused) => refused === frequency) !== true;
}

function orElse(
  frequency: 'replacement' | 'void',
  reason: CorrectionReason,
  corrections: PayerCorrections | undefined,
): CorrectionWay {
  return takes(frequency, corrections) ? { frequency, reason } : { reason: 'not-by-claim' };
}
