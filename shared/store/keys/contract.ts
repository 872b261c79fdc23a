import type { TenantId } from '../../domain/identity/ids.ts';
import { shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, shards } from './table.ts';

/** Every contract of an office without its rates: one item, which an expected payment reads first. */
export function payerContractsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#PAYER-CONTRACTS`, sk: 'DIRECTORY' };
}

export const contractVersionPrefix = 'VERSION#';

/** One version of a contract without its rates; immutable. */
export function contractVersionKey(tenant: TenantId, contractId: string, version: number): Key {
  const sk = `${contractVersionPrefix}${String(version).padStart(9, '0')}`;
  return { pk: collection(tenant, 'PAYER-CONTRACT', contractId), sk };
}

/** The rates of a version of a contract; immutable. */
export function contractRatesKey(tenant: TenantId, contractId: string, version: number): Key {
  return { pk: collection(tenant, 'PAYER-CONTRACT', contractId), sk: `RATES#${String(version).padStart(9, '0')}` };
}

/** Variances that wait for a person or a payer, by when they were found. */
export function openVarianceIndex(tenant: TenantId, foundAt: string, id: string): IndexKey {
  return { g1pk: openVariancePartition(tenant, shardOf(id, shards.variances)), g1sk: `${foundAt}#${id}` };
}

export function openVariancePartition(tenant: TenantId, shard: number): string {
  return `${tenant}#VARIANCES#${shard}`;
}

/** Variances that are over, by the month and instant of their end. */
export function closedVarianceIndex(tenant: TenantId, closedAt: string, id: string): IndexKey {
  const partition = closedVariancePartition(tenant, closedAt.slice(0, 7), shardOf(id, shards.variances));
  return { g1pk: partition, g1sk: `${closedAt}#${id}` };
}

/** `month` is `YYYY-MM`. */
export function closedVariancePartition(tenant: TenantId, month: string, shard: number): string {
  return `${tenant}#VARIANCES-ENDED#${month}#${shard}`;
}

/** Up to which day payments were compared with contracts. */
export function variancesThroughKey(tenant: TenantId): Key {
  return { pk: `${tenant}#PAYER-CONTRACTS`, sk: 'VARIANCES-THROUGH' };
}
