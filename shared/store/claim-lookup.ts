import type { FilingDocument } from '../domain/claim/filing-document.ts';
import { linesOfClaim } from '../domain/claim/next-payer/sent-lines.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { canonicalNumber, claimIdsLike, numberForms, tellsClaims } from '../domain/remittance/match/match-claim.ts';
import type { SentLine } from '../domain/remittance/match/match-lines.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { entityItem } from './entity-items.ts';
import { claimIdOfControlNumber, claimLookupPartition, payerClaimNumberKey } from './keys/claim.ts';
import type { Table, Write } from './table.ts';

/**
 * Finds claims even when a payer alters their numbers: by member and day, which each filing's document has in the index, and by the payer's
 * own number. Posting writes no row for claims that it finds by their number, so most postings need no extra write.
 */

/**
 * Claims that a control number may mean: ours, in any altered form, and those of another system by the number in upper case, without
 * punctuation, without leading zeros.
 */
export function claimIdsNear(controlNumber: string): ClaimId[] {
  const elsewhere = numberForms(controlNumber).map(claimIdOfControlNumber);
  return [...new Set([...claimIdsLike(controlNumber), ...elsewhere])];
}

/** At most this many filings of one member and day are read. */
const lookupLimit = 25;

/** Claims that were assembled for a member and a day, each by the member id with which it was assembled last. */
export async function claimsOfMember(
  table: Table,
  tenant: TenantId,
  memberId: string,
  serviceFrom: LocalDate,
): Promise<string[]> {
  const partition = claimLookupPartition(tenant, canonicalNumber(memberId), serviceFrom);
  const page = await table.query({ partition, index: true, limit: lookupLimit });
  return [...new Set(page.items.map((item) => item.g1sk as string))];
}

/** Stores the number that a payer gave a claim when that payer altered ours, because it will probably do so again. */
export function payerClaimNumberWrite(
  tenant: TenantId,
  payerId: string,
  payerClaimNumber: string,
  claimId: ClaimId,
): Write<never>[] {
  if (!tellsClaims(payerClaimNumber)) return [];
  const number = canonicalNumber(payerClaimNumber);
  const key = payerClaimNumberKey(tenant, payerId, number);
  return [{ put: entityItem(key, 'payer-claim-number', { claimId, payerId }) }];
}

/** Claims by the numbers that any of these payers gave them, keyed by the given numbers. */
export async function payerClaimNumbersOf(
  table: Table,
  tenant: TenantId,
  payerIds: readonly string[],
  numbers: readonly string[],
): Promise<Map<string, ClaimId[]>> {
  const asked = [...new Set(numbers)].filter(tellsClaims);
  const pairs = asked.flatMap((number) => payerIds.map((payerId) => ({ number, payerId })));
  const items = await table.batchGet(
    pairs.map(({ number, payerId }) => payerClaimNumberKey(tenant, payerId, canonicalNumber(number))),
  );
  const found = new Map<string, ClaimId[]>();
  for (const [index, item] of items.entries()) {
    const { number } = pairs[index] as { readonly number: string };
    if (item !== undefined) found.set(number, [...(found.get(number) ?? []), item.claimId as ClaimId]);
  }
  return found;
}

/** The lines of a claim as they were sent; undefined when another system sent it. */
export function sentLinesOf(document: FilingDocument | undefined): SentLine[] | undefined {
  return document === undefined ? undefined : linesOfClaim(document.claim);
}
