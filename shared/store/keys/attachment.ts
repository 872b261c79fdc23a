import type { TenantId } from '../../domain/identity/ids.ts';
import { claimCollection } from './claim.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Documents for payers: requested, and sent. */

export function attachmentRequestKey(tenant: TenantId, requestId: string): Key {
  return { pk: collection(tenant, 'ATTACHMENT-REQUEST', requestId), sk: 'ATTACHMENT-REQUEST' };
}

/** The partition of the open requests of an office: there are few. */
export function openAttachmentRequests(tenant: TenantId): string {
  return `${tenant}#OPEN-ATTACHMENT-REQUESTS`;
}

/** Open requests, by the day until which they are due. Requests without such a day come last. */
export function openAttachmentRequestIndex(tenant: TenantId, dueOn: string, requestId: string): IndexKey {
  return { g1pk: openAttachmentRequests(tenant), g1sk: `${dueOn}#${requestId}` };
}

export const claimSendingPrefix = 'SENDING#';

/** Documents that were sent for a claim, next to the claim. */
export function attachmentSendingKey(tenant: TenantId, claimId: string, sendingId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${claimSendingPrefix}${sendingId}` };
}
