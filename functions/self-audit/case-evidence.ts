import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EvidenceNamed } from '../../shared/domain/self-audit/audit-case.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { documentKey, noteKey } from '../../shared/store/keys/documentation.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Key } from '../../shared/store/keys/table.ts';

/** The key of the record that is evidence for a case. */
export function evidenceKey(tenant: TenantId, named: EvidenceNamed): Key {
  const { encounterId = '', documentId, noteId, claimId, correspondenceId, receivedDocumentId = '' } = named;
  if (documentId !== undefined) return documentKey(tenant, encounterId, documentId);
  if (noteId !== undefined) return noteKey(tenant, encounterId, noteId);
  if (claimId !== undefined) return claimBalanceKey(tenant, claimId);
  if (correspondenceId !== undefined) return entityKey(tenant, 'CORRESPONDENCE', correspondenceId);
  return entityKey(tenant, 'RECEIVED-DOCUMENT', receivedDocumentId);
}
