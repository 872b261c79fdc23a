import type { TenantId } from '../../domain/identity/ids.ts';
import type { Route } from '../../http/api.ts';
import { exceptionOfItem } from '../../store/exceptions.ts';
import { shards } from '../../store/keys/table.ts';
import { openExceptionPartition } from '../../store/keys/work.ts';
import type { Table } from '../../store/table.ts';
import { readOpen } from './work-list.ts';

/** At most this many open exceptions are counted, so that a change of set-up is not slow when the list is long. */
const mostCounted = 1_000;

/**
 * The header that says how many open exceptions a change of set-up may post once they are retried; none when nothing
 * waits. A `+` after the number says that only the first 1,000 open exceptions were counted.
 */
export async function waitingHeader(
  { mayFree }: Route,
  tenant: TenantId,
  table: Table,
): Promise<Readonly<Record<string, string>>> {
  if (mayFree === undefined) return {};
  const partitions = Array.from({ length: shards.exceptions }, (_, shard) => openExceptionPartition(tenant, shard));
  const { items, isComplete } = await readOpen(table, partitions, mostCounted);
  const count = items.filter((item) => mayFree.includes(exceptionOfItem(item).code)).length;
  return count === 0 && isComplete ? {} : { 'Waiting-For-Retry': `${count}${isComplete ? '' : '+'}` };
}
