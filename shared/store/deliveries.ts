import type { Submission } from '../domain/claim/submission.ts';
import { type Delivery, fileNameOf, repeatedFileName } from '../domain/delivery/delivery.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { dayIn } from '../domain/time/time-zone.ts';
import { answersDue } from '../domain/trading-partner/answers-due.ts';
import type { PartnerTerms } from '../domain/trading-partner/trading-partner.ts';
import { missingMessage } from './acknowledgement-alarms.ts';
import { type DueMessage, dueWrite } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from './exceptions.ts';
import { deliveryKey, deliveryPrefix } from './keys/acknowledgement.ts';
import type { Table, Write } from './table.ts';

/** Files on their way to receivers. */

/** The connection and folder to which files are delivered automatically. */
export type DeliveryTarget =
  | Exclude<PartnerTerms['delivery'], { readonly kind: 'by-hand' | 's3-drop' }>
  | { readonly kind: 's3-drop'; readonly folder: string };

type Target = Exclude<PartnerTerms['delivery'], { readonly kind: 'by-hand' }>;

/** A new delivery of a submission's file, by its partner's terms. */
export function newDelivery(
  submission: Submission,
  delivery: Target,
  { number, at, by, reason }: { number: number; at: Instant; by: string; reason?: string },
): Delivery {
  const { id, state, createdAt, timeZone } = submission;
  invariant(state.kind === 'submitted', 'a file that is delivered was written');
  const { fileKey, sha256, sizeBytes, controlNumber } = state;
  const day = dayIn(timeZone, createdAt);
  const isSftp = delivery.kind === 'sftp';
  return {
    number,
    submissionId: id,
    requestedAt: at,
    requestedBy: by,
    ...present({ reason }),
    method: delivery.kind,
    ...(isSftp ? { connectionId: delivery.connectionId } : {}),
    place: isSftp ? delivery.directory : delivery.folder,
    fileName: fileNameOf(delivery.fileName, { controlNumber, day, submissionId: id }, number),
    fileKey,
    sha256,
    sizeBytes,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: at,
  };
}

