import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { voidRemittance } from '../../shared/posting/void-remittance.ts';
import { exceptionOfItem } from '../../shared/store/exceptions.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import {
  asDecided,
  bodyOfItem,
  type Remittance,
  remittanceItem,
  remittanceVersion,
} from '../../shared/store/remittances.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { RemittancesOperations } from './context.ts';
import { remittanceView } from './views.ts';

/** Takes back what a person entered by mistake. A payer's own remittance is taken back only by the payer. */
export const voidOperations: RemittancesOperations<'voidRemittance'> = {
  voidRemittance: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const key = remittanceKey(tenantId, request.params.remittanceId);
    const item = await deps.table.get(key);
    if (item === undefined) return fail({ kind: 'not-found' });
    const remittance = bodyOfItem<Remittance>(item);
    const { id, state, channel, paymentCents } = remittance;
    const version = remittanceVersion(remittance);
    if (version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (channel === undefined || state !== 'posted') return fail({ kind: 'remittance-not-entered' });
    const open = await openExceptionsOf(remittance, tenantId, deps.table);
    const voided = await voidRemittance(remittance, open, await rebookingOf(request), deps);
    if (!voided.ok) return voided;
    const resolution = { kind: 'voided', by: subject, at: request.at, reason: request.body.reason };
    const after: Remittance = { ...remittance, state: 'voided', resolution, version: version + 1 };
    return ok({
      body: remittanceView(remittanceItem(tenantId, after)),
      version: version + 1,
      writes: [
        {
          update: key,
          set: { state: after.state, resolution, version: version + 1 },
          condition: asDecided(remittance),
          orElse: { kind: 'version-changed' },
        },
        ...(voided.value as readonly Write<Failure>[]),
      ],
      audit: { action: 'remittance-voided', entityId: id, facts: { ...present({ channel }), cents: paymentCents } },
    });
  },
};

async function openExceptionsOf(
  { id }: Remittance,
  tenant: Parameters<typeof openExceptionPartition>[0],
  table: Table,
) {
  const partitions = Array.from({ length: shards.exceptions }, (_, shard) => openExceptionPartition(tenant, shard));
  const rows = await Promise.all(partitions.map((partition) => table.queryAll({ partition, index: true })));
  const items = await table.batchGet(rows.flat().map(({ pk, sk }) => ({ pk, sk })));
  const exceptions = items.flatMap((item) => (item === undefined ? [] : [exceptionOfItem(item)]));
  return exceptions.filter(({ remittanceId, state }) => remittanceId === id && state === 'open');
}
