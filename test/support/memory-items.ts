import { tableDefinition } from '../../shared/store/keys/table.ts';
import type { Attributes } from './item-size.ts';

/** An item as it is stored, with its size, so that pages need not measure it again. */
export interface StoredItem {
  readonly item: Attributes;
  readonly bytes: number;
}

/** The position of an item in a partition of the table or of an index. */
export interface Position {
  readonly sort: string;
  readonly key: string;
}

export type PartitionKind = 'table' | keyof typeof tableDefinition.indexes;

/** The items of one table; its partitions and those of its indexes are kept in order. */
export interface MemoryItems {
  get(key: string): StoredItem | undefined;
  /** `bytes`: the result of `itemSize`. */
  put(item: Attributes, bytes: number): void;
  delete(key: string): void;
  /** A partition in the order of its sort keys by their UTF-8 bytes; equal ones are in the order of the items' keys. */
  partition(of: PartitionKind, name: string): readonly Position[];
  all(): Attributes[];
}

const { partitionKey, sortKey, indexes } = tableDefinition;

/** An item's key as one text. */
export const keyTextOf = (item: Attributes): string => `${item[partitionKey]?.S}\n${item[sortKey]?.S}`;

export function memoryItems(): MemoryItems {
  const items = new Map<string, StoredItem>();
  const partitions: Record<PartitionKind, Map<string, Position[]>> = {
    table: new Map(),
    first: new Map(),
    second: new Map(),
  };

  const enter = (item: Attributes): void => {
    for (const { rows, position } of placesOf(item)) rows.splice(placeIn(rows, position), 0, position);
  };
  const leave = (item: Attributes): void => {
    for (const { rows, position } of placesOf(item)) rows.splice(placeIn(rows, position), 1);
  };
  const placesOf = (item: Attributes) => {
    const key = keyTextOf(item);
    const place = (of: PartitionKind, name: string, sort: string) => {
      const rows = partitions[of].get(name) ?? [];
      partitions[of].set(name, rows);
      return { rows, position: { sort, key } };
    };
    const own = place('table', item[partitionKey]?.S as string, item[sortKey]?.S as string);
    const indexed = (['first', 'second'] as const).flatMap((of) => {
      const [name, order] = [item[indexes[of].partitionKey]?.S, item[indexes[of].sortKey]?.S];
      return name === undefined || order === undefined ? [] : [place(of, name, order)];
    });
    return [own, ...indexed];
  };

  const remove = (key: string): void => {
    const found = items.get(key);
    if (found !== undefined) leave(found.item);
    items.delete(key);
  };
  return {
    get: (key) => items.get(key),
    put: (item, bytes) => {
      const key = keyTextOf(item);
      remove(key);
      items.set(key, { item, bytes });
      enter(item);
    },
    delete: remove,
    partition: (of, name) => partitions[of].get(name) ?? [],
    all: () => [...items.values()].map(({ item }) => item),
  };
}

/** How many of the rows come before a position. */
export function placeIn(rows: readonly Position[], position: Position): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePositions(rows[middle] as Position, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function comparePositions(left: Position, right: Position): number {
  return compareBytes(left.sort, right.sort) || compareBytes(left.key, right.key);
}

/** UTF-16 and UTF-8 give different orders only where surrogates occur. */
export function compareBytes(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}
