import { type ClaimId, claimIdFromDigest, parseClaimId, type TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { digestOf, digestText, shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, shards } from './table.ts';

/** A claim, and the submissions that send it. */

/**
 * The claim id for a patient control number: our own id as it is; any other text as an id of the same form, from 70 bits of its digest. So
 * a claim from another system is found by that system's number, and by our id when we send it on. A caller that finds a balance in this way
 * compares its `controlNumber`, because 70 bits could collide.
 */
export function claimIdOfControlNumber(patientControlNumber: string): ClaimId {
  const own = parseClaimId(patientControlNumber);
  return own.ok ? own.value : claimIdFromDigest(digestOf('patient-control-number', patientControlNumber));
}

/**
 * A claim's collection, by the patient control number in a document. It does not depend on the result of matching, so that a redelivery
 * after a match finds the same entry.
 */
export function claimCollection(tenant: TenantId, patientControlNumber: string): string {
  return collection(tenant, 'CLAIM', claimIdOfControlNumber(patientControlNumber));
}

/** The claim's small item that changes often: balance, state, version. */
export function claimBalanceKey(tenant: TenantId, claimId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: 'BALANCE' };
}

/** The large item of one of a claim's filings: the claim that is sent. */
export function filingKey(tenant: TenantId, claimId: string, number: number): Key {
  return { pk: claimCollection(tenant, claimId), sk: `FILING#${String(number).padStart(4, '0')}` };
}

/** The current content of another system's claim. */
export function claimSourceKey(tenant: TenantId, claimId: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: 'SOURCE' };
}

export const priorAnswerPrefix = 'PRIOR-ANSWER#';

/** An earlier payer's answer that a person has entered, by the position of its share. */
export function priorAnswerKey(tenant: TenantId, claimId: string, share: number): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${priorAnswerPrefix}${share}` };
}

export const claimHistoryPrefix = 'HISTORY#';

export function claimHistoryKey(tenant: TenantId, claimId: string, at: string, discriminator: string): Key {
  return { pk: claimCollection(tenant, claimId), sk: `${claimHistoryPrefix}${at}#${discriminator}` };
}

/** Claims that wait to be submitted, per receiver; removed from the index once batched. */
export function readyIndex(tenant: TenantId, receiverKey: string, claimId: string): IndexKey {
  return { g1pk: readyPartition(tenant, receiverKey, shardOf(claimId, shards.ready)), g1sk: claimId };
}

export function readyPartition(tenant: TenantId, receiverKey: string, shard: number): string {
  return `${tenant}#READY#${receiverKey}#${shard}`;
}

/** Claims that are due to a next payer, or were forwarded to one. */
export function nextPayerIndex(tenant: TenantId, claimId: string): IndexKey {
  return { g1pk: nextPayerPartition(tenant, shardOf(claimId, shards.nextPayer)), g1sk: claimId };
}

export function nextPayerPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#NEXT-PAYER#${shard}`;
}

/**
 * The claims that began in a month, by day: their charges were posted, or they were taken over. The rows belong to the claims' first
 * entries, so that listing claims takes no item of its own.
 */
export function claimsOfMonthIndex(tenant: TenantId, postedOn: LocalDate, at: string, claimId: string): IndexKey {
  return { g1pk: claimsOfMonthPartition(tenant, postedOn.slice(0, 7)), g1sk: `${postedOn}#${at}#${claimId}` };
}

/** `month` is `YYYY-MM`. */
export function claimsOfMonthPartition(tenant: TenantId, month: string): string {
  return `${tenant}#CLAIMS#${month}`;
}

/** The claim that a row of the list is about. */
export function claimIdOfRow({ g1sk }: IndexKey): string {
  return g1sk.slice(g1sk.lastIndexOf('#') + 1);
}

/** A receiver of claim files (a clearinghouse or payer) that has had ready claims. */
export function receiverKey(tenant: TenantId, receiver: string): Key {
  return { pk: `${tenant}#RECEIVERS`, sk: receiver };
}

export const joinedClaimsPrefix = 'CLAIMS#';

/** Claims that joined a submission together, by the first of them: claims join in the order of their numbers. */
export function joinedClaimsKey(tenant: TenantId, submissionId: string, firstClaimId: string): Key {
  return { pk: collection(tenant, 'SUBMISSION', submissionId), sk: `${joinedClaimsPrefix}${firstClaimId}` };
}

export function counterKey(tenant: TenantId, name: 'interchange' | 'invoice'): Key {
  return { pk: collection(tenant, 'COUNTER', name), sk: 'COUNTER' };
}

/** Finds filings by member and day of service, whatever number a payer returns. */
export function claimLookupIndex(
  tenant: TenantId,
  memberId: string,
  serviceFrom: LocalDate,
  claimId: string,
): IndexKey {
  return { g1pk: claimLookupPartition(tenant, memberId, serviceFrom), g1sk: claimId };
}

export function claimLookupPartition(tenant: TenantId, memberId: string, serviceFrom: LocalDate): string {
  return collection(tenant, 'CLAIM-LOOKUP', digestText('member', memberId, serviceFrom));
}

/** Finds a claim by the number that a payer gave it, when that payer does not return ours. */
export function payerClaimNumberKey(tenant: TenantId, payerId: string, payerClaimNumber: string): Key {
  return { pk: collection(tenant, 'CLAIM-LOOKUP', digestText('payer', payerId, payerClaimNumber)), sk: 'PAYER-NUMBER' };
}
