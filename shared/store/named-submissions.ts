import { parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import { submissionOfControlNumber } from './acknowledgements.ts';
import { readBalances } from './claims.ts';
import type { Table } from './table.ts';

/** At most this much of a report is read to find the submissions that it mentions, and at most this many are listed. */
export const reportBytesRead = 1 << 20;
export const submissionsListed = 20;
const claimsLookedUp = 200;

/** The submissions that a text mentions: by id, by control number, or by a claim that was sent in them. */
export async function submissionsNamedIn(table: Table, tenant: TenantId, text: string): Promise<readonly string[]> {
  const ids = text.match(/\bsub_[0-9A-HJKMNP-TV-Z]{26}\b/g) ?? [];
  const numbers = [...new Set(text.match(/\b\d{9}\b/g) ?? [])].slice(0, submissionsListed);
  const byNumber = await Promise.all(numbers.map((number) => submissionOfControlNumber(table, tenant, number)));
  const claims = [...new Set(text.match(/\bS[0-9A-HJKMNP-TV-Z]{15}\b/g) ?? [])].filter((id) => parseClaimId(id).ok);
  const balances = await readBalances(table, tenant, claims.slice(0, claimsLookedUp));
  const byClaim = balances.flatMap((balance) =>
    (balance?.filings ?? []).flatMap(({ state }) => ('submissionId' in state ? [state.submissionId] : [])),
  );
  return [...ids, ...byNumber, ...byClaim].filter((id) => id !== undefined);
}
