import { contentFault } from '../../shared/domain/encounter/document-content.ts';
import type { AttachedDocument } from '../../shared/domain/encounter/documentation.ts';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { signedFile, signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { documentWrite, readAttachedDocument, readAttachedDocuments } from '../../shared/store/documentation.ts';
import { readEncounter } from '../../shared/store/encounters.ts';
import { fileKey } from '../../shared/store/files.ts';
import type { DocumentView } from './api.ts';
import type { CodeEntryOperations } from './context.ts';
import { documentedWrites, documentsPerEncounter } from './documentation.ts';

const viewOf = (document: AttachedDocument): DocumentView => document as DocumentView;

/**
 * A document's bytes are stored under their digest: the same bytes are one file, whatever encounters they belong to.
 */
const objectKey = (tenant: TenantId, sha256: string): string => fileKey(tenant, 'attachment', sha256);

export const attachedDocumentOperations: CodeEntryOperations<
  | 'createDocumentUpload'
  | 'attachDocument'
  | 'listAttachedDocuments'
  | 'getAttachedDocument'
  | 'getAttachedDocumentContent'
> = {
  createDocumentUpload: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const encounter = await readEncounter(table, tenantId, request.params.encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const key = objectKey(tenantId, request.body.sha256);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  /** Attaches an upload after its bytes have been checked: a file that claims to be a PDF must be one. */
  attachDocument: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId } = request.params;
    const { sha256, mediaType } = request.body;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const known = await readAttachedDocuments(table, tenantId, encounterId);
    if (known.length >= documentsPerEncounter) return fail({ kind: 'documents-too-many' });
    const key = objectKey(tenantId, sha256);
    const sizeBytes = await files.head(key);
    if (sizeBytes === undefined || sizeBytes > largestFileBytes.document) return fail({ kind: 'file-not-uploaded' });
    const fault = contentFault(mediaType, await files.get(key));
    if (fault !== undefined) return fail({ kind: fault });
    const id = request.newId('document');
    const document = { ...request.body, id, encounterId, sizeBytes, at: request.at, by: subject } as AttachedDocument;
    return ok({
      body: viewOf(document),
      writes: [documentWrite(tenantId, document), ...(await documentedWrites(table, tenantId, encounter, request.at))],
      audit: { action: 'document-attached', entityId: encounterId, facts: { documentId: id, sizeBytes } },
    });
  },

  listAttachedDocuments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const items = (await readAttachedDocuments(table, tenantId, encounterId)).map(viewOf);
    const audit = { action: 'documentation-read', entityId: encounter.patientId, facts: { encounterId } } as const;
    return ok({ body: { items }, writes: [], audit });
  },

  getAttachedDocument: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { encounterId, documentId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    const document = await readAttachedDocument(table, tenantId, encounterId, documentId);
    if (encounter === undefined || document === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'documentation-read', entityId: encounter.patientId, facts: { encounterId } } as const;
    return ok({ body: viewOf(document), writes: [], audit });
  },

  getAttachedDocumentContent: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { encounterId, documentId } = request.params;
    const encounter = await readEncounter(table, tenantId, encounterId);
    const document = await readAttachedDocument(table, tenantId, encounterId, documentId);
    if (encounter === undefined || document === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await signedFile(files, objectKey(tenantId, document.sha256), document),
      writes: [],
      // Reads of patients' data are audited.
      audit: { action: 'document-read', entityId: encounter.patientId, facts: { encounterId, documentId } },
    });
  },
};
