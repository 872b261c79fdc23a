import type { AttachmentRequest } from '../../shared/domain/attachment/attachment.ts';
import { parseClaimId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { attachmentRequestIdOf, newAttachmentRequestWrite } from '../../shared/store/attachments.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readDocumentRequests } from '../../shared/x12/276/plain-requests.ts';
import type { AskDeps } from './context.ts';

/** Puts payers' requests for documents on the work list. A request is of a claim that we sent; one that is there already stays as it is. */
export async function takeDocumentRequests(
  tenant: TenantId,
  bytes: Uint8Array,
  { table, now }: AskDeps,
): Promise<{ readonly taken: number; readonly unmatched: number }> {
  let [taken, unmatched] = [0, 0];
  for (const { patientControlNumber = '', ...asked } of readDocumentRequests(bytes).requests) {
    const claimId = parseClaimId(patientControlNumber);
    const [balance] = claimId.ok ? await readBalances(table, tenant, [claimId.value]) : [];
    if (balance === undefined) {
      unmatched += 1;
      continue;
    }
    const at = now().toISOString();
    const { trace, wanted, payerName, payerClaimNumber, dueOn } = asked;
    const request: AttachmentRequest = {
      ...{ id: attachmentRequestIdOf(tenant, balance.claimId, trace), claimId: balance.claimId, trace, wanted },
      ...{ receivedAt: at, state: 'open', ...present({ payerName, payerClaimNumber, dueOn }) },
    };
    const audit = workerAudit('ask-payers', tenant, at, { action: 'attachment-requested', entityId: balance.claimId });
    const written = await table.transact([newAttachmentRequestWrite(tenant, request), audit]);
    if (written.ok) taken += 1;
  }
  return { taken, unmatched };
}
