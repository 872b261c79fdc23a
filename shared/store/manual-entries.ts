import type { TenantId } from '../domain/identity/ids.ts';
import type { ManualEntry } from '../domain/manual-entry/manual-entry.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { manualEntryIndex } from './keys/manual-entry.ts';
import type { Item, Table, Write } from './table.ts';

export function manualEntryOfItem(item: Item): ManualEntry {
  return documentOfItem<ManualEntry>(item);
}

export async function readManualEntry(table: Table, tenant: TenantId, id: string): Promise<ManualEntry | undefined> {
  const item = await table.get(entityKey(tenant, 'MANUAL-ENTRY', id));
  return item === undefined ? undefined : manualEntryOfItem(item);
}

/** Writes a manual entry, or its next version, if nobody has written it since it was read. */
export function manualEntryWrite(tenant: TenantId, entry: ManualEntry): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = entry;
  return {
    put: entityItem(entityKey(tenant, 'MANUAL-ENTRY', id), 'manual-entry', entry, manualEntryIndex(tenant, entry)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}
