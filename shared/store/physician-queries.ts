import type { PhysicianQuery } from '../domain/coding-work/query.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { endedQueryIndex, openQueryIndex, physicianQueryKey, queryPrefix } from './keys/coding-work.ts';
import type { Item, Table, Write } from './table.ts';

export function physicianQueryOfItem(item: Item): PhysicianQuery {
  return documentOfItem<PhysicianQuery>(item);
}

export async function readPhysicianQuery(
  table: Table,
  tenant: TenantId,
  encounterId: string,
  queryId: string,
): Promise<PhysicianQuery | undefined> {
  const item = await table.get(physicianQueryKey(tenant, encounterId, queryId));
  return item === undefined ? undefined : physicianQueryOfItem(item);
}

/** Every query about an encounter, in the order in which they were raised. */
export async function readPhysicianQueries(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<readonly PhysicianQuery[]> {
  const partition = physicianQueryKey(tenant, encounterId, '').pk;
  const items = await table.queryAll({ partition, prefix: queryPrefix });
  return items.map(physicianQueryOfItem).sort((one, other) => (one.askedAt < other.askedAt ? -1 : 1));
}

export function physicianQueryWrite(tenant: TenantId, query: PhysicianQuery): Write<never> {
  const index = openQueryIndex(tenant, query.dueOn, query.id);
  const key = physicianQueryKey(tenant, query.encounterId, query.id);
  return { put: entityItem(key, 'physician-query', query, index), condition: { absent: true } };
}

/** Ends a query, if nobody has ended it since it was read. Reminders in the meantime do not matter. */
export function queryEndedWrite(
  tenant: TenantId,
  { id, encounterId, version }: PhysicianQuery,
  at: string,
  set: Pick<PhysicianQuery, 'state' | 'answer' | 'withdrawal'>,
): Write<{ readonly kind: 'version-changed' }> {
  return {
    update: physicianQueryKey(tenant, encounterId, id),
    set: { ...set, version: version + 1, ...endedQueryIndex(tenant, at, id) },
    condition: { equals: { version, state: 'open' } },
    orElse: { kind: 'version-changed' },
  };
}

/** Records that a query came up again. It happens once for each message, and only while the query is open. */
export function queryRemindedWrite(
  tenant: TenantId,
  { id, encounterId, reminders }: PhysicianQuery,
  set: Partial<Pick<PhysicianQuery, 'remindedAt' | 'escalatedAt' | 'escalatedTo'>>,
): Write<never> {
  return {
    update: physicianQueryKey(tenant, encounterId, id),
    set: { ...set, reminders: reminders + 1 },
    condition: { equals: { state: 'open', reminders } },
  };
}
