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

export const inquiryLinePrefix = 'LINE#';

/** A line on which a receiver is asked in real time. */
export function inquiryLineKey(tenant: TenantId, receiverId: string, number: number): Key {
  return { pk: collection(tenant, 'INQUIRY-QUEUE', receiverId), sk: `${inquiryLinePrefix}${number}` };
}

/** The last answered check of a coverage. */
export function coverageCheckKey(tenant: TenantId, coverageId: string): Key {
  return { pk: collection(tenant, 'COVERAGE-CHECK', coverageId), sk: 'LAST' };
}

/** The kinds of questions at which a person may have to look. */
type SeenKind = 'eligibility' | 'claim-status';

/** In the second index: the questions that a person should look at, by the instant from which they need it. */
export function inquiryToSeeIndex(
  tenant: TenantId,
  { kind, from, id }: { readonly kind: SeenKind; readonly from: string; readonly id: string },
): SecondIndexKey {
  return { g2pk: inquiriesToSee(tenant, kind), g2sk: `${from}#${id}` };
}

export function inquiriesToSee(tenant: TenantId, kind: SeenKind): string {
  return `${tenant}#${kind === 'eligibility' ? 'CHECKS' : 'STATUS-INQUIRIES'}-TO-SEE`;
}

export const claimInquiryPrefix = 'INQUIRY#';

/** An inquiry about a claim, next to the claim. */
export function claimInquiryKey(tenant: TenantId, claimId: string, inquiryId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${claimInquiryPrefix}${inquiryId}` };
}
