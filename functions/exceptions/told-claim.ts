import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import type { ExceptionsDeps } from './context.ts';

/** The claim whose payer told the problem that an exception is about; undefined for other exceptions. */
export async function toldClaim(
  tenant: TenantId,
  { code, claimId }: StoredException,
  { table }: ExceptionsDeps,
): Promise<ClaimBalance | undefined> {
  if (code !== 'claim-status-problem' || claimId === undefined) return undefined;
  const [balance] = await readBalances(table, tenant, [claimId]);
  return balance;
}
