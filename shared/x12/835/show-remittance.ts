import type { ShownRemittance } from '../../domain/remittance/shown/shown-remittance.ts';
import type { Delimiters } from '../envelope.ts';
import { type Finding, findingMeanings } from '../finding.ts';
import { readRemittance } from './read-remittance.ts';
import type { RemittanceFailure } from './remittance-failure.ts';

/** At most this many findings of a remittance are listed in a document. */
const remarkLimit = 10;

/**
 * Reads one transaction of an 835 for a document that people read.
 * @param bytes from ST on; more may follow
 * @param byteOffset file offset of the first of them
 * @param findings the findings of the streaming pass, if they are known
 */
export function shownRemittance(
  bytes: Uint8Array,
  delimiters: Delimiters,
  byteOffset: number,
  findings: readonly Finding[],
): ShownRemittance {
  const { payment, claims, complete } = readRemittance(bytes, delimiters, byteOffset);
  const problem = ({ message, byteOffset: at }: RemittanceFailure) => ({ problem: `${message} (byte ${at})` });
  const remarks = findings.slice(0, remarkLimit).map((found) => `${found.message} (byte ${found.byteOffset})`);
  if (findings.length > remarkLimit) remarks.push(`${findings.length - remarkLimit} more remarks on the file`);
  if (findings.length === 0 && !complete) remarks.push(findingMeanings['transaction-trailer-missing']);
  return {
    payment: payment.ok ? payment.value : problem(payment.failure),
    claims: claims.map(({ claim }) => (claim.ok ? claim.value : problem(claim.failure))),
    remarks,
  };
}
