import { createHash } from 'node:crypto';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { RefusalReason } from '../../shared/domain/remittance/post/quarantine.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, goingOn, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { fileKey } from '../../shared/store/files.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import {
  type Manifest,
  type ManifestPayment,
  manifestBytes,
  parseManifest,
  remittanceObjectName,
} from '../../shared/store/manifest.ts';
import { bodyOfItem, finishFile, type RemittanceFile } from '../../shared/store/remittances.ts';
import { admitPayment } from './admit-payment.ts';
import type { ImportDeps } from './context.ts';
import { manifestOf, type ScannedFile, scanFile } from './scan-file.ts';

/**
 * Imports one file: one streaming pass, the manifest, admission of each payment, then a message a chunk. A crash anywhere is
 * mended by the message coming again: the manifest that the file item names is the one that counts, admission and posting find
 * their own traces, and a chunk's message may arrive any number of times. When time is short the rest is left to a new message.
 */
export async function importFile(
  message: MessageOf<'import-remittance'>,
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const progress = { fromPayment: message.fromPayment ?? 0 };
  const rest = () => ({ ...message, ...progress });
  await goingOn('import-remittance', rest, deps.queues, () => importOnce(message, progress, delivery, deps));
}

async function importOnce(
  message: MessageOf<'import-remittance'>,
  progress: { fromPayment: number },
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const item = await deps.table.get(remittanceFileKey(tenant, message.fileId));
  invariant(item !== undefined, 'a file item precedes its message');
  const file = bodyOfItem<RemittanceFile>(item);
  if (file.state === 'done' || file.state === 'refused') return;
  const plan = await planOf(tenant, file, deps);
  if (plan === undefined) return;
  for (const payment of plan.manifest.payments.slice(progress.fromPayment)) {
    stopInTime(delivery);
    const admitted = await admitPayment(tenant, file, payment, deps);
    if (admitted !== undefined) {
      await sendChunks({ tenant, fileId: file.id, remittanceId: admitted }, plan.manifestKey, payment, deps);
    }
    progress.fromPayment += 1;
  }
  await finishFile(deps.table, tenant, file.id);
}

/** Sends a message for each chunk of an admitted payment. Sending one twice does no harm: a chunk is posted once. */
export async function sendChunks(
  {
    tenant,
    fileId,
    remittanceId,
  }: { readonly tenant: TenantId; readonly fileId: string; readonly remittanceId: string },
  manifestKey: string,
  payment: ManifestPayment,
  { queues }: ImportDeps,
): Promise<void> {
  const bodies = payment.chunks.map((_, chunk) => ({
    schemaVersion: 1,
    tenantId: tenant,
    fileId,
    remittanceId,
    manifestKey,
    chunk,
  }));
  await queues.send('post-remittance', bodies);
}

interface Plan {
  readonly manifestKey: string;
  readonly manifest: Manifest;
}

/** The file's manifest: the one that its item names, or a new one from the streaming pass. Undefined: the file is refused. */
async function planOf(tenant: TenantId, file: RemittanceFile, deps: ImportDeps): Promise<Plan | undefined> {
  if (file.manifestKey !== undefined) return readPlan(file.manifestKey, deps);
  const object = fileKey(tenant, 'remittance', remittanceObjectName(file.sha256));
  const scanned = await scanFile(await deps.files.stream(object), deps.claimsPerChunk);
  const refusal = refusalOf(file, scanned);
  if (refusal !== undefined) {
    await settleFile(tenant, file, { state: 'refused', refusal, ...foundIn(scanned) }, deps);
    deps.logger.warn('remittance-file-refused', { tenantId: tenant, fileId: file.id, refusal });
    return undefined;
  }
  const manifest = manifestOf(file.id, scanned);
  const bytes = manifestBytes(manifest);
  const manifestKey = fileKey(tenant, 'manifest', `${createHash('sha256').update(bytes).digest('hex')}.json`);
  await deps.files.put(manifestKey, bytes, 'application/json');
  const claims = manifest.payments.reduce((sum, payment) => sum + payment.claims, 0);
  const picked = await settleFile(
    tenant,
    file,
    { state: 'posting', manifestKey, payments: manifest.payments.length, paymentsDone: 0, claims, ...foundIn(scanned) },
    deps,
  );
  return picked ? { manifestKey, manifest } : readPlan((await manifestKeyOf(tenant, file, deps)) ?? manifestKey, deps);
}

async function readPlan(manifestKey: string, deps: ImportDeps): Promise<Plan> {
  return { manifestKey, manifest: parseManifest(await deps.files.get(manifestKey)) };
}

function refusalOf(file: RemittanceFile, scanned: ScannedFile): RefusalReason | undefined {
  if (scanned.sha256 !== file.sha256) return 'content-differs';
  if (scanned.payments.length > 0) return undefined;
  return scanned.otherTypes.length > 0 ? 'no-remittance' : 'file-unreadable';
}

function foundIn(scanned: ScannedFile): Pick<RemittanceFile, 'findings'> {
  const stopped = scanned.stopped;
  const last = stopped ? [{ code: stopped.code, message: stopped.message, byteOffset: stopped.byteOffset }] : [];
  return { findings: [...scanned.findings, ...last].slice(0, 100) };
}

/** Moves the file on from `received`, once: a second worker finds that another was first. */
async function settleFile(
  tenant: TenantId,
  file: RemittanceFile,
  set: Partial<RemittanceFile> & { readonly state: 'posting' | 'refused' },
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

async function manifestKeyOf(
  tenant: TenantId,
  file: RemittanceFile,
  { table }: ImportDeps,
): Promise<string | undefined> {
  const item = await table.get(remittanceFileKey(tenant, file.id));
  return item?.manifestKey as string | undefined;
}
