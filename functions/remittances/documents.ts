import { remittanceDocument } from '../../shared/document/remittance-document.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { keptDocument } from '../../shared/runtime/api/kept-document.ts';
import { shownRemittance } from '../../shared/x12/835/show-remittance.ts';
import type { RemittancesOperations } from './context.ts';
import { findPayment } from './payment-place.ts';

/** The limits of one document; larger remittances can be read with the `superbill` command. */
const claimLimit = 2000;
const byteLimit = 8_000_000;

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
    return ok({
      body: await keptDocument({ files: deps.files, tenant: tenantId }, document, format),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'remittance-document-read', entityId: remittance.id, facts: { format } },
    });
  },
};
