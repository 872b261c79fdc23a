import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { listWork, readListed } from '../../shared/runtime/api/work-list.ts';
import { plannedKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { readOffice } from '../../shared/store/office.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import type { RemittancesOperations } from './context.ts';
import { remittanceView } from './views.ts';

/** Payments that post only after a person has approved their plan. */
export const plannedOperations: RemittancesOperations<'listPlannedPayments'> = {
  listPlannedPayments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { pk } = plannedKey(tenantId, '');
    const { keys, isComplete } = await readListed(table, pk);
    const items = await table.batchGet(keys.map(({ sk }) => remittanceKey(tenantId, sk)));
    const planned = items.flatMap((item) => {
      const remittance = item === undefined ? undefined : bodyOfItem<Remittance>(item);
      return item !== undefined && remittance?.state === 'planned' ? [{ item, remittance }] : [];
    });
    const { timeZone } = await readOffice(table, tenantId);
    return listWork(request, table, {
      works: planned.map(({ item, remittance: { id, receivedAt, paymentCents, payerId } }) => ({
        ...{ id, since: dayIn(timeZone, receivedAt), cents: paymentCents, payerId },
        ...{ item, receivedAt },
      })),
      isComplete,
      rank: request.query.sort === 'largest' ? ({ cents }) => -Math.abs(cents) : ({ receivedAt }) => receivedAt,
      view: ({ item }) => remittanceView(item),
      marks: ({ id }) => id,
    });
  },
};
