import type { CorrespondenceFile } from '../domain/correspondence/correspondence.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { documentExtensions, type ReceivedDocument } from '../domain/received-document/received-document.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { fileKey } from './files.ts';
import { entityKey } from './keys/entity.ts';
import { receivedDocumentIndex } from './keys/task.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

export function receivedDocumentIdOf(tenant: TenantId, sha256: string): string {
  return idFromDigest('receivedDocument', digestOf('received-document', tenant, sha256));
}

/** The key of the bytes of a letter or a fax, whether received or written. */
export function correspondenceFileKey(tenant: TenantId, { sha256, mediaType }: CorrespondenceFile): string {
  return fileKey(tenant, 'document', `${sha256}.${documentExtensions[mediaType]}`);
}

export function receivedDocumentOfItem(item: Item): ReceivedDocument {
  return documentOfItem<ReceivedDocument>(item);
}

export async function readReceivedDocument(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<ReceivedDocument | undefined> {
  const item = await table.get(entityKey(tenant, 'RECEIVED-DOCUMENT', id));
  return item === undefined ? undefined : receivedDocumentOfItem(item);
}

/** Writes a document, or its next version, if nobody has written it since it was read. */
export function receivedDocumentWrite(
  tenant: TenantId,
  document: ReceivedDocument,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = document;
  const key = entityKey(tenant, 'RECEIVED-DOCUMENT', id);
  return {
    put: entityItem(key, 'received-document', document, receivedDocumentIndex(tenant, document)),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/** The writes that take in a document, uploaded or received over a connection. */
export function receivedDocument(
  tenant: TenantId,
  own: Pick<ReceivedDocument, 'channel' | 'file' | 'from' | 'name'>,
  at: Instant,
): {
  readonly document: ReceivedDocument;
  readonly writes: readonly Write<{ readonly kind: 'version-changed' }>[];
  readonly audit: AuditFact;
} {
  const id = receivedDocumentIdOf(tenant, own.file.sha256);
  const document: ReceivedDocument = { id, version: 1, state: 'waiting', receivedAt: at, ...own };
  const audit = {
    action: 'received-document-registered',
    entityId: id,
    facts: { sizeBytes: own.file.sizeBytes },
  } as const;
  return { document, writes: [receivedDocumentWrite(tenant, document)], audit };
}
