import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { shardOf } from '../digest.ts';
import { claimCollection, claimsOfMonthPartition } from './claim.ts';
import { collection, type IndexKey, type Key, type Range, shards } from './table.ts';

/** Entries of the books, by claim, remittance, deposit, patient's payment or account and by day, and the totals of their accounts. */

export const ledgerEntryPrefix = 'ENTRY#';

/** A ledger entry under the control number in its document; entries without a claim are under their remittance. */
export function ledgerEntryKey(tenant: TenantId, patientControlNumber: string, entryId: string): Key {
  return { pk: claimCollection(tenant, patientControlNumber), sk: `${ledgerEntryPrefix}${entryId}` };
}

export function remittanceEntryKey(tenant: TenantId, remittanceId: string, entryId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `${ledgerEntryPrefix}${entryId}` };
}

export function depositEntryKey(tenant: TenantId, depositId: string, entryId: string): Key {
  return { pk: collection(tenant, 'DEPOSIT', depositId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/** An entry of a patient's payment without a claim: its receipt, and entries that move its unapplied cash. */
export function patientPaymentEntryKey(tenant: TenantId, paymentId: string, entryId: string): Key {
  return { pk: collection(tenant, 'PATIENT-PAYMENT', paymentId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/** An entry of an account without a claim or a payment: an employer's or a facility's charge. */
export function accountEntryKey(tenant: TenantId, accountId: string, entryId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT', accountId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/** An entry made by closing a month of one legal entity's books. */
export function closeEntryKey(tenant: TenantId, closeId: string, entryId: string): Key {
  return { pk: collection(tenant, 'CLOSE', closeId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/** A manager's manual entry. */
export function manualEntryKey(tenant: TenantId, manualId: string, entryId: string): Key {
  return { pk: collection(tenant, 'MANUAL-ENTRY', manualId), sk: `${ledgerEntryPrefix}${entryId}` };
}

/**
 * An entry's id in the API: its collection and its own id, so that it is found without an index. `S2J4….led_…` for a
 * claim, `rem_….led_…` for a payment, `dep_….led_…` for a deposit, `pmt_….led_…` for a patient's payment, `acc_….led_…`
 * for an account.
 */
export function wireEntryId(key: Key): string {
  const [, , name] = key.pk.split('#');
  return `${name}.${key.sk.slice(ledgerEntryPrefix.length)}`;
}

/** The key for an entry's id in the API, or undefined when the id has another form. */
export function keyOfWireEntryId(tenant: TenantId, wireId: string): Key | undefined {
  const match = /^(S[0-9A-Z]{15}|(?:rem|dep|pmt|acc|cls|mje)_[0-9A-Z]{26})\.(led_[0-9A-Z]{26})$/.exec(wireId);
  if (match === null) return undefined;
  const [, name = '', entryId = ''] = match;
  return {
    pk: collection(tenant, collectionOfName(name), name),
    sk: `${ledgerEntryPrefix}${entryId}`,
  };
}

const collections = {
  rem: 'REMITTANCE',
  dep: 'DEPOSIT',
  pmt: 'PATIENT-PAYMENT',
  acc: 'ACCOUNT',
  cls: 'CLOSE',
  mje: 'MANUAL-ENTRY',
} as const;

function collectionOfName(name: string): string {
  const [prefix = ''] = name.split('_');
  return prefix in collections ? collections[prefix as keyof typeof collections] : 'CLAIM';
}

/** Every entry of a day, spread over shards, for reading and checking the books. */
export function ledgerDayIndex(tenant: TenantId, postedOn: LocalDate, entryId: string): IndexKey {
  return { g1pk: ledgerDayPartition(tenant, postedOn, shardOf(entryId, shards.ledgerDay)), g1sk: entryId };
}

function ledgerDayPartition(tenant: TenantId, postedOn: LocalDate, shard: number): string {
  return `${tenant}#LEDGER#${postedOn}#${shard}`;
}

/** All index ranges with the entries of a day. The first entries of claims are listed as the claims of their month. */
export function ledgerDayRanges(tenant: TenantId, postedOn: LocalDate): Range[] {
  const sharded = Array.from({ length: shards.ledgerDay }, (_, shard) => ledgerDayPartition(tenant, postedOn, shard));
  const first = { partition: claimsOfMonthPartition(tenant, postedOn.slice(0, 7)), prefix: `${postedOn}#` };
  return [...sharded.map((partition) => ({ partition })), first];
}

const totalsPrefix = 'DAY#';

export function totalsPartition(tenant: TenantId): string {
  return `${tenant}#TOTALS`;
}

/** Account totals of a day and billing entity; `spread` is any name that distributes the writers (a claim, a chunk). */
export function totalsKey(tenant: TenantId, postedOn: LocalDate, entityId: string, spread: string): Key {
  return {
    pk: totalsPartition(tenant),
    sk: `${totalsPrefix}${postedOn}#${entityId}#${shardOf(spread, shards.totals)}`,
  };
}

/** The prefix of the sort keys of one day's totals. */
export function totalsDayPrefix(day: LocalDate): string {
  return `${totalsPrefix}${day}#`;
}

/** A day's bookings, added up for day sheets and reports. */
export function dayFactsKey(tenant: TenantId, day: LocalDate): Key {
  return { pk: `${tenant}#DAY-FACTS`, sk: day };
}

/** Open balances by age at the ends of days, and up to which day report data is complete. */
export function ageingPartition(tenant: TenantId): string {
  return `${tenant}#AGEING`;
}

/** A part of the open balances at the end of a day. */
export function ageingKey(tenant: TenantId, day: LocalDate, part: number): Key {
  return { pk: ageingPartition(tenant), sk: `${day}#${String(part).padStart(3, '0')}` };
}

export function keptReportsKey(tenant: TenantId): Key {
  return { pk: ageingPartition(tenant), sk: 'KEPT' };
}

/** The prefix of the sort keys of the totals of one month's days. */
export function totalsMonthPrefix(period: string): string {
  return `${totalsPrefix}${period}`;
}

/**
 * The months of all books of an office: decisions about each, and its totals once nothing can be booked into it any
 * more.
 */
export function periodsPartition(tenant: TenantId): string {
  return `${tenant}#PERIODS`;
}

/** A month (`YYYY-MM`) of one legal entity's books. */
export function periodKey(tenant: TenantId, period: string, entityId: string): Key {
  return { pk: periodsPartition(tenant), sk: `${period}#${entityId}` };
}

/** Up to which month an office's totals are kept by month. */
export function keptThroughKey(tenant: TenantId): Key {
  return { pk: periodsPartition(tenant), sk: 'KEPT-THROUGH' };
}
