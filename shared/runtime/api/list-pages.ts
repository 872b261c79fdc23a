import { ok, type Result } from '../../domain/result.ts';
import type { Failure } from '../../http/problem.ts';
import type { Item, Table } from '../../store/table.ts';

/** A request for a page, as far as paging goes. */
interface Paged {
  position(): Promise<Result<unknown, Failure>>;
  tokenFor(position: unknown): Promise<string | undefined>;
}

interface Position {
  readonly partition: number;
  readonly after?: Readonly<Record<string, string>>;
}

/** A page of items, with the token of the next one when there is one. */
export interface ItemPage {
  readonly items: Item[];
  readonly nextPageToken?: string;
}

/**
 * A page of a list that the index keeps in one or more partitions, read one after the other; the items themselves come from the
 * table, so that a page shows what stands now.
 */
export async function listPage(
  table: Table,
  request: Paged,
  partitions: readonly string[],
  limit: number,
  newestFirst = false,
): Promise<Result<ItemPage, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  let position = (start.value as Position | undefined) ?? { partition: 0 };
  const keys: Item[] = [];
  let next: Position | undefined;
  while (position.partition < partitions.length && keys.length < limit) {
    const page = await table.query({
      partition: partitions[position.partition] as string,
      index: true,
      limit: limit - keys.length,
      after: position.after,
      newestFirst,
    });
    keys.push(...page.items);
    position = page.next ? { partition: position.partition, after: page.next } : { partition: position.partition + 1 };
    next = position.partition < partitions.length ? position : undefined;
  }
  const items = await table.batchGet(keys);
  const nextPageToken = await request.tokenFor(next);
  return ok({
    items: items.filter((item) => item !== undefined),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  });
}
