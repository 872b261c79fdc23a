import { standingFiling } from '../../shared/domain/claim/correction/corrected-claim.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readSubmissionClaims } from '../../shared/store/submissions.ts';
import type { ApplyDeps } from './context.ts';

/**
 * How many claims of a submission have neither a 277CA nor a payer's answer. A claim that was filed to the payer again
 * since waits in its new submission.
 */
export async function waitingClaims(
  tenant: TenantId,
  { id }: Pick<Submission, 'id'>,
  { table }: Pick<ApplyDeps, 'table'>,
): Promise<number> {
  const rows = await readSubmissionClaims(table, tenant, id);
  const balances = await readBalances(
    table,
    tenant,
    rows.map(({ claimId }) => claimId),
  );
  return rows.filter(({ filing }, index) => {
    const { filings = [] } = balances[index] ?? {};
    const own = filings.find(({ number }) => number === filing);
    return own?.state.kind === 'submitted' && standingFiling(filings, own.share) === own;
  }).length;
}
