import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth, listPacked, listPage } from '../../shared/runtime/api/list-page.ts';
import { chunkPrefix, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import { unpackEntryKeys } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RemittancesOperations } from './context.ts';
import { claimView, exceptionView, remittanceView } from './views.ts';

export const remittanceOperations: RemittancesOperations<
  'listRemittances' | 'getRemittance' | 'listRemittanceClaims' | 'listExceptions'
> = {
  listRemittances: async (request, { table }) => {
    return asAnswer(await listMonth(request, table, 'REMITTANCE', remittanceView));
  },

  getRemittance: async (request, { table }) => {
    const item = await table.get(remittanceKey(request.principal.tenantId, request.params.remittanceId));
    return item === undefined ? fail({ kind: 'not-found' }) : ok({ body: remittanceView(item) });
  },

  listRemittanceClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    const key = remittanceKey(tenantId, request.params.remittanceId);
    if ((await table.get(key)) === undefined) return fail({ kind: 'not-found' });
    const { limit } = request.query;
    const keysOf = (chunk: Item) => unpackEntryKeys(tenantId, chunk);
    const query = { partition: key.pk, prefix: chunkPrefix, limit, keysOf } as const;
    return asAnswer(await listPacked(request, table, query, claimView));
  },

  listExceptions: async (request, { table }) => {
    const partitions = Array.from({ length: shards.exceptions }, (_, shard) =>
      openExceptionPartition(request.principal.tenantId, shard),
    );
    const query = { partitions, index: true, limit: request.query.limit } as const;
    return asAnswer(await listPage(request, table, query, exceptionView));
  },
};
