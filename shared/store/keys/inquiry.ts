import type { TenantId } from '../../domain/identity/ids.ts';
import { claimCollection } from './claim.ts';
import { collection, type Key, type SecondIndexKey } from './table.ts';

/** Inquiries to payers, their channels, and their files. */

/** A receiver's channel. */
export function inquiryChannelKey(tenant: TenantId, receiverId: string): Key {
  return { pk: collection(tenant, 'INQUIRY-CHANNELS', 'all'), sk: `CHANNEL#${receiverId}` };
}

/** When claims without an answer are asked about. */
export function inquirySettingsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#INQUIRY-SETTINGS`, sk: 'SETTINGS' };
}

/** An inquiry that waits for the next file of its receiver. */
export function queuedInquiryKey(tenant: TenantId, receiverId: string, inquiryId: string): Key {
  return { pk: collection(tenant, 'INQUIRY-QUEUE', receiverId), sk: `QUEUED#${inquiryId}` };
}

/** The last answered check of a coverage. */
export function coverageCheckKey(tenant: TenantId, coverageId: string): Key {
  return { pk: collection(tenant, 'COVERAGE-CHECK', coverageId), sk: 'LAST' };
}

/** In the second index: the coverage checks that a person should look at, by the instant from which they need it. */
export function checkToSeeIndex(tenant: TenantId, from: string, inquiryId: string): SecondIndexKey {
  return { g2pk: checksToSee(tenant), g2sk: `${from}#${inquiryId}` };
}

export function checksToSee(tenant: TenantId): string {
  return `${tenant}#CHECKS-TO-SEE`;
}

export const claimInquiryPrefix = 'INQUIRY#';

/** An inquiry about a claim, next to the claim. */
export function claimInquiryKey(tenant: TenantId, claimId: string, inquiryId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${claimInquiryPrefix}${inquiryId}` };
}
