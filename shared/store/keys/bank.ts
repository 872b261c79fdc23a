import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { digestText, shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, shards } from './table.ts';

/** Money on its way to the bank, and deposits that wait for their remittance. */

/** A check or EFT number with an amount, by which a deposit and a remittance find each other; by digest. */
function cluePartition(tenant: TenantId, side: 'IN-TRANSIT' | 'DEPOSIT-CLUE', trace: string, cents: number): string {
  return collection(tenant, side, digestText(trace, String(cents)));
}

/** A remittance whose money is to come, under its number and amount. */
export function inTransitKey(tenant: TenantId, trace: string, cents: number, remittanceId: string): Key {
  return { pk: cluePartition(tenant, 'IN-TRANSIT', trace, cents), sk: remittanceId };
}

/** What is in transit, in four shards, the oldest first. The amount stands in the sort key: ageing reads the index alone. */
export function inTransitIndex(tenant: TenantId, paidOn: LocalDate, cents: number, remittanceId: string): IndexKey {
  return {
    g1pk: inTransitPartition(tenant, shardOf(remittanceId, shards.bank)),
    g1sk: `${paidOn}#${cents < 0 ? '-' : '0'}${String(Math.abs(cents)).padStart(15, '0')}#${remittanceId}`,
  };
}

export function inTransitPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#IN-TRANSIT#${shard}`;
}

/** A deposit that waits for a remittance, under one number and amount that it names: its own, or a check's of its slip. */
export function depositClueKey(tenant: TenantId, trace: string, cents: number, depositId: string): Key {
  return { pk: cluePartition(tenant, 'DEPOSIT-CLUE', trace, cents), sk: depositId };
}

/** What is told of deposits of one account and amount in a month (`YYYY-MM`); by digest. */
export function depositSumKey(tenant: TenantId, bankAccount: string, cents: number, month: string): Key {
  const account = bankAccount.trim().toUpperCase();
  return { pk: collection(tenant, 'DEPOSIT-SUM', digestText(account, String(cents), month)), sk: 'DEPOSIT-SUM' };
}

/** There while a deposit is unmatched: the work list's row. */
export function openDepositKey(tenant: TenantId, depositId: string): Key {
  return { pk: collection(tenant, 'DEPOSIT', depositId), sk: 'OPEN' };
}

export function openDepositIndex(tenant: TenantId, depositedOn: LocalDate, depositId: string): IndexKey {
  return { g1pk: openDepositPartition(tenant, shardOf(depositId, shards.bank)), g1sk: `${depositedOn}#${depositId}` };
}

export function openDepositPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#DEPOSITS-OPEN#${shard}`;
}
