import type { TenantId } from '../../domain/identity/ids.ts';
import { collection, type Key } from './table.ts';

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

/** The rates that a version of a contract brought; immutable. */
export function contractRatesKey(tenant: TenantId, contractId: string, version: number): Key {
  return { pk: collection(tenant, 'PAYER-CONTRACT', contractId), sk: `RATES#${String(version).padStart(9, '0')}` };
}
