import type { Journal } from '../domain/books/journal.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { fileKey } from './files.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/** Journals for accounting packages. */

function journalItem(tenant: TenantId, journal: Journal): Item {
  const index = monthIndex(tenant, 'JOURNAL', journal.requestedAt, journal.id);
  return entityItem(entityKey(tenant, 'JOURNAL', journal.id), 'journal', journal, index);
}

export function journalOfItem(item: Item): Journal {
  return documentOfItem<Journal>(item);
}

export async function readJournal(table: Table, tenant: TenantId, id: string): Promise<Journal | undefined> {
  const item = await table.get(entityKey(tenant, 'JOURNAL', id));
  return item === undefined ? undefined : journalOfItem(item);
}

/** Writes a new journal, or updates one that is unchanged since it was read. */
export function journalWrite(
  tenant: TenantId,
  before: Journal | undefined,
  after: Journal,
): Write<{ kind: 'write-conflict' }> {
  return {
    put: journalItem(tenant, after),
    condition: before === undefined ? { absent: true } : { equals: { state: before.state, nextDay: before.nextDay } },
    orElse: { kind: 'write-conflict' },
  };
}

/** The message that continues a journal. */
export function journalMessage(tenantId: TenantId, journalId: string): DueMessage {
  return { queue: 'keep-books', id: journalId, body: { schemaVersion: 1, tenantId, work: 'journal', journalId } };
}

/** Where a file of a journal is stored. */
export function journalFileKey(tenant: TenantId, sha256: string): string {
  return fileKey(tenant, 'document', `${sha256}.csv`);
}
