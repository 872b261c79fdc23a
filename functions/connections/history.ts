import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import {
  type ConnectionFile,
  type ConnectionRun,
  connectionRunId,
  readConnection,
  runMessage,
} from '../../shared/store/connections.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import {
  connectionFilePartition,
  connectionRunPrefix,
  connectionStateKey,
} from '../../shared/store/keys/connection.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { ConnectionsOperations } from './context.ts';
import { connectionFileView, runView } from './views.ts';

export const historyOperations: ConnectionsOperations<'runConnection' | 'listConnectionRuns' | 'listConnectionFiles'> =
  {
    runConnection: async (request, { table }) => {
      const { tenantId } = request.principal;
      const id = request.params.connectionId;
      const found = await readConnection(table, tenantId, id);
      if (found === undefined) return fail({ kind: 'not-found' });
      if (!found.connection.isOn) return fail({ kind: 'connection-off' });
      if ((found.state.leaseUntil ?? '') > request.at) return fail({ kind: 'connection-running' });
      const runId = connectionRunId(tenantId, id, request.at, true);
      return ok({
        body: { id: runId },
        writes: [{ check: entityKey(tenantId, 'CONNECTION', id), condition: { exists: true } }],
        audit: { action: 'connection-run-requested', entityId: id, facts: { runId } },
        due: [runMessage(tenantId, id, request.at, true)],
      });
    },

    listConnectionRuns: async (request, { table }) => {
      const { tenantId } = request.principal;
      const id = request.params.connectionId;
      const found = await readConnection(table, tenantId, id);
      if (found === undefined) return fail({ kind: 'not-found' });
      const partitions = [connectionStateKey(tenantId, id).pk];
      const query = { partitions, prefix: connectionRunPrefix, limit: request.query.limit, newestFirst: true } as const;
      return asAnswer(
        await listPage(request, table, query, (item) =>
          runView(documentOfItem<ConnectionRun>(item), found.state, request.at),
        ),
      );
    },

    listConnectionFiles: async (request, { table }) => {
      const { tenantId } = request.principal;
      const id = request.params.connectionId;
      const connection = await table.get(entityKey(tenantId, 'CONNECTION', id));
      if (connection === undefined) return fail({ kind: 'not-found' });
      const partitions = [connectionFilePartition(tenantId, id)];
      const query = { partitions, index: true, limit: request.query.limit, newestFirst: true } as const;
      return asAnswer(
        await listPage(request, table, query, (item) => connectionFileView(documentOfItem<ConnectionFile>(item))),
      );
    },
  };
