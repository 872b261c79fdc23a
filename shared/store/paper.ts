import type { Mailing, PaperBatch, PaperSettings } from '../domain/claim/paper-batch.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { paperSettingsKey, paperToMailIndex } from './keys/practice.ts';
import type { Item, Table, Write } from './table.ts';

/** Stores a printed batch. Until its first mailing is recorded it is on the list of those to be mailed. */
export function newPaperBatchWrite(tenant: TenantId, batch: PaperBatch): Write<never> {
  const index = monthIndex(tenant, 'PAPER-BATCH', batch.createdAt, batch.id);
  const document = { ...batch, ...paperToMailIndex(tenant, batch) };
  const item = entityItem(entityKey(tenant, 'PAPER-BATCH', batch.id), 'paper-batch', document, index);
  return { put: item, condition: { absent: true } };
}

export function paperBatchOfItem(item: Item): PaperBatch {
  const { mailed: _mailed, ...batch } = documentOfItem<PaperBatch & { readonly mailed?: number }>(item);
  return batch;
}

export async function readPaperBatch(table: Table, tenant: TenantId, id: string): Promise<PaperBatch | undefined> {
  const item = await table.get(entityKey(tenant, 'PAPER-BATCH', id));
  return item === undefined ? undefined : paperBatchOfItem(item);
}

/** Adds a mailing, if the batch is unchanged since it was read. */
export function paperMailedWrite(
  tenant: TenantId,
  { id, mailings = [] }: PaperBatch,
  mailing: Mailing,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    update: entityKey(tenant, 'PAPER-BATCH', id),
    set: { mailings: [...mailings, mailing], mailed: mailings.length + 1 },
    remove: ['g2pk', 'g2sk'],
    condition: mailings.length === 0 ? { without: ['mailed'] } : { equals: { mailed: mailings.length } },
    orElse: { kind: 'write-conflict' },
  };
}

/** The office's print settings: version 0 and no printer by default. */
export async function readPaperSettings(table: Table, tenant: TenantId): Promise<PaperSettings> {
  const item = await table.get(paperSettingsKey(tenant));
  return item === undefined ? { version: 0, printers: [] } : documentOfItem<PaperSettings>(item);
}

export function paperSettingsItem(tenant: TenantId, settings: PaperSettings): Item {
  return entityItem(paperSettingsKey(tenant), 'paper-settings', settings);
}
