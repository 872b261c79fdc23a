import { ok, type Result } from '../../domain/result.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import type { Item, Table } from '../../store/table.ts';
import type { Request } from './operation.ts';

/** One page of a list with the token of the next one. */
export interface ListPage<View> {
  items: View[];
  nextPageToken?: string;
}

/** Which partitions are listed, one after the other, and how. Lists of the index are read from the table itself: it holds keys only. */
export interface ListQuery {
  readonly partitions: readonly string[];
  readonly index?: true;
  readonly prefix?: string;
  readonly limit: number;
  readonly newestFirst?: boolean;
}

/** Where a list goes on. */
interface Position {
  readonly partition: number;
  readonly after?: Readonly<Record<string, string>>;
}

/**
 * Reads one page of a list, from where the request's page token stands. `view` makes the answer's item of a stored one.
 * Fails with `page-token-invalid` when the token belongs to another tenant, route or query.
 */
export async function listPage<View>(
  request: Pick<Request<Route>, 'position' | 'tokenFor'>,
  table: Table,
  query: ListQuery,
  view: (item: Item) => View,
): Promise<Result<ListPage<View>, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const { keys, next } = await readOn(table, query, (start.value as Position | undefined) ?? { partition: 0 });
  const items = query.index ? await table.batchGet(keys) : keys;
  const nextPageToken = await request.tokenFor(next);
  return ok({
    items: items.flatMap((item) => (item === undefined ? [] : [view(item)])),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}

async function readOn(table: Table, query: ListQuery, start: Position) {
  const { partitions, limit, ...how } = query;
  const keys: Item[] = [];
  let position: Position | undefined = start;
  while (position !== undefined && keys.length < limit) {
    const { partition, after }: Position = position;
    const page = await table.query({
      ...how,
      partition: partitions[partition] as string,
      limit: limit - keys.length,
      after,
    });
    keys.push(...page.items);
    if (page.next !== undefined) position = { partition, after: page.next };
    else position = partition + 1 < partitions.length ? { partition: partition + 1 } : undefined;
  }
  return { keys, next: position };
}
