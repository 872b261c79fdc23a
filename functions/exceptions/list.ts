import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { ExceptionsOperations } from './context.ts';
import { exceptionView } from './views.ts';

export const listOperations: ExceptionsOperations<'listExceptions'> = {
  listExceptions: async (request, { table }) => {
    const partitions = Array.from({ length: shards.exceptions }, (_, shard) =>
      openExceptionPartition(request.principal.tenantId, shard),
    );
    const query = { partitions, index: true, limit: request.query.limit } as const;
    return asAnswer(await listPage(request, table, query, exceptionView));
  },
};
