import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type ListPage, nextPage } from '../../shared/runtime/api/list-page.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openDenialPartition } from '../../shared/store/keys/work.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { DenialsRequest } from './context.ts';

/** The place in each shard after which the list goes on: the sort key of the last denial shown from it, if any was. */
type Position = readonly (string | null)[];

/** One page of open denials by deadline. The shards are each in that order, and are merged. */
export async function listOpenDenials(
  request: Pick<DenialsRequest<'listDenials'>, 'position' | 'tokenFor' | 'query'>,
  tenant: TenantId,
  table: Table,
): Promise<Result<ListPage<Denial>, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const { limit } = request.query;
  const position = (start.value as Position | undefined) ?? Array.from({ length: shards.denials }, () => null);
  const found: { readonly shard: number; readonly key: Item }[] = [];
  for (const [shard, after] of position.entries()) {
    const partition = openDenialPartition(tenant, shard);
    const startKey = after === null ? undefined : startKeyOf(tenant, partition, after);
    const page = await table.query({ partition, index: true, limit: limit + 1, after: startKey });
    found.push(...page.items.map((key) => ({ shard, key })));
  }
  found.sort((left, right) => (String(left.key.g1sk) < String(right.key.g1sk) ? -1 : 1));
  const taken = found.slice(0, limit);
  const items = await table.batchGet(taken.map(({ key }) => ({ pk: key.pk, sk: key.sk })));
  const next = position.map(
    (before, shard) => (taken.findLast((each) => each.shard === shard)?.key.g1sk as string | undefined) ?? before,
  );
  return ok({
    items: items.flatMap((item) => (item === undefined ? [] : [denialOfItem(item)])),
    ...(await nextPage(request, found.length > limit ? next : undefined)),
  });
}

/** The full key of the denial after which a shard goes on. */
function startKeyOf(tenant: TenantId, partition: string, sortKey: string): Record<string, string> {
  const key = entityKey(tenant, 'DENIAL', sortKey.slice(sortKey.indexOf('#') + 1));
  return { ...key, g1pk: partition, g1sk: sortKey };
}
