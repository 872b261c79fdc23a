import type { TenantId } from '../../domain/identity/ids.ts';
import { monthPartition, type Requested } from './entity.ts';
import type { IndexKey } from './table.ts';

/** Manual entries that wait for a second person, and the others by the month of their request. */
export function manualEntryIndex(tenant: TenantId, { id, state, requested }: Requested): IndexKey {
  const month = monthPartition(tenant, 'MANUAL-ENTRY', requested.at.slice(0, 7));
  return { g1pk: state === 'waiting' ? waitingManualPartition(tenant) : month, g1sk: `${requested.at}#${id}` };
}

export function waitingManualPartition(tenant: TenantId): string {
  return `${tenant}#WAITING-MANUAL-ENTRIES`;
}
