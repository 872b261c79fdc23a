import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { Refund } from '../../shared/domain/refund/refund.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import { type CsvCell, csvLine } from '../../shared/domain/text/csv.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem } from '../../shared/store/ledger.ts';
import { readRefund } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';

/* Actions on several refunds at once: checks that leave together, a report to a state. */

/** The refunds that a request names, in its order; fails when one does not exist or is named twice. */
export async function namedRefunds(
  table: Table,
  tenant: TenantId,
  refundIds: readonly string[],
): Promise<Result<Refund[], Failure>> {
  const read = await Promise.all(refundIds.map((id) => readRefund(table, tenant, id)));
  const errors: FieldError[] = refundIds.flatMap((id, index) => {
    if (refundIds.indexOf(id) < index) return [{ pointer: `/refundIds/${index}`, detail: 'named twice' }];
    return read[index] === undefined ? [{ pointer: `/refundIds/${index}`, detail: 'no such refund' }] : [];
  });
  if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
  return ok(read.filter((each) => each !== undefined));
}

/** The id of a refund’s entry in the API. */
export function entryIdOf(tenant: TenantId, entry: LedgerEntry): string {
  return wireEntryId(entryItem(tenant, entry.claimId, entry, entry.id));
}

/** Stores a CSV file with a header row. @returns where to read it */
export async function csvFile(files: Files, tenant: TenantId, rows: readonly (readonly CsvCell[])[]) {
  const bytes = Buffer.from(rows.map((row) => csvLine(row)).join(''));
  const sha256 = sha256Hex(bytes);
  const key = fileKey(tenant, 'document', `${sha256}.csv`);
  await files.put(key, bytes, 'text/csv; charset=utf-8');
  return signedFile(files, key, { sha256, sizeBytes: bytes.length });
}
