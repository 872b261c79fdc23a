import { ok, type Result } from '../../domain/result.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import type { Item, QueryRequest, Table } from '../../store/table.ts';
import type { Request } from './operation.ts';

/** One page of a list with the token of the next one. */
export interface ListPage<View> {
  items: View[];
  nextPageToken?: string;
}

/** Which partition is listed, and how. Lists of the index are read from the table itself, for the index holds keys only. */
export type ListQuery = Pick<QueryRequest, 'partition' | 'index' | 'limit' | 'newestFirst' | 'prefix'>;

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
  const position = await request.position();
  if (!position.ok) return position;
  const page = await table.query({ ...query, after: position.value as Readonly<Record<string, string>> | undefined });
  const items = query.index ? await table.batchGet(page.items) : page.items;
  const nextPageToken = await request.tokenFor(page.next);
  return ok({
    items: items.flatMap((item) => (item === undefined ? [] : [view(item)])),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}
