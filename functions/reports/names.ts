import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import type { Table } from '../../shared/store/table.ts';

/** The names of providers by id. */
export async function namesOfProviders(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', ids);
  return new Map(
    [...providers].map(([id, { name }]) => [
      id,
      name.kind === 'organization' ? name.organizationName : [name.lastName, name.firstName].join(', '),
    ]),
  );
}

/** The names of payers by id. */
export async function namesOfPayers(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const payers = await readDocuments<Payer>(table, tenant, 'PAYER', ids);
  return new Map([...payers].map(([id, { name }]) => [id, name]));
}
