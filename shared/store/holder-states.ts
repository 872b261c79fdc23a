import type { TenantId } from '../domain/identity/ids.ts';
import type { LegalEntity, Provider } from '../domain/practice/practice.ts';
import { documentOfItem, readDocuments } from './entity-items.ts';
import { listPartition } from './keys/entity.ts';
import type { Table } from './table.ts';

/** The states of some billing providers; one without an address on record is not in the map. */
export async function statesOfProviders(
  table: Table,
  tenant: TenantId,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', [...new Set(providerIds)]);
  return new Map(
    [...providers].flatMap(([id, { billing }]) => {
      const state = billing?.address.state;
      return state === undefined ? [] : [[id, state] as const];
    }),
  );
}

/**
 * The states of the office’s legal entities. An entity whose providers bill from several states is not in the map: its
 * law is not guessed.
 */
export async function statesOfEntities(table: Table, tenant: TenantId): Promise<ReadonlyMap<string, string>> {
  const rows = await table.queryAll({ partition: listPartition(tenant, 'LEGAL-ENTITY'), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const entities = items.flatMap((item) => (item === undefined ? [] : [documentOfItem<LegalEntity>(item)]));
  const providerIds = entities.flatMap(({ billingProviderIds }) => billingProviderIds);
  const states = await statesOfProviders(table, tenant, providerIds);
  return new Map(
    entities.flatMap(({ id, billingProviderIds }) => {
      const own = new Set(billingProviderIds.flatMap((each) => states.get(each) ?? []));
      const [state] = own;
      return own.size === 1 && state !== undefined ? [[id, state] as const] : [];
    }),
  );
}
