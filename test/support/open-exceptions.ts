import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { exceptionOfItem } from '../../shared/store/exceptions.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { Table } from '../../shared/store/table.ts';

/** The codes of an office's open exceptions. */
export async function openExceptions(table: Table, tenant: TenantId): Promise<readonly string[]> {
  const found: string[] = [];
  for (let shard = 0; shard < shards.exceptions; shard += 1) {
    const keys = await table.queryAll({ partition: openExceptionPartition(tenant, shard), index: true });
    const items = await table.batchGet(keys.map(({ pk, sk }) => ({ pk, sk })));
    found.push(...items.flatMap((item) => (item === undefined ? [] : [exceptionOfItem(item).code])));
  }
  return found;
}
