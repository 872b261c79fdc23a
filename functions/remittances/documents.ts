import { remittanceDocument } from '../../shared/document/remittance-document.ts';
import { textPages } from '../../shared/document/text-pages.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { shownRemittance } from '../../shared/x12/835/show-remittance.ts';
import type { RemittancesOperations } from './context.ts';
import { findPayment } from './payment-place.ts';

/** The limits of one document; larger remittances can be read with the `superbill` command. */
const claimLimit = 2000;
const byteLimit = 8_000_000;

const mediaTypes = { text: 'text/plain; charset=utf-8', pdf: 'application/pdf' } as const;

export const documentOperations: RemittancesOperations<'getRemittanceDocument'> = {
  getRemittanceDocument: async (request, deps) => {
    const { tenantId } = request.principal;
    const { format } = request.query;
    const place = await findPayment(tenantId, request.params.remittanceId, deps);
    if (place === undefined) return fail({ kind: 'not-found' });
    const { remittance, payment, objectKey } = place;
    const { range } = payment;
    if (payment.claims > claimLimit || range.byteLength > byteLimit) {
      return fail({ kind: 'remittance-too-large-to-lay-out' });
    }
    const raw = await deps.files.getRange(objectKey, range.byteOffset, range.byteLength);
    const shown = shownRemittance(raw, payment.delimiters, range.byteOffset, []);
    const document = remittanceDocument([shown]);
    const bytes = format === 'text' ? Buffer.from(textPages(document)) : await pdfOf(document);
    const sha256 = sha256Hex(bytes);
    // The key has its digest, so the same document again is the same file.
    const key = fileKey(tenantId, 'document', `${sha256}.${format === 'text' ? 'txt' : 'pdf'}`);
    await deps.files.put(key, bytes, mediaTypes[format]);
    return ok({
      body: await signedFile(deps.files, key, { sha256, sizeBytes: bytes.length }),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'remittance-document-read', entityId: remittance.id, facts: { format } },
    });
  },
};

/** The library is loaded when the first PDF is asked for. */
async function pdfOf(document: Parameters<typeof textPages>[0]): Promise<Uint8Array> {
  const { pdfPages } = await import('../../shared/document/pdf-pages.ts');
  return pdfPages(document);
}
