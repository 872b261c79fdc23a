import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { otherDelivery } from '../../shared/store/deliveries.ts';
import { otherTarget } from '../../shared/store/delivery-targets.ts';
import { readInquiryFile } from '../../shared/store/inquiries.ts';
import { readPaperBatch } from '../../shared/store/paper.ts';
import type { Table } from '../../shared/store/table.ts';

/** Whether there is such a file, though nothing delivered it: questions to payers, and claims on paper. */
export async function isFileByHand(table: Table, tenant: TenantId, id: string): Promise<boolean> {
  if (isId('inquiryFile', id)) return (await readInquiryFile(table, tenant, id)) !== undefined;
  return isId('paperBatch', id) && (await readPaperBatch(table, tenant, id)) !== undefined;
}

/**
 * New deliveries of files that are not submissions, under the receiver's current terms: paper claims with their
 * manifest, inquiries, documents.
 */
export async function repeatedDeliveries(
  table: Table,
  tenant: TenantId,
  before: readonly Delivery[],
  order: { readonly at: string; readonly by: string; readonly reason: string },
): Promise<Result<readonly Delivery[], Failure>> {
  const [{ submissionId: id, receiverId = '' } = { submissionId: '' }] = before;
  const target = await otherTarget(table, tenant, { id, receiverId });
  if (target === undefined) return fail({ kind: 'partner-takes-no-files' });
  const firsts = before.filter((each, index) => before.findIndex(({ fileKey }) => fileKey === each.fileKey) === index);
  // Files that belong together have the same number in their names.
  const copy = Math.floor(before.length / firsts.length) + 1;
  return ok(
    firsts.map((each, index) =>
      otherDelivery({ ...each, id, receiverId }, target, { ...order, number: before.length + index + 1, copy }),
    ),
  );
}
