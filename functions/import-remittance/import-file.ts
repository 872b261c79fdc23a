import { createHash } from 'node:crypto';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { RefusalReason } from '../../shared/domain/remittance/post/quarantine.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { receivedAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import {
  manifestBytes,
  type PlacedPayment,
  paymentsFrom,
  placeAfter,
  remittanceObjectName,
} from '../../shared/store/manifest.ts';
import { reportBytesRead } from '../../shared/store/named-in-report.ts';
import { bodyOfItem, finishFile, type RemittanceFile } from '../../shared/store/remittances.ts';
import { unfolded } from '../../shared/x12/unfold.ts';
import { admitPayments } from './admit-payments.ts';
import type { ImportDeps } from './context.ts';
import { isPayerReport } from './payer-report.ts';
import { type ScannedFile, scanFile } from './scan-file.ts';
import { createChunkSender } from './send-chunks.ts';

/**
 * One message admits at most this many payments; a new message continues with the rest, behind the work of other
 * offices.
 */
const paymentsPerMessage = 300;

/**
 * Imports one file: one streaming pass, the manifest, admission of each payment, then messages for its chunks. A
 * repeated message continues after a crash: the manifest that the file item names is the valid one, admission and
 * posting skip what is done, and a chunk's message may arrive any number of times. After some hundred payments, or when
 * time is short, a new message continues with the rest.
 */
export async function importFile(
  message: MessageOf<'import-remittance'>,
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const item = await deps.table.get(remittanceFileKey(tenant, message.fileId));
  invariant(item !== undefined, 'a file item precedes its message');
  const file = bodyOfItem<RemittanceFile>(item);
  if (file.state === 'done' || file.state === 'refused') return;
  const manifest = await manifestOf(tenant, file, deps);
  if (manifest === undefined) return;
  const chunks = createChunkSender({ tenant, fileId: file.id, manifestKey: manifest.key }, deps.queues);
  let admitted = 0;
  let fromByte = message.fromByte ?? 0;
  for await (const few of inFews(paymentsFrom(deps.files, manifest, fromByte))) {
    if (admitted >= paymentsPerMessage || (admitted > 0 && isTimeShort(delivery))) {
      await chunks.flush();
      await deps.queues.send('import-remittance', [{ ...message, fromByte }]);
      return;
    }
    const ids = await admitPayments(tenant, { ...file, manifest }, few, deps);
    for (const [index, id] of ids.entries()) if (id !== undefined) chunks.add(id, few[index] as PlacedPayment);
    admitted += few.length;
    fromByte = placeAfter(few.at(-1) as PlacedPayment);
  }
  await chunks.flush();
  await finishFile(deps.table, tenant, file.id);
}

/** At most this many payments are prepared at the same time: most of the time is spent waiting for reads. */
const paymentsAtOnce = 10;

async function* inFews(payments: AsyncIterable<PlacedPayment>): AsyncGenerator<PlacedPayment[]> {
  let few: PlacedPayment[] = [];
  for await (const placed of payments) {
    few.push(placed);
    if (few.length < paymentsAtOnce) continue;
    yield few;
    few = [];
  }
  if (few.length > 0) yield few;
}

type Manifest = NonNullable<RemittanceFile['manifest']>;

/**
 * The file's manifest: the one that its item names, or a new one from the streaming pass. Undefined: the file is
 * refused.
 */
async function manifestOf(tenant: TenantId, file: RemittanceFile, deps: ImportDeps): Promise<Manifest | undefined> {
  if (file.manifest !== undefined) return file.manifest;
  const object = fileKey(tenant, 'remittance', remittanceObjectName(file.sha256));
  const scanned = await scanFile(await deps.files.stream(object), deps.claimsPerChunk);
  const refusal = refusalOf(file, scanned);
  const isReport = refusal === 'file-unreadable' && (await mayBeReport(tenant, file, deps));
  if (refusal !== undefined && !isReport) {
    await settleFile(tenant, file, { state: 'refused', refusal, ...foundIn(scanned) }, deps);
    deps.logger.warn('remittance-file-refused', { tenantId: tenant, fileId: file.id, refusal });
    return undefined;
  }
  const { payments, acknowledgements } = scanned;
  const acknowledgementFileId =
    isReport || acknowledgements.length > 0 ? await handOver(tenant, file, scanned, deps) : undefined;
  const found = { ...foundIn(scanned), ...present({ acknowledgementFileId }) };
  if (payments.length === 0) {
    await settleFile(tenant, file, { state: 'done', payments: 0, paymentsDone: 0, ...found }, deps);
    return undefined;
  }
  const placed = scanned.isFolded ? await keepUnfolded(tenant, object, deps) : scanned;
  const bytes = manifestBytes(payments, placed.sizeBytes);
  const key = fileKey(tenant, 'manifest', `${sha256Hex(bytes)}.jsonl`);
  const manifest = { key, sizeBytes: bytes.length, fileSha256: placed.sha256 };
  await deps.files.put(key, bytes, 'application/jsonl');
  const claims = payments.reduce((sum, payment) => sum + payment.claims, 0);
  const testPayments = file.entered === undefined ? payments.filter(({ isTest }) => isTest).length : 0;
  const counts = { payments: payments.length, paymentsDone: 0, claims, testPayments };
  const picked = await settleFile(tenant, file, { state: 'posting', manifest, ...counts, ...found }, deps);
  return picked ? manifest : ((await manifestOfItem(tenant, file, deps)) ?? manifest);
}

