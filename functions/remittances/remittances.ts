import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listPacked } from '../../shared/runtime/api/list-page.ts';
import { listOfMonth } from '../../shared/runtime/api/month-list.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import { chunkPrefix, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { bodyOfItem, type Remittance, unpackEntryKeys } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RemittancesOperations } from './context.ts';
import { claimView, remittanceView } from './views.ts';

export const remittanceOperations: RemittancesOperations<'listRemittances' | 'getRemittance' | 'listRemittanceClaims'> =
  {
    listRemittances: async (request, { table }) => {
      const {
        month = request.at.slice(0, 7),
        state,
        payerId,
        minCents = -Infinity,
        maxCents = Infinity,
      } = request.query;
      return listOfMonth(request, table, {
        partitions: [monthPartition(request.principal.tenantId, 'REMITTANCE', month)],
        workOf: (item) => {
          const remittance = bodyOfItem<Remittance>(item);
          const { id, postedOn: since, paymentCents: cents } = remittance;
          const isAsked =
            (state === undefined || remittance.state === state) &&
            (payerId === undefined || remittance.payerId === payerId) &&
            cents >= minCents &&
            cents <= maxCents;
          return isAsked ? { id, since, cents, item } : undefined;
        },
        view: ({ item }) => remittanceView(item),
        marks: ({ id }) => String(id),
      });
    },

    getRemittance: async (request, { table }) => {
      const item = await table.get(remittanceKey(request.principal.tenantId, request.params.remittanceId));
      if (item === undefined) return fail({ kind: 'not-found' });
      const body = remittanceView(item);
      return ok({ body, version: body.version });
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
