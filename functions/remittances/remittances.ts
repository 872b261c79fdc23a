import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth, listPacked } from '../../shared/runtime/api/list-page.ts';
import { chunkPrefix, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { unpackEntryKeys } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RemittancesOperations } from './context.ts';
import { claimView, remittanceView } from './views.ts';

export const remittanceOperations: RemittancesOperations<'listRemittances' | 'getRemittance' | 'listRemittanceClaims'> =
  {
    listRemittances: async (request, { table }) => {
      return asAnswer(await listMonth(request, table, { entity: 'REMITTANCE' }, remittanceView));
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
  };
