import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { digestText, shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, shards } from './table.ts';

/** Money in transit to the bank, and deposits that wait for their remittance. */

/** A check or EFT number with an amount, by which a deposit and a remittance find each other; by digest. */
function cluePartition(tenant: TenantId, side: 'IN-TRANSIT' | 'DEPOSIT-CLUE', trace: string, cents: number): string {
  return collection(tenant, side, digestText(trace, String(cents)));
}

/** A remittance whose money is in transit, under its number and amount. */
export function inTransitKey(tenant: TenantId, trace: string, cents: number, remittanceId: string): Key {
  return { pk: cluePartition(tenant, 'IN-TRANSIT', trace, cents), sk: remittanceId };
}

/** Everything in transit, in four shards, oldest first. The amount is in the sort key, so that ageing reads only the index. */
export function inTransitIndex(tenant: TenantId, paidOn: LocalDate, cents: number, remittanceId: string): IndexKey {
  return {
    g1pk: inTransitPartition(tenant, shardOf(remittanceId, shards.bank)),
    g1sk: `${paidOn}#${cents < 0 ? '-' : '0'}${String(Math.abs(cents)).padStart(15, '0')}#${remittanceId}`,
  };
}

export function inTransitPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#IN-TRANSIT#${shard}`;
}

/** A deposit that waits for a remittance, under one number and amount: its own, or those of a check on its slip. */
export function depositClueKey(tenant: TenantId, trace: string, cents: number, depositId: string): Key {
  return { pk: cluePartition(tenant, 'DEPOSIT-CLUE', trace, cents), sk: depositId };
}

/** The known deposits with one account and amount in a month (`YYYY-MM`); by digest. */
export function depositSumKey(tenant: TenantId, bankAccount: string, cents: number, month: string): Key {
  const account = bankAccount.trim().toUpperCase();
  return { pk: collection(tenant, 'DEPOSIT-SUM', digestText(account, String(cents), month)), sk: 'DEPOSIT-SUM' };
}

/** The row of the work list; it exists while a deposit is unmatched. */
export function openDepositKey(tenant: TenantId, depositId: string): Key {
  return { pk: collection(tenant, 'DEPOSIT', depositId), sk: 'OPEN' };
}

export function openDepositIndex(tenant: TenantId, depositedOn: LocalDate, depositId: string): IndexKey {
  return { g1pk: openDepositPartition(tenant, shardOf(depositId, shards.bank)), g1sk: `${depositedOn}#${depositId}` };
}

export function openDepositPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#DEPOSITS-OPEN#${shard}`;
}

/** Whether a patient's payment waits for a deposit batch, or which one it is in. */
export function batchingKey(tenant: TenantId, paymentId: string): Key {
  return { pk: collection(tenant, 'PATIENT-PAYMENT', paymentId), sk: 'BATCH' };
}

/** Payments that wait for a batch, by the day on which they were received. The amount is in the sort key, so that a sum reads only the index. */
export function waitingPaymentIndex(
  tenant: TenantId,
  { id, receivedOn, cents }: { readonly id: string; readonly receivedOn: LocalDate; readonly cents: number },
): IndexKey {
  return { g1pk: waitingPaymentsPartition(tenant), g1sk: `${receivedOn}#${id}#${cents}` };
}

export function waitingPaymentsPartition(tenant: TenantId): string {
  return `${tenant}#WAITING-PAYMENTS`;
}
