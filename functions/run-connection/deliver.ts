import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { Connection, SftpOrigin } from '../../shared/domain/connection/connection.ts';
import { needsPerson } from '../../shared/domain/connection/failures.ts';
import {
  attemptsAtMost,
  backoffMilliseconds,
  type Delivery,
  type DeliveryFailure,
  failuresUntold,
  faultsAtMost,
  heldMilliseconds,
} from '../../shared/domain/delivery/delivery.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { faultOf } from '../../shared/domain/logger.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import { auditWrite, dueWrite } from '../../shared/store/change.ts';
import { readConnection } from '../../shared/store/connections.ts';
import {
  deliveryExceptionWrites,
  deliveryMessage,
  deliveryResolvedWrites,
  deliveryWrite,
  expectationWrites,
  readDelivery,
} from '../../shared/store/deliveries.ts';
import { type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Write } from '../../shared/store/table.ts';
import { isAnsweredSince } from './answered-since.ts';
import { DeliveryFailed, type Outbox } from './outbox.ts';
import { SourceFailed } from './source.ts';

export interface DeliverDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  /** @throws SourceFailed when the secret is missing or malformed */
  openOutbox(tenant: TenantId, origin: SftpOrigin, directory: string): Promise<Outbox>;
}

export type DeliveryOrder = Extract<MessageOf<'run-connection'>, { readonly work: 'deliver' }>;

/** Longer than the function's timeout, so that no attempt outlives its lease. */
const leaseMilliseconds = 16 * 60_000;

/** The result of an attempt: the receiver has the file, or that is uncertain. */
type Outcome =
  | { readonly kind: 'sent'; readonly answer: string; readonly host?: string }
  | { readonly kind: 'uncertain' };

/**
 * Makes the next attempt to deliver a file. The file is written under a temporary name that the receiver ignores, and
 * then renamed. Only the rename can deliver it, and the delivery records the rename beforehand. So an attempt that dies
 * is never repeated blindly: a file that was not renamed yet is written again; one that may have been renamed is looked
 * for, and if it is gone, a person asks the receiver.
 */
export async function deliver(message: DeliveryOrder, deps: DeliverDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const found = await readDelivery(deps.table, tenant, message.submissionId, message.delivery);
  if (found === undefined || isSettled(found)) return;
  const now = deps.now();
  // Another attempt is in progress. When its lease ends, another message checks again.
  if ((found.leaseUntil ?? '') > now.toISOString()) return;
  // It is too early: the next attempt is planned, and has a message of its own.
  if (found.leaseUntil === undefined && (found.nextAttemptAt ?? '') > now.toISOString()) return;
  if (isRepeatThatWaits(found) && (await isAnsweredSince(tenant, found, deps.table))) return drop(tenant, found, deps);
  if (await isOff(tenant, found, deps)) return hold(tenant, found, deps);
  // Every attempt ended without a result, and no more are allowed.
  if (found.attempts >= attemptsAtMost) return failed(tenant, found, 'delivery-broken', deps);
  const leaseUntil = new Date(now.getTime() + leaseMilliseconds).toISOString();
  const begun: Delivery = {
    ...found,
    state: found.state === 'placing' ? 'placing' : 'sending',
    attempts: found.attempts + 1,
    leaseUntil,
  };
  const taken = await deps.table.transact([
    deliveryWrite(tenant, found, begun),
    dueWrite(now.toISOString(), deliveryMessage(tenant, begun, leaseUntil)),
  ]);
  if (!taken.ok) return;
  try {
    await settle(tenant, begun, deps);
  } catch (error) {
    const isKnown = error instanceof SourceFailed || error instanceof DeliveryFailed;
    if (!isKnown) deps.logger.error('delivery-broken', { submissionId: begun.submissionId, ...faultOf(error) });
    await failed(tenant, begun, isKnown ? error.code : 'delivery-broken', deps);
  }
}

/** Whether a person asked for the file to be sent again, with a reason, and no byte of this copy has left yet. */
function isRepeatThatWaits({ reason, state }: Delivery): boolean {
  return reason !== undefined && (state === 'waiting' || state === 'held');
}

/** The receiver has answered, so it has the file: a copy would only be a duplicate. */
async function drop(tenant: TenantId, found: Delivery, { table, now }: DeliverDeps): Promise<void> {
  const at = now().toISOString();
  const { leaseUntil: _lease, nextAttemptAt: _next, ...rest } = found;
  const after: Delivery = { ...rest, state: 'failed', lastFailure: 'answered-meanwhile' };
  await table.transact([
    deliveryWrite(tenant, found, after),
    ...(await deliveryResolvedWrites(table, tenant, after, at)),
    audit(tenant, after, 'delivery-dropped', at),
  ]);
}

function isSettled({ state }: Delivery): boolean {
  return state === 'sent' || state === 'failed' || state === 'uncertain';
}

