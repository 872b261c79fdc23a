import { gatheringReads } from './gathering-reads.ts';
import type { Key } from './keys/table.ts';
import { remembersLike } from './rule-versions.ts';
import type { Item, QueryRequest, Table } from './table.ts';

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/**
 * A table that reads each item only once: an item that was read, by key or in a query, is not read again. Simultaneous
 * reads become one request. Use it for one piece of work that reads, decides, and writes with conditions, because it
 * does not see what others write meanwhile.
 */
export function readingOnce(table: Table): Table {
  const together = gatheringReads(table);
  const known = new Map<string, Item | undefined>();
  const keep = (request: QueryRequest, items: readonly Item[]): void => {
    // A query of an index returns only keys, not whole items.
    if (request.index === undefined) for (const item of items) known.set(nameOf(item), item);
  };
  const batchGet = async (keys: readonly Key[]): Promise<(Item | undefined)[]> => {
    const missing = keys.filter((key) => !known.has(nameOf(key)));
    const items = await together.batchGet(missing);
    for (const [index, key] of missing.entries()) known.set(nameOf(key), items[index]);
    return keys.map((key) => known.get(nameOf(key)));
  };
  const own: Table = {
    ...table,
    batchGet,
    get: async (key) => (await batchGet([key]))[0],
    query: async (request) => {
      const page = await table.query(request);
      keep(request, page.items);
      return page;
    },
    queryAll: async (request) => {
      const items = await table.queryAll(request);
      keep(request, items);
      return items;
    },
  };
  return remembersLike(own, table);
}
