import type { Adjustment } from '../domain/adjustment/adjustment.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { adjustmentIndex, claimAdjustmentsIndex } from './keys/adjustment.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

export function adjustmentOfItem(item: Item): Adjustment {
  return documentOfItem<Adjustment>(item);
}

export async function readAdjustment(table: Table, tenant: TenantId, id: string): Promise<Adjustment | undefined> {
  const item = await table.get(entityKey(tenant, 'ADJUSTMENT', id));
  return item === undefined ? undefined : adjustmentOfItem(item);
}

/** Writes an adjustment, or its next version, if nobody has written it since it was read. */
export function adjustmentWrite(tenant: TenantId, adjustment: Adjustment): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = adjustment;
  const document = { ...adjustment, ...claimAdjustmentsIndex(tenant, adjustment) };
  return {
    put: entityItem(entityKey(tenant, 'ADJUSTMENT', id), 'adjustment', document, adjustmentIndex(tenant, adjustment)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
