import type { ClaimBalance } from './balance.ts';
import { hasLeft } from './filing.ts';

/**
 * The shares of a claim whose payers rejected it last, so that somebody has to file them again. Excludes shares that
 * the office passed over, and those of a void claim whose payers never had it.
 */
export function rejectedShares({
  payers,
  filings,
  correction,
}: Pick<ClaimBalance, 'payers' | 'filings' | 'correction'>): readonly number[] {
  return payers.flatMap(({ isPassedOver }, share) => {
    if (isPassedOver === true) return [];
    const own = filings.filter((filing) => filing.share === share);
    const isOver = correction?.kind === 'void' && !own.some(({ state }) => hasLeft(state));
    const last = own.findLast(({ state }) => state.kind !== 'withdrawn');
    return last?.state.kind === 'rejected' && !isOver ? [share] : [];
  });
}
