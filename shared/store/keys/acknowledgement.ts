import type { TenantId } from '../../domain/identity/ids.ts';
import { claimCollection } from './claim.ts';
import { collection, type Key } from './table.ts';

/** Receivers' and payers' answers to sent claims. */

/** A file of acknowledgements (TA1, 997, 999, 277CA), or a payer's report in its own form. */
export function acknowledgementFileKey(tenant: TenantId, fileId: string): Key {
  return { pk: collection(tenant, 'ACKNOWLEDGEMENT-FILE', fileId), sk: 'ACKNOWLEDGEMENT-FILE' };
}

export const fileAnswerPrefix = 'ANSWER#';

/** The result of one part of such a file, by its number in the file. */
export function fileAnswerKey(tenant: TenantId, fileId: string, step: number): Key {
  const sk = `${fileAnswerPrefix}${String(step).padStart(8, '0')}`;
  return { pk: collection(tenant, 'ACKNOWLEDGEMENT-FILE', fileId), sk };
}

export const acknowledgementPrefix = 'ACK#';

/** An acknowledgement of a claim, by its time. A repeated one is the same item. */
export function claimAcknowledgementKey(tenant: TenantId, claimId: string, saidAt: string, digest: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${acknowledgementPrefix}${saidAt}#${digest}` };
}

/** An acknowledgement of a submission's file, or of a batch in it. */
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

/** A submission's file on its way to its receiver: the first delivery, and each repetition. */
export function deliveryKey(tenant: TenantId, submissionId: string, number: number): Key {
  const sk = `${deliveryPrefix}${String(number).padStart(4, '0')}`;
  return { pk: collection(tenant, 'SUBMISSION', submissionId), sk };
}

/** The submission whose file has a control number. */
export function controlNumberKey(tenant: TenantId, controlNumber: string): Key {
  return { pk: collection(tenant, 'CONTROL-NUMBER', controlNumber), sk: 'CONTROL-NUMBER' };
}