/**
 * Acknowledgements in a remittance file, and acknowledgements or a payer's report instead of one, are applied like any others. The same bytes are
 * handed over once.
 * @returns the id of their file
 */
async function handOver(
  tenant: TenantId,
  { sha256, sizeBytes, name }: RemittanceFile,
  { acknowledgements }: ScannedFile,
  { table, now }: ImportDeps,
): Promise<string> {
  const at = now().toISOString();
  const object = fileKey(tenant, 'remittance', remittanceObjectName(sha256));
  const own = { sha256, sizeBytes, transactions: acknowledgements, object, ...present({ name }) };
  const received = receivedAcknowledgements(tenant, own, at);
  await table.transact([
    ...received.writes,
    workerAudit('import-remittance', tenant, at, received.audit),
    ...received.due.map((message) => dueWrite(at, message)),
  ]);
  return received.file.id;
}

/** Whether the file is kept as a payer's report, because its text mentions something that was sent. */
async function mayBeReport(
  tenant: TenantId,
  { sha256, sizeBytes }: RemittanceFile,
  { table, files }: ImportDeps,
): Promise<boolean> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(sha256));
  const length = Math.min(sizeBytes, reportBytesRead);
  return length > 0 && (await isPayerReport(table, tenant, await files.getRange(object, 0, length)));
}

/** Keeps a copy of a folded file without line ends. All later reads are from this copy. */
async function keepUnfolded(tenant: TenantId, object: string, { files }: ImportDeps) {
  const digest = createHash('sha256');
  let sizeBytes = 0;
  for await (const bytes of unfolded(await files.stream(object))) {
    digest.update(bytes);
    sizeBytes += bytes.length;
  }
  const sha256 = digest.digest('hex');
  const key = fileKey(tenant, 'remittance', remittanceObjectName(sha256));
  const content = async function* () {
    yield* unfolded(await files.stream(object));
  };
  await files.putFrom({ key, sha256Hex: sha256, sizeBytes, content }, 'text/plain');
  return { sha256, sizeBytes };
}

function refusalOf(file: RemittanceFile, scanned: ScannedFile): RefusalReason | undefined {
  if (scanned.sha256 !== file.sha256) return 'content-differs';
  if (scanned.payments.length > 0 || scanned.acknowledgements.length > 0) return undefined;
  return scanned.otherTypes.length > 0 ? 'no-remittance' : 'file-unreadable';
}

function foundIn(scanned: ScannedFile): Pick<RemittanceFile, 'findings'> {
  const stopped = scanned.stopped;
  const last = stopped ? [{ code: stopped.code, message: stopped.message, byteOffset: stopped.byteOffset }] : [];
  return { findings: [...scanned.findings, ...last].slice(0, 100) };
}

/** Moves the file from `received` to the next state, once: a second worker finds that another was first. */
async function settleFile(
  tenant: TenantId,
  file: RemittanceFile,
  set: Partial<RemittanceFile> & { readonly state: 'posting' | 'refused' | 'done' },
  { table, now }: ImportDeps,
): Promise<boolean> {
  const written = await table.transact([
    { update: remittanceFileKey(tenant, file.id), set: { ...set }, condition: { equals: { state: 'received' } } },
    workerAudit('import-remittance', tenant, now().toISOString(), {
      action: set.state === 'refused' ? 'remittance-file-refused' : 'remittance-file-planned',
      entityId: file.id,
    }),
  ]);
  return written.ok;
}

async function manifestOfItem(
  tenant: TenantId,
  file: RemittanceFile,
  { table }: ImportDeps,
): Promise<Manifest | undefined> {
  const item = await table.get(remittanceFileKey(tenant, file.id));
  return item === undefined ? undefined : bodyOfItem<RemittanceFile>(item).manifest;
}
