import type { ClaimBalance } from '../domain/claim/balance.ts';
import { parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import { submissionOfControlNumber } from './acknowledgements.ts';
import { readBalances } from './claims.ts';
import { claimIdOfControlNumber } from './keys/claim.ts';
import type { Table } from './table.ts';

/** At most this much of a report is read to find what it mentions, and at most this many submissions are listed. */
export const reportBytesRead = 1 << 20;
export const submissionsListed = 20;
const claimsLookedUp = 200;

/** What a text mentions of ours. */
export interface NamedInReport {
  /** By id, by control number, or by a claim that was sent in them. */
  readonly submissionIds: readonly string[];
  /** By our number, or by that of the other system that sent the claim. */
  readonly claimIds: readonly string[];
}

/** The submissions and claims that a text mentions. */
export async function namedIn(table: Table, tenant: TenantId, text: string): Promise<NamedInReport> {
  const ids = text.match(/\bsub_[0-9A-HJKMNP-TV-Z]{26}\b/g) ?? [];
  const numbers = [...new Set(text.match(/\b\d{9}\b/g) ?? [])].slice(0, submissionsListed);
  const byNumber = await Promise.all(numbers.map((number) => submissionOfControlNumber(table, tenant, number)));
  const claims = await claimsNamedIn(table, tenant, text);
  const byClaim = claims.flatMap(({ filings }) =>
    filings.flatMap(({ state }) => ('submissionId' in state ? (state.submissionId ?? []) : [])),
  );
  const submissionIds = [...ids, ...byNumber.filter((id) => id !== undefined), ...byClaim];
  return { submissionIds: [...new Set(submissionIds)], claimIds: claims.map(({ claimId }) => claimId) };
}

/** Words that may be another system's number of a claim: shorter ones, and those without a digit, would be others. */
const otherNumber = /(?<![\w-])(?=[\w-]*\d)[A-Za-z0-9][\w-]{4,37}(?![\w-])/g;

async function claimsNamedIn(table: Table, tenant: TenantId, text: string): Promise<readonly ClaimBalance[]> {
  const words = [...new Set(text.match(otherNumber) ?? [])];
  const own = words.filter((word) => parseClaimId(word).ok).slice(0, claimsLookedUp);
  const others = words.filter((word) => !parseClaimId(word).ok).slice(0, claimsLookedUp);
  const [ours, theirs] = await Promise.all([
    readBalances(table, tenant, own),
    readBalances(table, tenant, others.map(claimIdOfControlNumber)),
  ]);
  const found = [
    ...ours,
    ...theirs.map((claim, index) => (claim?.controlNumber === others[index] ? claim : undefined)),
  ];
  return found.filter((claim) => claim !== undefined);
}
