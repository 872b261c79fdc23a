import type { AttachmentRequest } from '../../shared/domain/attachment/attachment.ts';
import { wasSent } from '../../shared/domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { attachmentRequestIdOf, newAttachmentRequestWrite } from '../../shared/store/attachments.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { readDocumentRequests } from '../../shared/x12/276/plain-requests.ts';
import type { LoopFinding } from '../../shared/x12/loops/loop-finding.ts';
import type { AskDeps } from './context.ts';

/**
 * Puts payers' requests for documents on the work list. A request must be about a claim that we sent; a known request
 * stays as it is.
 */
export async function takeDocumentRequests(
  tenant: TenantId,
  bytes: Uint8Array,
  { table, now }: AskDeps,
): Promise<{ readonly taken: number; readonly unmatched: number; readonly findings: readonly LoopFinding[] }> {
  let [taken, unmatched] = [0, 0];
  const { requests, findings } = readDocumentRequests(bytes);
  const claimIds = [...new Set(requests.map((each) => claimIdOf(each)))];
  const read = await readBalances(table, tenant, claimIds);
  const balances = new Map(claimIds.map((claimId, index) => [claimId, read[index]]));
  for (const { patientControlNumber = '', ...asked } of requests) {
    const balance = balances.get(claimIdOf({ patientControlNumber }));
    if (balance === undefined || !isOfSent(patientControlNumber, balance)) {
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
  return { taken, unmatched, findings };
}

const claimIdOf = ({ patientControlNumber = '' }: { readonly patientControlNumber?: string }) =>
  claimIdOfControlNumber(patientControlNumber);

/**
 * Whether the claim has this number at its payers, and was sent to one. Claims of other systems are found by a digest,
 * which could collide.
 */
function isOfSent(number: string, { controlNumber, claimId, filings }: ClaimBalance): boolean {
  return number === (controlNumber ?? claimId) && filings.some(({ state }) => wasSent(state));
}
