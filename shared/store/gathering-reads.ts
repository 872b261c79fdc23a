import type { Key } from './keys/table.ts';
import type { Item, Table } from './table.ts';

interface Waiting {
  readonly keys: readonly Key[];
  readonly resolve: (items: readonly (Item | undefined)[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A table that combines simultaneous reads by key into one request. */
export function gatheringReads(table: Table): Table {
  let waiting: Waiting[] = [];
  const send = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    const names = new Map(asked.flatMap(({ keys }) => keys.map((key) => [`${key.pk}\n${key.sk}`, key] as const)));
    try {
      const items = await table.batchGet([...names.values()]);
      const found = new Map([...names.keys()].map((name, index) => [name, items[index]]));
      for (const { keys, resolve } of asked) resolve(keys.map((key) => found.get(`${key.pk}\n${key.sk}`)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  const batchGet = (keys: readonly Key[]): Promise<(Item | undefined)[]> =>
    keys.length === 0
      ? Promise.resolve([])
      : new Promise((resolve, reject) => {
          if (waiting.length === 0) queueMicrotask(send);
          waiting.push({ keys, resolve: (items) => resolve([...items]), reject });
        });
  return { ...table, batchGet, get: async (key) => (await batchGet([key]))[0] };
}
