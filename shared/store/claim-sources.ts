import type { ClaimSource } from '../domain/claim/claim-source.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { entityItem } from './entity-items.ts';
import { packedClaim, unpackedClaim } from './filing-packing.ts';
import { claimSourceKey } from './keys/claim.ts';
import type { Item, Table } from './table.ts';

/** The item of another system's claim, with its current content. */
export function claimSourceItem(tenant: TenantId, source: ClaimSource): Item {
  return entityItem(claimSourceKey(tenant, source.claimId), 'claim-source', { packed: packedClaim(source) });
}

/** Reads claims of other systems, in the given order; undefined for a claim that was made here, or has no content. */
export async function readClaimSources(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<readonly (ClaimSource | undefined)[]> {
  const items = await table.batchGet(claimIds.map((claimId) => claimSourceKey(tenant, claimId)));
  return items.map((item) => (item === undefined ? undefined : unpackedClaim<ClaimSource>(item.packed as Uint8Array)));
}
