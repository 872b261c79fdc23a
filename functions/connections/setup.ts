import type { Connection } from '../../shared/domain/connection/connection.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { nextRunAt } from '../../shared/runtime/schedule.ts';
import {
  type ConnectionState,
  connectionStateItem,
  readConnection,
  runMessage,
} from '../../shared/store/connections.ts';
import { documentOfItem, entityItem } from '../../shared/store/entity-items.ts';
import { connectionStateKey } from '../../shared/store/keys/connection.ts';
import { entityKey, listIndex, listPartition } from '../../shared/store/keys/entity.ts';
import { dueKey } from '../../shared/store/keys/work.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ConnectionsOperations } from './context.ts';
import { connectionView } from './views.ts';

/** When a connection runs next; undefined while it is off. */
const plannedRun = ({ isOn, schedule }: Connection, at: Instant): Instant | undefined =>
  isOn ? nextRunAt(schedule, at) : undefined;

export const setupOperations: ConnectionsOperations<
  'createConnection' | 'listConnections' | 'getConnection' | 'replaceConnection'
> = {
  createConnection: async (request) => {
    const { tenantId } = request.principal;
    const id = request.newId('connection');
    const connection: Connection = { ...request.body, id, version: 1 };
    const next = plannedRun(connection, request.at);
    const state: ConnectionState = { failuresInARow: 0, lastNewsAt: request.at, ...(next ? { nextRunAt: next } : {}) };
    const key = entityKey(tenantId, 'CONNECTION', id);
    const item = entityItem(key, 'connection', connection, listIndex(tenantId, 'CONNECTION', id));
    return ok({
      body: connectionView(connection, state, request.at),
      version: 1,
      writes: [
        { put: item, condition: { absent: true } },
        { put: connectionStateItem(tenantId, id, state), condition: { absent: true } },
      ],
      audit: { action: 'connection-created', entityId: id },
      ...present({ due: next === undefined ? undefined : [runMessage(tenantId, id, next, false)] }),
    });
  },

  listConnections: async (request, { table }) => {
    const { tenantId } = request.principal;
    const partitions = [listPartition(tenantId, 'CONNECTION')];
    const query = { partitions, index: true, limit: request.query.limit } as const;
    const page = await listPage(request, table, query, (item) => documentOfItem<Connection>(item));
    if (!page.ok) return page;
    const states = await table.batchGet(page.value.items.map(({ id }) => connectionStateKey(tenantId, id)));
    const items = page.value.items.flatMap((connection, index) => {
      const state = states[index];
      return state === undefined
        ? []
        : [connectionView(connection, documentOfItem<ConnectionState>(state), request.at)];
    });
    return ok({ body: { ...page.value, items } });
  },

  getConnection: async (request, { table }) => {
    const found = await readConnection(table, request.principal.tenantId, request.params.connectionId);
    if (found === undefined) return fail({ kind: 'not-found' });
    const body = connectionView(found.connection, found.state, request.at);
    return ok({ body, version: found.connection.version });
  },

  replaceConnection: async (request, { table }) => {
    const { tenantId } = request.principal;
    const id = request.params.connectionId;
    const found = await readConnection(table, tenantId, id);
    if (found === undefined) return fail({ kind: 'not-found' });
    const { connection: before, state } = found;
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const connection: Connection = { ...request.body, id, version: before.version + 1 };
    const next = plannedRun(connection, request.at);
    // The quiet period starts when the connection is switched on, because nothing can arrive while it is off.
    const news = connection.isOn && !before.isOn ? { lastNewsAt: request.at } : {};
    const { nextRunAt: _planned, ...kept } = state;
    const after: ConnectionState = { ...kept, ...news, ...present({ nextRunAt: next }) };
    const key = entityKey(tenantId, 'CONNECTION', id);
    const item = entityItem(key, 'connection', connection, listIndex(tenantId, 'CONNECTION', id));
    return ok({
      body: connectionView(connection, after, request.at),
      version: connection.version,
      writes: [
        { put: item, condition: { equals: { version: before.version } }, orElse: { kind: 'version-changed' } },
        ...planWrites(tenantId, id, state.nextRunAt, { ...news, nextRunAt: next }),
      ],
      audit: { action: 'connection-replaced', entityId: id, facts: { version: connection.version } },
      ...present({ due: next === undefined ? undefined : [runMessage(tenantId, id, next, false)] }),
    });
  },
};

/** Replaces the planned run in the due index, unless its time is unchanged. */
function planWrites(
  tenant: TenantId,
  id: string,
  planned: Instant | undefined,
  set: { readonly nextRunAt: Instant | undefined; readonly lastNewsAt?: Instant },
): Write<Failure>[] {
  const next = set.nextRunAt;
  const hasPlan = planned === undefined ? { without: ['nextRunAt'] } : { equals: { nextRunAt: planned } };
  const update: Write<Failure> = {
    update: connectionStateKey(tenant, id),
    set,
    ...(next === undefined ? { remove: ['nextRunAt'] } : {}),
    condition: { exists: true, ...hasPlan },
    orElse: { kind: 'write-conflict' },
  };
  return planned === undefined || planned === next ? [update] : [update, { delete: dueKey(planned, id) }];
}
