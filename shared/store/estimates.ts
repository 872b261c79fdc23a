import { type Estimate, type FormerEstimate, isDelivered } from '../domain/estimate/estimate.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import { estimateEditionKey, estimatesToGiveIndex, patientEstimatesIndex } from './keys/estimate.ts';
import type { Item, Table, Write } from './table.ts';

export function estimateOfItem(item: Item): Estimate {
  return documentOfItem<Estimate>(item);
}

export async function readEstimate(table: Table, tenant: TenantId, id: string): Promise<Estimate | undefined> {
  const item = await table.get(entityKey(tenant, 'ESTIMATE', id));
  return item === undefined ? undefined : estimateOfItem(item);
}

export function formerOfItem(item: Item): FormerEstimate {
  return documentOfItem<FormerEstimate>(item);
}

export async function readFormerEstimate(
  table: Table,
  tenant: TenantId,
  id: string,
  edition: number,
): Promise<FormerEstimate | undefined> {
  const item = await table.get(estimateEditionKey(tenant, id, edition));
  return item === undefined ? undefined : formerOfItem(item);
}

/** Writes a new estimate, or its next version, if nobody has written it since it was read. */
export function estimateWrite(tenant: TenantId, after: Estimate): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, patientId, createdAt, dueOn, withdrawn } = after;
  const isOpen = withdrawn === undefined && !isDelivered(after);
  const index = {
    ...patientEstimatesIndex(tenant, patientId, createdAt, id),
    ...(isOpen ? estimatesToGiveIndex(tenant, dueOn, id) : {}),
  };
  return {
    put: entityItem(entityKey(tenant, 'ESTIMATE', id), 'estimate', after, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/** Keeps an edition when a new one replaces it. */
export function formerEstimateWrite(tenant: TenantId, before: Estimate): Write<never> {
  const { id, version: _version, createdAt: _at, createdBy: _by, dueOn: _due, ...given } = before;
  const { deliveries: _given, disputes: _disputes, ...former } = given;
  return { put: entityItem(estimateEditionKey(tenant, id, before.edition), 'estimate-edition', { id, ...former }) };
}
