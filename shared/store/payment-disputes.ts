import type { PaymentDispute } from '../domain/contract/dispute.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function disputeOfItem(item: Item): PaymentDispute {
  return documentOfItem<PaymentDispute>(item);
}

export async function readPaymentDispute(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<PaymentDispute | undefined> {
  const item = await table.get(entityKey(tenant, 'PAYMENT-DISPUTE', id));
  return item === undefined ? undefined : disputeOfItem(item);
}

/** Writes a dispute, or its next version, if nobody has written it since it was read. */
export function paymentDisputeWrite(
  tenant: TenantId,
  dispute: PaymentDispute,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, createdAt } = dispute;
  const index = monthIndex(tenant, 'PAYMENT-DISPUTE', createdAt, id);
  return {
    put: entityItem(entityKey(tenant, 'PAYMENT-DISPUTE', id), 'payment-dispute', dispute, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}
