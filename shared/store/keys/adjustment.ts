import type { TenantId } from '../../domain/identity/ids.ts';
import { monthPartition, type Requested } from './entity.ts';
import { collection, type IndexKey, type SecondIndexKey } from './table.ts';

/** Adjustments by people: those that wait for a second person, and the others by the month of their request. */
export function adjustmentIndex(tenant: TenantId, { id, state, requested }: Requested): IndexKey {
  const g1pk =
    state === 'waiting'
      ? waitingAdjustmentsPartition(tenant)
      : monthPartition(tenant, 'ADJUSTMENT', requested.at.slice(0, 7));
  return { g1pk, g1sk: `${requested.at}#${id}` };
}

export function waitingAdjustmentsPartition(tenant: TenantId): string {
  return `${tenant}#WAITING-ADJUSTMENTS`;
}

/** The adjustments of a claim, in the second index, in the order of their requests. */
export function claimAdjustmentsIndex(
  tenant: TenantId,
  {
    id,
    claimId,
    requested,
  }: { readonly id: string; readonly claimId: string; readonly requested: { readonly at: string } },
): SecondIndexKey {
  return { g2pk: claimAdjustmentsPartition(tenant, claimId), g2sk: `${requested.at}#${id}` };
}

export function claimAdjustmentsPartition(tenant: TenantId, claimId: string): string {
  return collection(tenant, 'CLAIM-ADJUSTMENTS', claimId);
}
