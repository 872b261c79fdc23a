import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { namedIn } from '../../shared/store/named-in-report.ts';
import type { Table } from '../../shared/store/table.ts';
import { openFileSorter } from '../../shared/x12/file-sort.ts';

/**
 * Whether the beginning of a file is a payer's report in a form of its own: a text that mentions something that was
 * sent. A text with pieces of X12 is none: it may be a remittance that lost its envelope.
 */
export async function isPayerReport(table: Table, tenant: TenantId, beginning: Uint8Array): Promise<boolean> {
  const sorter = openFileSorter();
  sorter.push(beginning);
  const { kind, isText } = sorter.finish();
  const text = Buffer.from(beginning).toString('latin1');
  if (kind !== 'no-x12' || !isText || /\b(?:ST|BPR|TRN|CLP|SVC|AK1|STC)[^\w\s]/.test(text)) return false;
  const { submissionIds, claimIds } = await namedIn(table, tenant, text);
  return submissionIds.length > 0 || claimIds.length > 0;
}
