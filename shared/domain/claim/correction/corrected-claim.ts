import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ClaimBalance } from '../balance.ts';
import { currentFiling, type Filing, hasLeft, isUnderway } from '../filing.ts';
import type { ClaimChange, ClaimCorrection } from './claim-correction.ts';

/** Whether a payer has the claim. Then it is corrected with the payer; before, it is cancelled and made anew. */
export function isWithPayer({ filings }: Pick<ClaimBalance, 'filings'>): boolean {
  return filings.some(({ state }) => hasLeft(state));
}

/** A claim whose encounter becomes a draft again, though a payer has it: until that is final, nothing more of it leaves. */
export function afterCorrectionOpened(
  balance: ClaimBalance,
): Result<ClaimBalance, { readonly kind: 'filing-underway' }> {
  if (balance.filings.some(({ state }) => isUnderway(state))) return fail({ kind: 'filing-underway' });
  const charged = present({ chargedAfter: balance.correction?.chargedAfter });
  return ok({ ...balance, correction: { kind: 'open', after: lastNumber(balance), ...charged } });
}

/** A claim that says what was changed of it, and from which filing on; `isCharge` when its charges were. */
export function afterChange(
  balance: ClaimBalance,
  change: Omit<ClaimCorrection, 'after' | 'chargedAfter'>,
  isCharge: boolean,
): ClaimBalance {
  const current = currentFiling(balance.filings);
  // A filing on its way out is assembled anew: it tells what stands now.
  const isAnew = current !== undefined && isUnderway(current.state);
  const after = lastNumber(balance) - (isAnew ? 1 : 0);
  const charged = present({ chargedAfter: isCharge ? after : balance.correction?.chargedAfter });
  return { ...balance, correction: { ...change, after, ...charged } };
}

/** What a payer was not told yet of a correction; undefined when it knows the claim as it stands, or never had it. */
export function untoldChange({ filings, correction }: ClaimBalance, share: number): ClaimChange | undefined {
  if (correction === undefined || correction.kind === 'open') return undefined;
  const own = filings.filter((filing) => filing.share === share);
  const isTold = own.some(({ number, state }) => number > correction.after && (hasLeft(state) || isUnderway(state)));
  return isTold || !own.some(({ state }) => hasLeft(state)) ? undefined : correction.kind;
}

/** Whether charges have changed since what a share’s payer has decided: what it answers, or takes back, is still to come. */
export function isCorrectionAwaited(
  { filings, correction }: Pick<ClaimBalance, 'filings' | 'correction'>,
  share: number,
): boolean {
  if (correction?.kind !== 'content' && correction?.kind !== 'void') return false;
  const told = filings.filter((filing) => filing.share === share && filing.number > correction.after);
  return !told.some(({ state }) => state.kind === 'answered' || state.kind === 'reversed');
}

/** The newest filing of a share that its payer has. */
export function standingFiling(filings: readonly Filing[], share: number): Filing | undefined {
  return filings.findLast((filing) => filing.share === share && hasLeft(filing.state));
}

function lastNumber({ filings }: Pick<ClaimBalance, 'filings'>): number {
  return currentFiling(filings)?.number ?? 0;
}
