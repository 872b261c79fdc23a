import type { Adjustment } from '../domain/adjustment/adjustment.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { adjustmentIndex, claimAdjustmentsIndex, claimAdjustmentsPartition } from './keys/adjustment.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * The message that gives prompt-pay discounts or takes them back, after a payment was applied to claims or taken off
 * them.
 */
export function discountMessage(
  tenant: TenantId,
  paid: {
    readonly paymentId: string;
    readonly version: number;
    readonly claims: readonly { readonly claimId: string; readonly isBack: boolean }[];
  },
): DueMessage {
  const id = `discounts-${paid.paymentId}-${paid.version}`;
  return { queue: 'give-up-by-rule', id, body: { schemaVersion: 1, tenantId: tenant, work: 'discounts', ...paid } };
}

/** Every adjustment of a claim. */
export async function adjustmentsOfClaim(table: Table, tenant: TenantId, claimId: string): Promise<Adjustment[]> {
  const rows = await table.queryAll({ partition: claimAdjustmentsPartition(tenant, claimId), index: 'second' });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [adjustmentOfItem(item)]));
}

export function adjustmentOfItem(item: Item): Adjustment {
  return documentOfItem<Adjustment>(item);
}

export async function readAdjustment(table: Table, tenant: TenantId, id: string): Promise<Adjustment | undefined> {
  const item = await table.get(entityKey(tenant, 'ADJUSTMENT', id));
  return item === undefined ? undefined : adjustmentOfItem(item);
}

/** Writes an adjustment, or its next version, if it is unchanged since it was read. */
export function adjustmentWrite(tenant: TenantId, adjustment: Adjustment): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = adjustment;
  const document = { ...adjustment, ...claimAdjustmentsIndex(tenant, adjustment) };
  return {
    put: entityItem(entityKey(tenant, 'ADJUSTMENT', id), 'adjustment', document, adjustmentIndex(tenant, adjustment)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
