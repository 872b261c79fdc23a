import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readClaimAcknowledgements, readSubmissionAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readSubmissionClaims } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';

/** At most this many claims are looked at: a 277CA answers for all claims of a file, or for nearly all. */
const claimsLookedAt = 25;

/**
 * Whether the receiver has answered about a file, or about claims of it, since a person asked to send it again. Answers
 * from before the request were known to that person. A report in a payer's own form is no answer: it may say that the
 * file did not come.
 */
export async function isAnsweredSince(
  tenant: TenantId,
  { submissionId, requestedAt }: Pick<Delivery, 'submissionId' | 'requestedAt'>,
  table: Table,
): Promise<boolean> {
  const ofFile = await readSubmissionAcknowledgements(table, tenant, submissionId);
  if (ofFile.some(({ kind, receivedAt }) => kind !== 'report' && receivedAt > requestedAt)) return true;
  const claims = (await readSubmissionClaims(table, tenant, submissionId)).slice(0, claimsLookedAt);
  const said = await Promise.all(claims.map(({ claimId }) => readClaimAcknowledgements(table, tenant, claimId)));
  // A clearinghouse may replace our reference of the file: then the filing tells which file is meant.
  return claims.some(({ filing }, index) =>
    said[index]?.some(
      (each) => (each.submissionId === submissionId || each.filing === filing) && each.receivedAt > requestedAt,
    ),
  );
}
