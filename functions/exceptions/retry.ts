import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import { retriedCodes, triedView, tryAgain } from '../../shared/posting/retrying.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { exceptionOfItem } from '../../shared/store/exceptions.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { ExceptionsOperations } from './context.ts';

/** Retries exceptions that waited for set-up: first a preview of the result, then the work itself, in the background. */
export const retryOperations: ExceptionsOperations<'planRetry' | 'retryExceptions'> = {
  planRetry: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const { limit, code, payerId } = request.query;
    const partitions = Array.from({ length: shards.exceptions }, (_, shard) => openExceptionPartition(tenantId, shard));
    const page = await listPage(request, deps.table, { partitions, index: true, limit }, exceptionOfItem);
    if (!page.ok) return page;
    const retry = { tenant: tenantId, subject, at: request.at, today: await request.today(), reason: 'planned' };
    const items = [];
    for (const exception of page.value.items) {
      const tried = await tryAgain(exception, { code, payerId }, retry, deps);
      if (tried !== undefined) items.push(triedView(exception, tried));
    }
    return ok({ body: { ...page.value, items } });
  },

  retryExceptions: async (request) => {
    const { tenantId, subject } = request.principal;
    const { code, payerId, reason } = request.body;
    const id = request.newId('exception');
    const scope = { ...present({ code }), ...present({ payerId }) };
    const body = { schemaVersion: 1, tenantId, subject, reason, ...scope } as const;
    return ok({
      body: { codes: code === undefined ? retriedCodes : [code] },
      writes: [],
      audit: { action: 'exceptions-retried', entityId: id, facts: scope },
      due: [{ queue: 'retry-exceptions', id: `retry-${id}`, body }],
    });
  },
};