async function settle(tenant: TenantId, begun: Delivery, deps: DeliverDeps): Promise<void> {
  const placing: Delivery = { ...begun, state: 'placing' };
  const note = async () => {
    if (begun.state === 'placing') return;
    const noted = await deps.table.transact([deliveryWrite(tenant, begun, placing)]);
    if (!noted.ok) throw new Error('another attempt has this delivery');
  };
  const outcome = await (begun.method === 's3-drop' ? dropped : sent)(tenant, begun, note, deps);
  const at = deps.now().toISOString();
  const { leaseUntil: _lease, nextAttemptAt: _next, lastFailure: _failure, ...rest } = placing;
  if (outcome.kind === 'uncertain') {
    const after: Delivery = { ...rest, state: 'uncertain' };
    const writes = [
      deliveryWrite(tenant, placing, after),
      ...(await deliveryExceptionWrites(deps.table, tenant, after, at)),
    ];
    await deps.table.transact([...writes, audit(tenant, after, 'delivery-failed', at)]);
    return;
  }
  const { kind: _kind, ...proof } = outcome;
  const after: Delivery = { ...rest, state: 'sent', sentAt: at, ...proof };
  const submission = await readSubmission(deps.table, tenant, after.submissionId);
  const written = await deps.table.transact([
    deliveryWrite(tenant, placing, after),
    ...(submission === undefined ? [] : expectationWrites(tenant, submission, at)),
    ...(await deliveryResolvedWrites(deps.table, tenant, after, at)),
    audit(tenant, after, 'delivery-completed', at),
  ]);
  if (!written.ok) throw new Error('another attempt has this delivery');
  deps.logger.info('delivery-completed', {
    tenantId: tenant,
    submissionId: after.submissionId,
    attempts: after.attempts,
  });
}

/**
 * Delivers into a folder of the bucket. A receiver may have taken the file before an interruption, so a missing file is
 * not written again: a person asks.
 */
async function dropped(
  tenant: TenantId,
  delivery: Delivery,
  note: () => Promise<void>,
  { files, table }: DeliverDeps,
): Promise<Outcome> {
  const { place, fileName, fileKey: from, sizeBytes } = delivery;
  const key = `${fileKey(tenant, 'outbox', place)}/${fileName}`;
  if (delivery.state === 'placing') {
    const isThereNow = (await files.head(key)) === sizeBytes;
    return isThereNow ? { kind: 'sent', answer: 'found there after a break' } : { kind: 'uncertain' };
  }
  const bytes = await files.get(from);
  await note();
  try {
    await files.put(key, bytes, contentTypeOf(fileName));
  } catch (error) {
    // A file that the bucket refused is not there: the next attempt may write it.
    if (wasRefused(error)) await table.transact([deliveryWrite(tenant, { ...delivery, state: 'placing' }, delivery)]);
    throw error;
  }
  return { kind: 'sent', answer: 'the file is in the folder' };
}

/** Whether the bucket answered that it did not take the file; without an answer this is unknown. */
function wasRefused(error: unknown): boolean {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return ($metadata?.httpStatusCode ?? 0) >= 400;
}

/** Paper claims are pages with a manifest, reports are pages or tables; everything else is X12. */
function contentTypeOf(fileName: string): string {
  if (fileName.endsWith('.pdf')) return 'application/pdf';
  if (fileName.endsWith('.csv')) return 'text/csv; charset=utf-8';
  return fileName.endsWith('.json') ? 'application/json' : 'application/edi-x12';
}

async function sent(
  tenant: TenantId,
  delivery: Delivery,
  note: () => Promise<void>,
  deps: DeliverDeps,
): Promise<Outcome> {
  const origin = await originOf(tenant, delivery, deps);
  const outbox = await deps.openOutbox(tenant, origin, delivery.place);
  try {
    const { fileName, sizeBytes } = delivery;
    const temporary = `${fileName}.part`;
    const isResumed = delivery.state === 'placing';
    if (isResumed && (await isThere(outbox, delivery)))
      return { kind: 'sent', answer: 'found there after a break', host: origin.host };
    if (isResumed && (await outbox.sizeOf(temporary)) === undefined) return { kind: 'uncertain' };
    if (!isResumed) {
      await outbox.write(temporary, await deps.files.get(delivery.fileKey));
      const kept = await outbox.sizeOf(temporary);
      if (kept !== undefined && kept !== sizeBytes) throw new DeliveryFailed('write-broken');
      if ((await outbox.sizeOf(fileName)) !== undefined) throw new DeliveryFailed('name-taken');
    }
    await note();
    if (!(await outbox.rename(temporary, fileName))) {
      const isTaken = (await outbox.sizeOf(fileName)) !== undefined;
      throw new DeliveryFailed(isTaken ? 'name-taken' : 'rename-refused');
    }
    const size = await outbox.sizeOf(fileName);
    const answer = size === undefined ? 'taken at once' : `kept, ${size} bytes`;
    return { kind: 'sent', answer, host: origin.host };
  } finally {
    await outbox.close();
  }
}

