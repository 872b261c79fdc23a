import type { AttachmentRequest, AttachmentSending } from '../domain/attachment/attachment.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import {
  attachmentRequestKey,
  attachmentSendingKey,
  claimSendingPrefix,
  openAttachmentRequestIndex,
} from './keys/attachment.ts';
import type { Item, Table, Write } from './table.ts';

/** A request’s id: repeated requests of a payer for one claim under one number are one request. */
export function attachmentRequestIdOf(tenant: TenantId, claimId: ClaimId, trace: string): string {
  return idFromDigest('attachmentRequest', digestOf('attachment-request', tenant, claimId, trace));
}

function requestItem(tenant: TenantId, request: AttachmentRequest): Item {
  const key = attachmentRequestKey(tenant, request.id);
  const isOpen = request.state === 'open';
  const index = isOpen ? openAttachmentRequestIndex(tenant, request.dueOn ?? '9999-12-31', request.id) : undefined;
  return entityItem(key, 'attachment-request', request, index);
}

export function attachmentRequestOfItem(item: Item): AttachmentRequest {
  return documentOfItem<AttachmentRequest>(item);
}

export async function readAttachmentRequest(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<AttachmentRequest | undefined> {
  const item = await table.get(attachmentRequestKey(tenant, id));
  return item === undefined ? undefined : attachmentRequestOfItem(item);
}

/** Writes a payer's request. A request that exists already, open or ended, stays unchanged. */
export function newAttachmentRequestWrite(tenant: TenantId, request: AttachmentRequest): Write<never> {
  return { put: requestItem(tenant, request), condition: { absent: true } };
}

/** Ends a request that is open. */
export function attachmentRequestEndedWrite<Failure>(
  tenant: TenantId,
  after: AttachmentRequest,
  orElse: Failure,
): Write<Failure> {
  return { put: requestItem(tenant, after), condition: { equals: { state: 'open' } }, orElse };
}

/** Reopens a request whose answer the receiver rejected. */
export function attachmentRequestReopenedWrite(
  tenant: TenantId,
  { ended: _ended, ...request }: AttachmentRequest,
): Write {
  return { put: requestItem(tenant, { ...request, state: 'open' }), condition: { equals: { state: 'answered' } } };
}

/** Stores the answer about documents that were sent. */
export function sentSendingWrite(tenant: TenantId, before: AttachmentSending, after: AttachmentSending): Write {
  return { put: sendingItem(tenant, after), condition: { equals: { state: before.state } } };
}

function sendingItem(tenant: TenantId, sending: AttachmentSending): Item {
  return entityItem(attachmentSendingKey(tenant, sending.claimId, sending.id), 'attachment-sending', sending);
}

function sendingOfItem(item: Item): AttachmentSending {
  return documentOfItem<AttachmentSending>(item);
}

export async function readSending(
  table: Table,
  tenant: TenantId,
  claimId: string,
  id: string,
): Promise<AttachmentSending | undefined> {
  const item = await table.get(attachmentSendingKey(tenant, claimId, id));
  return item === undefined ? undefined : sendingOfItem(item);
}

/** The documents sent for a claim, the latest last. */
export async function readSendings(
  table: Table,
  tenant: TenantId,
  claimId: string,
): Promise<readonly AttachmentSending[]> {
  const { pk: partition } = attachmentSendingKey(tenant, claimId, '');
  const items = await table.queryAll({ partition, prefix: claimSendingPrefix });
  return items.map(sendingOfItem).sort((left, right) => (left.requestedAt < right.requestedAt ? -1 : 1));
}

export function newSendingWrite(tenant: TenantId, sending: AttachmentSending): Write<never> {
  return { put: sendingItem(tenant, sending), condition: { absent: true } };
}

/** Updates a sending that still waits for its file. */
export function sendingWrite(tenant: TenantId, after: AttachmentSending): Write<never> {
  return { put: sendingItem(tenant, after), condition: { equals: { state: 'requested' } } };
}

export function sendingMessage(tenant: TenantId, { id, claimId }: AttachmentSending): DueMessage {
  const body = { schemaVersion: 1, tenantId: tenant, work: 'attachments', claimId, sendingId: id } as const;
  return { queue: 'ask-payers', id: `attachments-${id}`, body };
}
