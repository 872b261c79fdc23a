import type { TenantId } from '../../domain/identity/ids.ts';
import { comparedName } from '../../domain/text/plain-letters.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { digestText, shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, type Range, type SecondIndexKey, shards } from './table.ts';

/** Accounts of patients, employers and facilities, and the items of an account. */

/**
 * In the second index: claims with a nonzero patient share. All claims of a patient are together, so that one query
 * finds them.
 * @param claimId the claim; nothing for an employer's or facility's own balance
 */
export function owedIndex(tenant: TenantId, ownerId: string, claimId = ''): SecondIndexKey {
  return { g2pk: owedPartition(tenant, shardOf(ownerId, shards.owed)), g2sk: `${ownerId}#${claimId}` };
}

export function owedPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#OWED#${shard}`;
}

/** The range in the second index with all balances and credits of a patient. */
export function owedRange(tenant: TenantId, ownerId: string): Range {
  return { partition: owedPartition(tenant, shardOf(ownerId, shards.owed)), prefix: `${ownerId}#` };
}

/** The owner of a row in the list of accounts: a patient, or the account of an employer or a facility. */
export function ownerOfRow(g2sk: string): string {
  return g2sk.slice(0, g2sk.indexOf('#'));
}

/** What an employer or a facility owes: the sum of the account's entries. */
export function clientBalanceKey(tenant: TenantId, accountId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: 'BALANCE' };
}

/** The payments of an account that have one method, reference and amount, by the digest of these. */
export function enteredPaymentKey(tenant: TenantId, accountId: string, digest: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: `ENTERED#${digest}` };
}

/** The payments of an account by the day of receipt, in the first index: the rows of the payments' heads. */
export function accountPaymentsIndex(
  tenant: TenantId,
  accountId: string,
  receivedOn: LocalDate,
  paymentId: string,
): IndexKey {
  return { g1pk: accountPaymentsPartition(tenant, accountId), g1sk: `${receivedOn}#${paymentId}` };
}

export function accountPaymentsPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-PAYMENTS', accountId);
}

/** Payments with unapplied cash, in the second index, by the day of receipt; the others by month. */
export function paymentListIndex(
  tenant: TenantId,
  {
    id,
    receivedOn,
    unappliedCents,
  }: { readonly id: string; readonly receivedOn: LocalDate; readonly unappliedCents: number },
): SecondIndexKey {
  const g2pk =
    unappliedCents === 0
      ? appliedPaymentsPartition(tenant, receivedOn.slice(0, 7))
      : unappliedPaymentsPartition(tenant);
  return { g2pk, g2sk: `${receivedOn}#${id}` };
}

export function unappliedPaymentsPartition(tenant: TenantId): string {
  return `${tenant}#UNAPPLIED-PAYMENTS`;
}

/** `month` is `YYYY-MM`. */
export function appliedPaymentsPartition(tenant: TenantId, month: string): string {
  return `${tenant}#APPLIED-PAYMENTS#${month}`;
}

/** Which payment plan is the account's latest. */
export function accountPlanKey(tenant: TenantId, accountId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: 'PLAN' };
}

/** Plans that nobody has ended, by the day of their agreement; the others by the month of their end. */
export function paymentPlanIndex(
  tenant: TenantId,
  {
    id,
    agreedOn,
    ended,
  }: { readonly id: string; readonly agreedOn: LocalDate; readonly ended?: { readonly on: LocalDate } },
): IndexKey {
  const g1pk = ended === undefined ? openPlansPartition(tenant) : endedPlansPartition(tenant, ended.on.slice(0, 7));
  return { g1pk, g1sk: `${agreedOn}#${id}` };
}

export function openPlansPartition(tenant: TenantId): string {
  return `${tenant}#OPEN-PLANS`;
}

/** `month` is `YYYY-MM`. */
export function endedPlansPartition(tenant: TenantId, month: string): string {
  return `${tenant}#ENDED-PLANS#${month}`;
}

/** Another system's claims, by their patient; claims of our own encounters are found through the encounters. */
export function foreignClaimsIndex(tenant: TenantId, patientId: string, claimId: string): SecondIndexKey {
  return { g2pk: foreignClaimsPartition(tenant, patientId), g2sk: claimId };
}

export function foreignClaimsPartition(tenant: TenantId, patientId: string): string {
  return collection(tenant, 'FOREIGN-CLAIMS', patientId);
}

/** Accounts whose guarantor is a person and not a patient, by the last name without case, accents, marks and blanks. */
export function guarantorIndex(tenant: TenantId, lastName: string, accountId: string): IndexKey {
  return { g1pk: guarantorPartition(tenant, lastName), g1sk: accountId };
}

export function guarantorPartition(tenant: TenantId, lastName: string): string {
  return collection(tenant, 'GUARANTOR', digestText('guarantor', comparedName(lastName)));
}

/** Accounts with a hold that nobody has ended. */
export function heldIndex(tenant: TenantId, accountId: string): SecondIndexKey {
  return { g2pk: heldPartition(tenant), g2sk: accountId };
}

export function heldPartition(tenant: TenantId): string {
  return `${tenant}#HELD-ACCOUNTS`;
}

/** The office's billing settings: one item. */
export function billingSettingsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#BILLING-SETTINGS`, sk: 'SETTINGS' };
}

export const clientChargePrefix = 'CHARGE#';

/** A charge of an employer or a facility, in addition to the account’s entries. */
export function clientChargeKey(tenant: TenantId, accountId: string, chargeId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: `${clientChargePrefix}${chargeId}` };
}
