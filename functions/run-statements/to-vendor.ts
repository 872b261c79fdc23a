import type { PrintedFile, RunSlice, StatementRun } from '../../shared/domain/statement/statement-run.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { deliveryBegunWrites, otherDelivery } from '../../shared/store/deliveries.ts';
import { partnerTarget } from '../../shared/store/delivery-targets.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { runSliceOfItem, runSlices } from '../../shared/store/statements.ts';
import type { Write } from '../../shared/store/table.ts';
import type { StatementWork } from './context.ts';

/** Hands a slice's printed statements to the mailing vendor; nothing where the office prints them itself. */
export async function printedWrites(
  { table, tenant }: StatementWork,
  { id, requestedBy, settings: { printVendor } }: StatementRun,
  { number, printed }: RunSlice,
  at: Instant,
): Promise<Write[]> {
  if (printed === undefined || printVendor === undefined) return [];
  const target = await partnerTarget(table, tenant, printVendor);
  if (target === undefined) return [];
  const { statements: _statements, ...file } = printed;
  const about = { id, receiverId: printVendor, fileName: nameOf(id, number) };
  return deliveryBegunWrites(tenant, otherDelivery({ ...about, ...file }, target, { number, at, by: requestedBy }), at);
}

const nameOf = (runId: string, number: number): string => `${runId}-${String(number).padStart(6, '0')}.zip`;

/**
 * Hands the vendor the list of a run's files, once all of them are on their way: the number of statements and the
 * digest of each file.
 */
export async function manifestWrites(
  { table, tenant, files }: StatementWork,
  run: StatementRun,
  at: Instant,
): Promise<Write[]> {
  const { id, requestedBy, settings, slices, on } = run;
  const { printVendor } = settings;
  const target = printVendor === undefined ? undefined : await partnerTarget(table, tenant, printVendor);
  if (printVendor === undefined || target === undefined) return [];
  const all = (await table.queryAll(runSlices(tenant, id))).map(runSliceOfItem);
  const listed = all.flatMap(({ number, printed }) => (printed === undefined ? [] : [fileRow(id, number, printed)]));
  if (listed.length === 0) return [];
  const bytes = Buffer.from(`${JSON.stringify({ runId: id, on, files: listed }, undefined, 2)}\n`);
  const sha256 = sha256Hex(bytes);
  const manifest = { fileKey: fileKey(tenant, 'statement', `${sha256}.json`), sha256, sizeBytes: bytes.length };
  await files.put(manifest.fileKey, bytes, 'application/json');
  const about = { id, receiverId: printVendor, fileName: `${id}.json`, ...manifest };
  return deliveryBegunWrites(tenant, otherDelivery(about, target, { number: slices + 1, at, by: requestedBy }), at);
}

function fileRow(runId: string, number: number, { sha256, sizeBytes, statements }: PrintedFile) {
  return { name: nameOf(runId, number), sha256, sizeBytes, statements };
}
