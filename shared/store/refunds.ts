import type { TenantId } from '../domain/identity/ids.ts';
import type { Refund } from '../domain/refund/refund.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { refundIndex } from './keys/refund.ts';
import type { Item, Table, Write } from './table.ts';

export function refundOfItem(item: Item): Refund {
  return documentOfItem<Refund>(item);
}

export async function readRefund(table: Table, tenant: TenantId, id: string): Promise<Refund | undefined> {
  const item = await table.get(entityKey(tenant, 'REFUND', id));
  return item === undefined ? undefined : refundOfItem(item);
}

/** Writes a refund, or its next version, if nobody has written it since it was read. */
export function refundWrite(tenant: TenantId, refund: Refund): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = refund;
  return {
    put: entityItem(entityKey(tenant, 'REFUND', id), 'refund', refund, refundIndex(tenant, refund)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
