import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey, shards } from './table.ts';

/** Coding work: stored next to the encounters, and only when people enter something about it. */

const encounterPartition = (tenant: TenantId, encounterId: string): string =>
  collection(tenant, 'ENCOUNTER', encounterId);

export function codingWorkKey(tenant: TenantId, encounterId: string): Key {
  return { pk: encounterPartition(tenant, encounterId), sk: 'WORK' };
}

/** Work items until they are done. */
export function codingWorkIndex(tenant: TenantId, encounterId: string): IndexKey {
  return { g1pk: codingWorkPartition(tenant, shardOf(encounterId, shards.codingWork)), g1sk: encounterId };
}

export function codingWorkPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#CODING-WORK#${shard}`;
}

export const queryPrefix = 'QUERY#';

export function physicianQueryKey(tenant: TenantId, encounterId: string, queryId: string): Key {
  return { pk: encounterPartition(tenant, encounterId), sk: `${queryPrefix}${queryId}` };
}

/** Queries that no physician has answered, by the day of their escalation within each shard. */
export function openQueryIndex(tenant: TenantId, dueOn: LocalDate, queryId: string): IndexKey {
  return { g1pk: openQueryPartition(tenant, shardOf(queryId, shards.codingWork)), g1sk: `${dueOn}#${queryId}` };
}

export function openQueryPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#PHYSICIAN-QUERIES#${shard}`;
}

/** Queries that ended, by the month and instant of their end. */
export function endedQueryIndex(tenant: TenantId, endedAt: string, queryId: string): IndexKey {
  const shard = shardOf(queryId, shards.codingWork);
  return { g1pk: endedQueryPartition(tenant, endedAt.slice(0, 7), shard), g1sk: `${endedAt}#${queryId}` };
}

/** `month` is `YYYY-MM`. */
export function endedQueryPartition(tenant: TenantId, month: string, shard: number): string {
  return `${tenant}#PHYSICIAN-QUERIES-ENDED#${month}#${shard}`;
}

/** The office's coding settings: one item. */
export function codingSettingsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#OFFICE`, sk: 'CODING' };
}

/** The first month that may have drafts. */
export function oldestDraftsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#OFFICE`, sk: 'OLDEST-DRAFTS' };
}

export const codingCountsPrefix = 'DAY#';

export function codingCountsPartition(tenant: TenantId): string {
  return `${tenant}#CODING-COUNTS`;
}

/** Reviews and queries of a coder on a day. */
export function codingCountsKey(tenant: TenantId, day: LocalDate, coder: string): Key {
  return { pk: codingCountsPartition(tenant), sk: `${codingCountsPrefix}${day}#${coder}` };
}

/** In the second index: drafts of facilities' notices, which have only a few days to be told. */
export function noticeDraftIndex(tenant: TenantId, encounterId: string): SecondIndexKey {
  return { g2pk: noticeDraftPartition(tenant), g2sk: encounterId };
}

export function noticeDraftPartition(tenant: TenantId): string {
  return `${tenant}#NOTICE-DRAFTS`;
}
