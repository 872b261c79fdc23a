import type { TenantId } from '../../domain/identity/ids.ts';
import { claimCollection } from './claim.ts';
import { collection, type Key } from './table.ts';

/** What receivers and payers answer to claims that were sent. */

/** A file of acknowledgements (TA1, 997, 999, 277CA), or a payer's report in its own form. */
export function acknowledgementFileKey(tenant: TenantId, fileId: string): Key {
  return { pk: collection(tenant, 'ACKNOWLEDGEMENT-FILE', fileId), sk: 'ACKNOWLEDGEMENT-FILE' };
}

export const fileAnswerPrefix = 'ANSWER#';

/** What one part of such a file came to, by its number in the file. */
export function fileAnswerKey(tenant: TenantId, fileId: string, step: number): Key {
  const sk = `${fileAnswerPrefix}${String(step).padStart(8, '0')}`;
  return { pk: collection(tenant, 'ACKNOWLEDGEMENT-FILE', fileId), sk };
}

export const acknowledgementPrefix = 'ACK#';

/** What was said of a claim, by when it was said. The same said twice is the same item. */
export function claimAcknowledgementKey(tenant: TenantId, claimId: string, saidAt: string, digest: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${acknowledgementPrefix}${saidAt}#${digest}` };
}

/** What was said of the file of a submission, or of a batch in it. */
export function submissionAcknowledgementKey(
  tenant: TenantId,
  submissionId: string,
  saidAt: string,
  digest: string,
): Key {
  return {
    pk: collection(tenant, 'SUBMISSION', submissionId),
    sk: `${acknowledgementPrefix}${saidAt}#${digest}`,
  };
}

export const deliveryPrefix = 'DELIVERY#';

/** A submission's file on its way to its receiver: the first time, and each time that it is sent again. */
export function deliveryKey(tenant: TenantId, submissionId: string, number: number): Key {
  const sk = `${deliveryPrefix}${String(number).padStart(4, '0')}`;
  return { pk: collection(tenant, 'SUBMISSION', submissionId), sk };
}

/** The submission whose file has a control number. */
export function controlNumberKey(tenant: TenantId, controlNumber: string): Key {
  return { pk: collection(tenant, 'CONTROL-NUMBER', controlNumber), sk: 'CONTROL-NUMBER' };
}
