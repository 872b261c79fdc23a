import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { LockboxFile } from '../domain/lockbox/lockbox.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * Lockbox files. The ids of the resulting items derive from the file's id, so that they are made only once even if the
 * file arrives again.
 */

/** The id of a file, from its content: the same file has the same id. */
export function lockboxFileId(tenant: TenantId, sha256: string): string {
  return idFromDigest('lockboxFile', digestOf('lockbox-file', tenant, sha256));
}

/** The payment that an item of a file becomes. */
export function lockboxPaymentId(tenant: TenantId, fileId: string, batch: string, item: number): string {
  return idFromDigest('patientPayment', digestOf('lockbox-payment', tenant, fileId, batch, String(item)));
}

/** The deposit batch that a batch of a file becomes. */
export function lockboxBatchId(tenant: TenantId, fileId: string, batch: string): string {
  return idFromDigest('depositBatch', digestOf('lockbox-batch', tenant, fileId, batch));
}

/** The key of a file's bytes in the bucket. */
export function lockboxObjectName(sha256: string): string {
  return `${sha256}.lockbox`;
}

export function lockboxFileOfItem(item: Item): LockboxFile {
  return documentOfItem<LockboxFile>(item);
}

export async function readLockboxFile(table: Table, tenant: TenantId, id: string): Promise<LockboxFile | undefined> {
  const item = await table.get(entityKey(tenant, 'LOCKBOX-FILE', id));
  return item === undefined ? undefined : lockboxFileOfItem(item);
}

/** Stores a new file. */
export function newLockboxFileWrite(
  tenant: TenantId,
  file: LockboxFile,
): Write<{ readonly kind: 'write-conflict' }> & { readonly put: Item } {
  const index = monthIndex(tenant, 'LOCKBOX-FILE', file.receivedAt, file.id);
  return {
    put: entityItem(entityKey(tenant, 'LOCKBOX-FILE', file.id), 'lockbox-file', file, index),
    condition: { absent: true },
    orElse: { kind: 'write-conflict' },
  };
}

/** Records that all of a file is booked. */
export function lockboxDoneWrite(
  tenant: TenantId,
  id: string,
  unidentified: NonNullable<LockboxFile['unidentified']>,
): Write<never> {
  return {
    update: entityKey(tenant, 'LOCKBOX-FILE', id),
    set: { state: 'done', ...(unidentified.items === 0 ? {} : { unidentified }) },
    condition: { equals: { state: 'posting' } },
  };
}
