import type { TenantId } from '../../domain/identity/ids.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { digestText, shardOf } from '../digest.ts';
import { collection, type IndexKey, type Key, shards } from './table.ts';

/** Work lists, messages for later, the audit trail, and records of requests. */

/** The name under which items without a tenant (the due index) are stored. No tenant can have this name. */
const system = '_';

/** Exceptions that wait for a person. */
export function openExceptionIndex(tenant: TenantId, exceptionId: string): IndexKey {
  return { g1pk: openExceptionPartition(tenant, shardOf(exceptionId, shards.exceptions)), g1sk: exceptionId };
}

export function openExceptionPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#EXCEPTIONS#${shard}`;
}

/** Exceptions that ended, by the month and instant of their end. */
export function endedExceptionIndex(tenant: TenantId, endedAt: string, exceptionId: string): IndexKey {
  const partition = endedExceptionPartition(tenant, endedAt.slice(0, 7), shardOf(exceptionId, shards.exceptions));
  return { g1pk: partition, g1sk: `${endedAt}#${exceptionId}` };
}

/** `month` is `YYYY-MM`. */
export function endedExceptionPartition(tenant: TenantId, month: string, shard: number): string {
  return `${tenant}#EXCEPTIONS-ENDED#${month}#${shard}`;
}

/** Denials that wait for a person, by their deadline within each shard. */
export function openDenialIndex(tenant: TenantId, deadline: LocalDate, denialId: string): IndexKey {
  return {
    g1pk: openDenialPartition(tenant, shardOf(denialId, shards.denials)),
    g1sk: `${deadline}#${denialId}`,
  };
}

export function openDenialPartition(tenant: TenantId, shard: number): string {
  return `${tenant}#DENIALS#${shard}`;
}

/** Denials that ended, by the month and instant of their end. */
export function endedDenialIndex(tenant: TenantId, endedAt: string, denialId: string): IndexKey {
  const partition = endedDenialPartition(tenant, endedAt.slice(0, 7), shardOf(denialId, shards.denials));
  return { g1pk: partition, g1sk: `${endedAt}#${denialId}` };
}

/** `month` is `YYYY-MM`. */
export function endedDenialPartition(tenant: TenantId, month: string, shard: number): string {
  return `${tenant}#DENIALS-ENDED#${month}#${shard}`;
}

export function auditKey(tenant: TenantId, entityId: string, at: string, requestId: string): Key {
  return { pk: collection(tenant, 'AUDIT', entityId), sk: `${at}#${requestId}` };
}

export function auditPartition(tenant: TenantId, entityId: string): string {
  return collection(tenant, 'AUDIT', entityId);
}

/** In the first index: audit items that reports count as work, by month and instant. */
export function deedIndex(
  tenant: TenantId,
  { entityId, at, requestId }: { readonly entityId: string; readonly at: string; readonly requestId: string },
): IndexKey {
  const shard = shardOf(`${requestId} ${entityId}`, shards.deeds);
  return { g1pk: deedPartition(tenant, at.slice(0, 7), shard), g1sk: `${at}#${requestId}#${entityId}` };
}

/** `month` is `YYYY-MM`. */
export function deedPartition(tenant: TenantId, month: string, shard: number): string {
  return `${tenant}#DEEDS#${month}#${shard}`;
}

/** The answer to a request with an idempotency key; `scope` names principal and route. */
export function idempotencyKey(tenant: TenantId, scope: string, key: string): Key {
  return { pk: collection(tenant, 'IDEMPOTENCY', digestText(scope, key)), sk: 'IDEMPOTENCY' };
}

/** The uses for which an office has a secret of its own. */
export type SecretUse = 'page-token' | 'link-token';

/** The tenant's own secret for a use. */
export function officeSecretKey(tenant: TenantId, use: SecretUse): Key {
  return { pk: `${tenant}#SECRET`, sk: use.toUpperCase() };
}

/** A message to be sent at or after an instant. */
export function dueKey(dueAt: string, id: string): Key {
  return { pk: duePartition(shardOf(id, shards.due)), sk: `${dueAt}#${id}` };
}

export function duePartition(shard: number): string {
  return `${system}#DUE#${shard}`;
}