/** An outgoing file that is not a submission. */
export interface OtherFile {
  /** The batch of claims on paper, the file of inquiries, or the sending of documents. */
  readonly id: string;
  readonly receiverId: string;
  readonly fileName: string;
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Writes a new delivery of a file. */
export function otherDelivery(
  { id, receiverId, fileName, fileKey, sha256, sizeBytes }: OtherFile,
  target: DeliveryTarget,
  { number, at, by, reason, copy = 1 }: { number: number; at: Instant; by: string; reason?: string; copy?: number },
): Delivery {
  const isSftp = target.kind === 'sftp';
  return {
    ...{ number, submissionId: id, receiverId, requestedAt: at, requestedBy: by, ...present({ reason }) },
    method: target.kind,
    ...(isSftp ? { connectionId: target.connectionId } : {}),
    place: isSftp ? target.directory : target.folder,
    fileName: copy === 1 ? fileName : repeatedFileName(fileName, copy),
    ...{ fileKey, sha256, sizeBytes, state: 'waiting', attempts: 0, nextAttemptAt: at },
  };
}

/** The writes that start a delivery: its item and the message for the first attempt. */
export function deliveryBegunWrites(tenant: TenantId, delivery: Delivery, at: Instant): Write[] {
  return [newDeliveryWrite(tenant, delivery), dueWrite(at, deliveryMessage(tenant, delivery, at))];
}

/** Starts a delivery, once. */
export function newDeliveryWrite(tenant: TenantId, delivery: Delivery): Write<never> {
  const key = deliveryKey(tenant, delivery.submissionId, delivery.number);
  return { put: entityItem(key, 'delivery', delivery), condition: { absent: true } };
}

/** The message for the next attempt. */
export function deliveryMessage(tenantId: TenantId, delivery: Delivery, dueAt: Instant): DueMessage {
  const { submissionId, number, attempts } = delivery;
  return {
    queue: 'run-connection',
    id: `deliver-${submissionId}-${number}-${attempts}-${dueAt}`,
    body: { schemaVersion: 1, tenantId, work: 'deliver', submissionId, delivery: number },
    dueAt,
  };
}

/** Changes a delivery, if nobody has since it was read. */
export function deliveryWrite(tenant: TenantId, before: Delivery, after: Delivery): Write {
  const { submissionId, number, state, attempts } = before;
  const key = deliveryKey(tenant, submissionId, number);
  return { put: entityItem(key, 'delivery', after), condition: { equals: { state, attempts } } };
}

export async function readDelivery(
  table: Table,
  tenant: TenantId,
  submissionId: string,
  number: number,
): Promise<Delivery | undefined> {
  const item = await table.get(deliveryKey(tenant, submissionId, number));
  return item === undefined ? undefined : documentOfItem<Delivery>(item);
}

/** The deliveries of a submission's file, in the order of their requests. */
export async function readDeliveries(table: Table, tenant: TenantId, submissionId: string): Promise<Delivery[]> {
  const { pk: partition } = deliveryKey(tenant, submissionId, 1);
  const items = await table.queryAll({ partition, prefix: deliveryPrefix });
  return items.map((item) => documentOfItem<Delivery>(item));
}

/** What a person stops: each delivery that waits, as it was and as it is then. */
export type StoppedDelivery = readonly [before: Delivery, after: Delivery];

/**
 * The deliveries of a file that have not left, stopped: no attempt follows.
 * @returns undefined while a file is being written at its host, so that nobody can tell whether it leaves
 */
export function stoppedDeliveries(
  all: readonly Delivery[],
  stopped?: Delivery['stopped'],
): readonly StoppedDelivery[] | undefined {
  if (all.some(({ state }) => state === 'sending' || state === 'placing')) return undefined;
  const waiting = all.filter(({ state }) => state === 'waiting' || state === 'held');
  return waiting.map((before) => {
    const { leaseUntil: _lease, nextAttemptAt: _next, ...rest } = before;
    return [before, { ...rest, state: 'failed', lastFailure: 'stopped', ...present({ stopped }) }];
  });
}

/**
 * Drops what has not left of files that a person no longer wants to go.
 * @returns undefined while one is being written at its host
 */
export async function deliveriesDroppedWrites(
  table: Table,
  tenant: TenantId,
  submissionId: string,
  at: Instant,
): Promise<Write[] | undefined> {
  const stopped = stoppedDeliveries(await readDeliveries(table, tenant, submissionId));
  const writes = stopped?.map(async ([before, after]) => [
    deliveryWrite(tenant, before, after),
    ...(await deliveryResolvedWrites(table, tenant, before, at)),
  ]);
  return writes && (await Promise.all(writes)).flat();
}

/** Once the receiver has a file, plans a check for each expected answer, at the time when it is missing. */
export function expectationWrites(
  tenant: TenantId,
  { id: submissionId, partner, timeZone }: Pick<Submission, 'id' | 'partner' | 'timeZone'>,
  at: Instant,
): Write[] {
  return answersDue(partner, { sentAt: at, timeZone }).map(({ of, dueAt }) =>
    dueWrite(at, missingMessage(tenant, { submissionId, of }, dueAt)),
  );
}

function deliveryExceptionId(
  tenant: TenantId,
  { submissionId, number }: Pick<Delivery, 'submissionId' | 'number'>,
): string {
  return idFromDigest('exception', digestOf('delivery', tenant, submissionId, String(number)));
}

/** Opens the exception of a delivery that failed, or whose result is unknown. */
export async function deliveryExceptionWrites(
  table: Table,
  tenant: TenantId,
  delivery: Delivery,
  openedAt: Instant,
): Promise<Write[]> {
  const { submissionId, number, lastFailure, attempts, state } = delivery;
  const id = deliveryExceptionId(tenant, delivery);
  const code = state === 'uncertain' ? 'delivery-uncertain' : 'delivery-failing';
  const known = await readException(table, tenant, id);
  if (known?.state === 'open' && known.code === code) return [];
  const facts = { submissionId, delivery: number, attempts, ...present({ failure: lastFailure }) };
  return [exceptionWrite(tenant, { id, code, openedAt, facts })];
}

/** Closes it, if it is open. */
export async function deliveryResolvedWrites(
  table: Table,
  tenant: TenantId,
  delivery: Pick<Delivery, 'submissionId' | 'number'>,
  at: Instant,
): Promise<Write[]> {
  const id = deliveryExceptionId(tenant, delivery);
  const known = await readException(table, tenant, id);
  return known?.state === 'open' ? [exceptionResolvedWrite(tenant, id, at)] : [];
}
