import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { variancesThroughKey } from './keys/contract.ts';
import type { Table } from './table.ts';

/*
 * When payments are held against contracts: the answers of a chunk after it was posted, what was booked otherwise once a day, and what people ask for.
 */

const schemaVersion = 1;

/** The daily round: everything that was booked since the last one. */
export function varianceRound(tenantId: TenantId): DueMessage {
  return { queue: 'find-variances', id: `variances-${tenantId}`, body: { schemaVersion, tenantId, work: 'round' } };
}

/** A look at the variances that stand under a contract, because it was changed. */
export function varianceLook(tenantId: TenantId, contractId: string): DueMessage {
  return {
    queue: 'find-variances',
    id: `variances-${contractId}`,
    body: { schemaVersion, tenantId, work: 'standing', contractId },
  };
}

/** A look at everything that was booked on some days. */
export function varianceDays(tenantId: TenantId, from: LocalDate, to: LocalDate): DueMessage {
  return {
    queue: 'find-variances',
    id: `variances-${tenantId}-${from}-${to}`,
    body: { schemaVersion, tenantId, work: 'days', from, to },
  };
}

/** Claims that are named in one message: it stays far below what a queue takes. */
const claimsOfMessage = 500;

/** The messages that have claims looked at. */
export function varianceClaims(tenantId: TenantId, claimIds: readonly string[]) {
  const ids = [...new Set(claimIds)];
  return Array.from({ length: Math.ceil(ids.length / claimsOfMessage) }, (_, index) => ({
    ...({ schemaVersion: 1, tenantId, work: 'claims' } as const),
    claimIds: ids.slice(index * claimsOfMessage, (index + 1) * claimsOfMessage),
  }));
}

/** The day up to which the daily round has come; what is booked on it later is looked at again. */
export async function readThrough(table: Table, tenant: TenantId): Promise<LocalDate | undefined> {
  const item = await table.get(variancesThroughKey(tenant));
  return item === undefined ? undefined : (item.through as LocalDate);
}

export async function keepThrough(table: Table, tenant: TenantId, through: LocalDate): Promise<void> {
  const item = { ...variancesThroughKey(tenant), type: 'variances-through', schemaVersion, through };
  await table.transact([{ put: item }]);
}
