import type { Adjustment } from '../domain/adjustment/adjustment.ts';
import { isId, type TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem, readDocuments } from './entity-items.ts';
import { adjustmentIndex, claimAdjustmentsIndex } from './keys/adjustment.ts';
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

/**
 * The adjustments that a claim's entries have booked, also those reversed since. The entries name them: the index may
 * not show the latest one yet.
 */
export async function bookedAdjustments(
  table: Table,
  tenant: TenantId,
  entries: readonly Pick<LedgerEntry, 'legs'>[],
): Promise<Adjustment[]> {
  const named = entries.flatMap(({ legs }) => legs.flatMap(({ reference = '' }) => reference));
  const ids = [...new Set(named)].filter((reference) => isId('adjustment', reference));
  return [...(await readDocuments<Adjustment>(table, tenant, 'ADJUSTMENT', ids)).values()];
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
