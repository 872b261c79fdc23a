import type { FilingDocument } from '../domain/claim/filing-document.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { canonicalNumber, claimIdsLike, numberForms, tellsClaims } from '../domain/remittance/match/match-claim.ts';
import type { SentLine } from '../domain/remittance/match/match-lines.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { entityItem } from './entity-items.ts';
import { claimIdOfControlNumber, claimLookupKey, claimLookupPartition, payerClaimNumberKey } from './keys/claim.ts';
import type { Table, Write } from './table.ts';

/**
 * Rows by which claims are found though a payer alters their numbers. One is written when a claim is assembled, under its member id and
 * day; posting writes none for claims that it finds by their number, so that they cost it nothing.
 */

/**
 * Claims that a control number may stand for: ours, however altered, and those of another system under the number in upper case,
 * without punctuation, without zeros before it.
 */
export function claimIdsNear(controlNumber: string): ClaimId[] {
  const elsewhere = numberForms(controlNumber).map(claimIdOfControlNumber);
  return [...new Set([...claimIdsLike(controlNumber), ...elsewhere])];
}

/** Lets a claim be found by member id and day of service. Assembled again with another member id, it is found by both. */
export function claimLookupWrite(
  tenant: TenantId,
  claimId: ClaimId,
  memberId: string,
  serviceFrom: LocalDate,
): Write<never> {
  const key = claimLookupKey(tenant, canonicalNumber(memberId), serviceFrom, claimId);
  return { put: entityItem(key, 'claim-lookup', { claimId }) };
}

/** At most so many claims of one member and day are looked at. */
const lookupLimit = 25;

/** Claims that were sent for a member and a day. */
export async function claimsOfMember(
  table: Table,
  tenant: TenantId,
  memberId: string,
  serviceFrom: LocalDate,
): Promise<string[]> {
  const partition = claimLookupPartition(tenant, canonicalNumber(memberId), serviceFrom);
  const page = await table.query({ partition, limit: lookupLimit });
  return page.items.map((item) => item.claimId as string);
}

/** Remembers the number that a payer gave a claim, once that payer has altered ours: it will again. */
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

/** Claims by the numbers that any of these payers gave them, under the numbers as asked. */
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
  return document?.claim.serviceLines.map((line, index) => ({
    number: index + 1,
    ...present({ controlNumber: line.controlNumber }),
    procedure: line.procedure,
    modifiers: line.modifiers,
    chargeCents: line.chargeCents,
    ...present({ serviceFrom: line.serviceFrom }),
  }));
}
