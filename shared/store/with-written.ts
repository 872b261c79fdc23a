import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * A table that already contains the items that one transaction is about to put. Further decisions for the same
 * transaction can read these items by key.
 */
export function withWritten(table: Table, writes: readonly Write[]): Table {
  const puts = new Map(writes.flatMap((write) => ('put' in write ? [[textOf(write.put), write.put] as const] : [])));
  if (puts.size === 0) return table;
  return {
    ...table,
    get: async (key) => puts.get(textOf(key)) ?? table.get(key),
    batchGet: async (keys) => {
      const items = await table.batchGet(keys);
      return keys.map((key, index): Item | undefined => puts.get(textOf(key)) ?? items[index]);
    },
  };
}

function textOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}
