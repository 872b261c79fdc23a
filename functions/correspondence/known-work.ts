import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { readAccounts } from '../../shared/store/accounts.ts';
import { findAuthorizationKey } from '../../shared/store/authorizations.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { markedKey } from '../../shared/store/work-marks.ts';

/**
 * Those of the given ids that name existing work, each with its item. An account needs no item, so it has none here.
 */
export async function knownWork(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Item | undefined>> {
  const keyOf = async (id: string) =>
    isId('authorization', id) ? findAuthorizationKey(table, tenant, id) : markedKey(tenant, id);
  const keys = await Promise.all(ids.map(keyOf));
  const named = ids.flatMap((id, index) => {
    const key = keys[index];
    return key === undefined ? [] : [{ id, key }];
  });
  const accountIds = ids.filter((id) => isId('account', id));
  const [found, accounts] = await Promise.all([
    table.batchGet(named.map(({ key }) => key)),
    readAccounts(table, tenant, accountIds),
  ]);
  const known = new Map<string, Item | undefined>([...accounts.keys()].map((id) => [id, undefined]));
  for (const [index, { id }] of named.entries()) {
    const item = found[index];
    if (item !== undefined) known.set(id, item);
  }
  return known;
}