/** Whether the file is at the host under its final name, with the right bytes as far as this user may read them. */
async function isThere(outbox: Outbox, { fileName, sizeBytes, sha256 }: Delivery): Promise<boolean> {
  if ((await outbox.sizeOf(fileName)) !== sizeBytes) return false;
  const bytes = await outbox.read(fileName, sizeBytes);
  return bytes === undefined || sha256Hex(bytes) === sha256;
}

async function originOf(
  tenant: TenantId,
  { connectionId = '' }: Delivery,
  { table }: DeliverDeps,
): Promise<SftpOrigin> {
  const found = await readConnection(table, tenant, connectionId);
  const origin: Connection['origin'] | undefined = found?.connection.origin;
  if (origin?.kind !== 'sftp') throw new DeliveryFailed('connection-missing');
  return origin;
}

/** Whether the connection by which a file leaves is switched off. */
async function isOff(
  tenant: TenantId,
  { method, connectionId = '' }: Delivery,
  { table }: DeliverDeps,
): Promise<boolean> {
  if (method === 's3-drop') return false;
  return (await readConnection(table, tenant, connectionId))?.connection.isOn === false;
}

/** Makes no attempt, and counts none: checks in some minutes whether the connection is on. People are told at once. */
async function hold(tenant: TenantId, found: Delivery, { table, now }: DeliverDeps): Promise<void> {
  const at = now().toISOString();
  const nextAttemptAt = new Date(Date.parse(at) + heldMilliseconds).toISOString();
  const { leaseUntil: _lease, ...rest } = found;
  const state = found.state === 'placing' ? 'placing' : 'held';
  const after: Delivery = { ...rest, state, lastFailure: 'connection-off', nextAttemptAt };
  await table.transact([
    deliveryWrite(tenant, found, after),
    dueWrite(at, deliveryMessage(tenant, after, nextAttemptAt)),
    ...(await deliveryExceptionWrites(table, tenant, after, at)),
    ...(found.lastFailure === 'connection-off' ? [] : [audit(tenant, after, 'delivery-held', at)]),
  ]);
}

/** Plans the next attempt, or gives up. After a few failures, or one that waiting cannot cure, a person is told. */
async function failed(tenant: TenantId, begun: Delivery, code: DeliveryFailure, deps: DeliverDeps): Promise<void> {
  const now = deps.now();
  const at = now.toISOString();
  const current = (await readDelivery(deps.table, tenant, begun.submissionId, begun.number)) ?? begun;
  if (current.attempts !== begun.attempts || isSettled(current)) return;
  const { leaseUntil: _lease, nextAttemptAt: _next, ...rest } = current;
  const faults = (current.faults ?? 0) + (code === 'delivery-broken' ? 1 : 0);
  const isOver = begun.attempts >= attemptsAtMost || faults >= faultsAtMost;
  const nextAttemptAt = new Date(now.getTime() + backoffMilliseconds(begun.attempts)).toISOString();
  const state = stateAfter(current.state, { code, isOver });
  const after: Delivery = {
    ...rest,
    state,
    lastFailure: code,
    ...(faults === 0 ? {} : { faults }),
    ...(isOver ? {} : { nextAttemptAt }),
  };
  const isTold = isOver || begun.attempts >= failuresUntold || !isPassing(code);
  const writes: Write[] = [
    deliveryWrite(tenant, current, after),
    ...(isOver ? [] : [dueWrite(at, deliveryMessage(tenant, after, nextAttemptAt))]),
    ...(isTold ? await deliveryExceptionWrites(deps.table, tenant, after, at) : []),
    audit(tenant, after, 'delivery-failed', at),
  ];
  await deps.table.transact(writes);
  deps.logger.warn('delivery-failed', {
    tenantId: tenant,
    submissionId: begun.submissionId,
    failure: code,
    attempts: begun.attempts,
  });
}

/**
 * A file that may have been renamed keeps that state: only the host's listing can tell, and in the end a person who
 * asks the receiver.
 */
function stateAfter(
  before: Delivery['state'],
  { code, isOver }: { code: DeliveryFailure; isOver: boolean },
): Delivery['state'] {
  if (before !== 'placing') return isOver ? 'failed' : 'waiting';
  if (!isOver) return 'placing';
  return code === 'name-taken' || code === 'rename-refused' ? 'failed' : 'uncertain';
}

const lasting: readonly string[] = ['connection-missing', 'directory-refused', 'name-taken', 'rename-refused'];

/** Whether a failure may pass with time. */
function isPassing(code: DeliveryFailure): boolean {
  return !lasting.includes(code) && !needsPerson(code as Parameters<typeof needsPerson>[0], 1);
}

function audit(tenant: TenantId, { submissionId, number, attempts }: Delivery, action: AuditAction, at: string): Write {
  const actor = { principal: { tenantId: tenant, subject: 'run-connection' }, at };
  const requestId = `deliver-${number}-${attempts}-${action}`;
  return auditWrite({ ...actor, requestId }, { action, entityId: submissionId, facts: { delivery: number, attempts } });
}
