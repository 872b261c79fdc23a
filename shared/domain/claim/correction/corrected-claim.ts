import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ClaimBalance } from '../balance.ts';
import { currentFiling, type Filing, hasLeft, isUnderway } from '../filing.ts';
import type { ClaimChange, ClaimCorrection } from './claim-correction.ts';

/** Whether a payer has the claim. If so, it is corrected with the payer; otherwise it is cancelled and made again. */
export function isWithPayer({ filings }: Pick<ClaimBalance, 'filings'>): boolean {
  return filings.some(({ state }) => hasLeft(state));
}

/**
 * A claim whose encounter becomes a draft again after a payer received it: until the encounter is final, no filing is
 * sent.
 */
export function afterCorrectionOpened(
  balance: ClaimBalance,
): Result<ClaimBalance, { readonly kind: 'filing-underway' }> {
  if (balance.filings.some(({ state }) => isUnderway(state))) return fail({ kind: 'filing-underway' });
  const charged = present({ chargedAfter: balance.correction?.chargedAfter });
  return ok({ ...balance, correction: { kind: 'open', after: lastNumber(balance), ...charged } });
}

/** A claim with its change, and the filing from which it applies; `isCharge` when its charges changed. */
export function afterChange(
  balance: ClaimBalance,
  change: Omit<ClaimCorrection, 'after' | 'chargedAfter'>,
  isCharge: boolean,
): ClaimBalance {
  const current = currentFiling(balance.filings);
  // A filing that is being sent is assembled again, with the current content. A void that is with the payer tells it of
  // this one too.
  const isTold = change.kind === 'void' && current?.frequency === 'void' && isAwaited(current);
  const isAnew = current !== undefined && (isUnderway(current.state) || isTold);
  const after = lastNumber(balance) - (isAnew ? 1 : 0);
  const charged = present({ chargedAfter: isCharge ? after : balance.correction?.chargedAfter });
  return { ...balance, correction: { ...change, after, ...charged } };
}

/**
 * The part of a correction that a payer has not been told; undefined when it has the current claim, or never had it.
 */
export function untoldChange({ filings, correction }: ClaimBalance, share: number): ClaimChange | undefined {
  if (correction === undefined || correction.kind === 'open') return undefined;
  const own = filings.filter((filing) => filing.share === share);
  const isTold = own.some(({ number, state }) => number > correction.after && (hasLeft(state) || isUnderway(state)));
  return isTold || !own.some(({ state }) => hasLeft(state)) ? undefined : correction.kind;
}

/** Whether a notice was corrected after its payer had it, and nothing was opened that tells it anew. */
export function isNoticeDue({ notice, filings, correction }: ClaimBalance): boolean {
  if (notice === undefined || correction === undefined) return false;
  if (correction.kind === 'open' || correction.kind === 'void') return false;
  return !filings.some(({ number, frequency }) => number > correction.after && frequency !== 'void');
}

/** Whether charges have changed since a share’s payer decided: its new answer or reversal is still to come. */
export function isCorrectionAwaited(
  { filings, correction }: Pick<ClaimBalance, 'filings' | 'correction'>,
  share: number,
): boolean {
  if (correction?.kind !== 'content' && correction?.kind !== 'void') return false;
  const told = filings.filter((filing) => filing.share === share && filing.number > correction.after);
  return !told.some(({ state }) => state.kind === 'answered' || state.kind === 'reversed');
}

function isAwaited({ state }: Filing): boolean {
  return state.kind === 'submitted' || state.kind === 'accepted';
}

/** The newest filing of a share that its payer has. */
export function standingFiling(filings: readonly Filing[], share: number): Filing | undefined {
  return filings.findLast((filing) => filing.share === share && hasLeft(filing.state));
}

function lastNumber({ filings }: Pick<ClaimBalance, 'filings'>): number {
  return currentFiling(filings)?.number ?? 0;
}
