import { type Delivery, repeatedFileName } from '../../shared/domain/delivery/delivery.ts';
import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readPaperBatch } from '../../shared/store/paper.ts';
import type { Table } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';

/** A repetition: by whom, when and why. */
interface Repetition {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** Whether an id is that of claims on paper, whose pages go to a vendor as a submission's file goes to its receiver. */
export async function isPaperBatch(table: Table, tenant: TenantId, id: string): Promise<boolean> {
  return isId('paperBatch', id) && (await readPaperBatch(table, tenant, id)) !== undefined;
}

/** The deliveries that bring a batch's pages and their manifest to the vendor once more, by the vendor's terms of today. */
export async function repeatedPaper(
  table: Table,
  tenant: TenantId,
  before: readonly Delivery[],
  { at, by, reason }: Repetition,
): Promise<Result<readonly Delivery[], Failure>> {
  const batch = await readPaperBatch(table, tenant, before[0]?.submissionId ?? '');
  const payer = (await readDocuments<Payer>(table, tenant, 'PAYER', [batch?.payerId ?? ''])).get(batch?.payerId ?? '');
  const target = payer && (await readPartnerTerms(table, tenant, payer.receiver.id))?.delivery;
  if (target === undefined || target.kind === 'by-hand') return fail({ kind: 'partner-takes-no-files' });
  const firsts = before.filter((each, index) => before.findIndex(({ fileKey }) => fileKey === each.fileKey) === index);
  const isSftp = target.kind === 'sftp';
  return ok(
    firsts.map(({ fileName, fileKey, sha256, sizeBytes, submissionId }, index): Delivery => {
      const number = before.length + index + 1;
      return {
        ...{ number, submissionId, requestedAt: at, requestedBy: by, reason, method: target.kind },
        ...(isSftp ? { connectionId: target.connectionId } : {}),
        place: isSftp ? target.directory : target.folder,
        fileName: repeatedFileName(fileName, number),
        ...{ fileKey, sha256, sizeBytes, state: 'waiting', attempts: 0, nextAttemptAt: at },
      };
    }),
  );
}
