import type { TenantId } from '../../domain/identity/ids.ts';
import { monthPartition, type Requested } from './entity.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Refunds that need work, by state; the others by the month of their request. */
export function refundIndex(tenant: TenantId, { id, state, requested }: Requested): IndexKey {
  const isOver = state === 'cleared' || state === 'declined' || state === 'remitted';
  const g1pk = isOver ? endedRefundsPartition(tenant, requested.at.slice(0, 7)) : openRefundsPartition(tenant, state);
  return { g1pk, g1sk: `${requested.at}#${id}` };
}

export function openRefundsPartition(tenant: TenantId, state: string): string {
  return `${tenant}#OPEN-REFUNDS#${state}`;
}

/** `month` is `YYYY-MM`. */
export function endedRefundsPartition(tenant: TenantId, month: string): string {
  return monthPartition(tenant, 'REFUND', month);
}

/** Records that a legal entity has written a check with a number, which happens once. */
export function refundCheckKey(tenant: TenantId, entityId: string, checkNumber: string): Key {
  return { pk: collection(tenant, 'REFUND-CHECKS', entityId), sk: checkNumber };
}

/** How much of a remittance's credit for checks was acknowledged, with the remittance. */
export function acknowledgedChecksKey(tenant: TenantId, remittanceId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: 'ACKNOWLEDGED-CHECKS' };
}
