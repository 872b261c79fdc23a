import type { TenantId } from '../domain/identity/ids.ts';
import type { SmallBalanceRun } from '../domain/small-balance/small-balance.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Item, Table, Write } from './table.ts';

export function smallBalanceRunOfItem(item: Item): SmallBalanceRun {
  return documentOfItem<SmallBalanceRun>(item);
}

export async function readSmallBalanceRun(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<SmallBalanceRun | undefined> {
  const item = await table.get(entityKey(tenant, 'SMALL-BALANCE-RUN', id));
  return item === undefined ? undefined : smallBalanceRunOfItem(item);
}

/** Stores a run, or its next step, if nobody has continued it since it was read. */
export function smallBalanceRunWrite(
  tenant: TenantId,
  run: SmallBalanceRun,
  before?: SmallBalanceRun,
): Write<{ readonly kind: 'write-conflict' }> {
  const index = monthIndex(tenant, 'SMALL-BALANCE-RUN', run.requestedAt, run.id);
  return {
    put: entityItem(entityKey(tenant, 'SMALL-BALANCE-RUN', run.id), 'small-balance-run', run, index),
    condition: before === undefined ? { absent: true } : { equals: { steps: before.steps, state: before.state } },
    orElse: { kind: 'write-conflict' },
  };
}

export function smallBalanceMessage(tenant: TenantId, runId: string): DueMessage {
  const body = { schemaVersion: 1, tenantId: tenant, work: 'small-balances', runId };
  return { queue: 'give-up-by-rule', id: runId, body };
}
