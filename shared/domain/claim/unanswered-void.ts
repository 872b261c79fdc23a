import type { ClaimBalance } from './balance.ts';
import { standingFiling } from './correction/corrected-claim.ts';
import type { Filing } from './filing.ts';
import { missingFiling } from './status-problem.ts';

/**
 * A void that a share's payer has and has not answered, so that another one would say nothing new. Undefined when the
 * payer, when asked, did not have it.
 */
export function unansweredVoid(claim: ClaimBalance, share: number): Filing | undefined {
  const filing = standingFiling(claim.filings, share);
  const isOut = filing?.state.kind === 'submitted' || filing?.state.kind === 'accepted';
  return isOut && filing.frequency === 'void' && missingFiling(claim) !== filing.number ? filing : undefined;
}
