import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact, DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { fileItem, type RemittanceFile } from './remittances.ts';
import type { Write } from './table.ts';

/** Takes a remittance file in, with the same change for the API and for connections. */
export interface ReceivedFile {
  readonly file: RemittanceFile;
  readonly writes: readonly Write<never>[];
  readonly audit: AuditFact;
  readonly due: readonly DueMessage[];
}

/** A file's id derives from its bytes: the same bytes are the same file. */
export function remittanceFileIdOf(tenant: TenantId, sha256: string): string {
  return idFromDigest('remittanceFile', digestOf('remittance-file', tenant, sha256));
}

/**
 * The writes that take in a file whose bytes are in the bucket: its item (the condition fails when these bytes are known), the audit item,
 * and the message that starts its import. They belong in one transaction.
 */
export function receivedFile(
  tenant: TenantId,
  { sha256, sizeBytes, name, entered }: Pick<RemittanceFile, 'sha256' | 'sizeBytes' | 'name' | 'entered'>,
  at: Instant,
): ReceivedFile {
  const id = remittanceFileIdOf(tenant, sha256);
  const by = { ...present({ name, entered }) };
  const file: RemittanceFile = { id, sha256, sizeBytes, receivedAt: at, ...by, state: 'received' };
  return {
    file,
    writes: [{ put: fileItem(tenant, file), condition: { absent: true } }],
    audit: { action: 'remittance-file-received', entityId: id, facts: { sizeBytes } },
    due: [importMessage(tenant, id, id)],
  };
}

/** Resumes an import whose message was lost. Work that is already done is recognised and not repeated. */
export function resumedFile(
  tenant: TenantId,
  { id }: RemittanceFile,
  at: Instant,
): Pick<ReceivedFile, 'audit' | 'due'> {
  return {
    audit: { action: 'remittance-file-resumed', entityId: id },
    due: [importMessage(tenant, id, `${id}-${at}`)],
  };
}

function importMessage(tenantId: TenantId, fileId: string, id: string): DueMessage {
  return { queue: 'import-remittance', id, body: { schemaVersion: 1, tenantId, fileId } };
}
