import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { variancesThroughKey } from './keys/contract.ts';
import type { Table } from './table.ts';

/*
 * When payments are compared with contracts: the answers of a chunk after it was posted, all other bookings once a day,
 * and some claims or days when a person asks for it.
 */

const schemaVersion = 1;

/** The daily round: all bookings since the last one. */
export function varianceRound(tenantId: TenantId): DueMessage {
  return { queue: 'find-variances', id: `variances-${tenantId}`, body: { schemaVersion, tenantId, work: 'round' } };
}

/** A check of the open variances under a contract, after a change to it. */
export function varianceLook(tenantId: TenantId, contractId: string): DueMessage {
  return {
    queue: 'find-variances',
    id: `variances-${contractId}`,
    body: { schemaVersion, tenantId, work: 'standing', contractId },
  };
}

/** A check of all bookings on some days. */
export function varianceDays(tenantId: TenantId, from: LocalDate, to: LocalDate): DueMessage {
  return {
    queue: 'find-variances',
    id: `variances-${tenantId}-${from}-${to}`,
    body: { schemaVersion, tenantId, work: 'days', from, to },
  };
}

/** How many claims are named in one message: far below a queue's size limit. */
const claimsOfMessage = 500;

/** The messages that check claims. */
export function varianceClaims(tenantId: TenantId, claimIds: readonly string[]) {
  const ids = [...new Set(claimIds)];
  return Array.from({ length: Math.ceil(ids.length / claimsOfMessage) }, (_, index) => ({
    ...({ schemaVersion: 1, tenantId, work: 'claims' } as const),
    claimIds: ids.slice(index * claimsOfMessage, (index + 1) * claimsOfMessage),
  }));
}

/** The day that the daily round has reached; later bookings on it are checked again. */
export async function readThrough(table: Table, tenant: TenantId): Promise<LocalDate | undefined> {
  const item = await table.get(variancesThroughKey(tenant));
  return item === undefined ? undefined : (item.through as LocalDate);
}

export async function keepThrough(table: Table, tenant: TenantId, through: LocalDate): Promise<void> {
  const item = { ...variancesThroughKey(tenant), type: 'variances-through', schemaVersion, through };
  await table.transact([{ put: item }]);
}
