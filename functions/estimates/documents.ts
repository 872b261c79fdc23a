import type { Document } from '../../shared/document/document.ts';
import { estimateDocument } from '../../shared/document/estimate/estimate-document.ts';
import { textPages } from '../../shared/document/text-pages.ts';
import { accountIdOf } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Patient } from '../../shared/domain/practice/practice.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readEstimate, readFormerEstimate } from '../../shared/store/estimates.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EstimatesOperations } from './context.ts';

const mediaTypes = { text: 'text/plain; charset=utf-8', pdf: 'application/pdf' } as const;

export const documentOperations: EstimatesOperations<'getEstimateDocument'> = {
  getEstimateDocument: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { format, edition } = request.query;
    const current = await readEstimate(table, tenantId, request.params.estimateId);
    if (current === undefined) return fail({ kind: 'not-found' });
    const isCurrent = edition === undefined || edition === current.edition;
    const shown = isCurrent ? current : await readFormerEstimate(table, tenantId, current.id, edition);
    if (shown === undefined) return fail({ kind: 'not-found' });
    const language = request.query.language ?? (await languageOf(table, tenantId, current.patientId));
    const document = estimateDocument(current.id, shown, language);
    const bytes = format === 'text' ? Buffer.from(textPages(document)) : await pdfOf(document);
    const sha256 = sha256Hex(bytes);
    // The key has its digest, so the same estimate again is the same file.
    const key = fileKey(tenantId, 'document', `${sha256}.${format === 'text' ? 'txt' : 'pdf'}`);
    await files.put(key, bytes, mediaTypes[format]);
    return ok({
      body: await signedFile(files, key, { sha256, sizeBytes: bytes.length }),
      writes: [],
      audit: {
        action: 'estimate-document-read',
        entityId: current.id,
        facts: { patientId: current.patientId, edition: shown.edition },
      },
    });
  },
};

/** The library is loaded when the first PDF is asked for. */
async function pdfOf(document: Document): Promise<Uint8Array> {
  const { pdfPages } = await import('../../shared/document/pdf-pages.ts');
  return pdfPages(document);
}

/** The language in which the account’s guarantor wants to hear, where there are words in it. */
async function languageOf(table: Table, tenant: TenantId, patientId: string): Promise<'en' | 'es'> {
  const patient = (await readDocuments<Patient>(table, tenant, 'PATIENT', [patientId])).get(patientId);
  const account = patient && (await readAccount(table, tenant, accountIdOf(patient)));
  return account?.preferences.language === 'es' ? 'es' : 'en';
}
