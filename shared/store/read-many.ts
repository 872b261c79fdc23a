import type { Key } from './keys/table.ts';
import type { Item, Table } from './table.ts';

/** How many requests of a hundred are made at once. */
const requestsAtOnce = 8;

/** Reads any number of items, a hundred in a request. Those that do not exist are left out. */
export async function readMany(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += 100 * requestsAtOnce) {
    const part = keys.slice(start, start + 100 * requestsAtOnce);
    const hundreds = Array.from({ length: Math.ceil(part.length / 100) }, (_, index) =>
      part.slice(100 * index, 100 * (index + 1)),
    );
    const found = await Promise.all(hundreds.map((each) => table.batchGet(each)));
    items.push(...found.flat().filter((item) => item !== undefined));
  }
  return items;
}
