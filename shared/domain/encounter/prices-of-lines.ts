import type { TakenPrice } from '../fees/price.ts';

type FromRow = Omit<TakenPrice, 'feeScheduleId' | 'version' | 'name' | 'passedOver'>;

/**
 * The lines whose price came from one schedule, for the same reasons. An encounter may have 999 lines, so shared facts
 * are stored once.
 */
export interface PricesOfLines extends Omit<TakenPrice, keyof FromRow> {
  readonly lines: readonly (FromRow & {
    /** JSON pointer into the encounter. */
    readonly pointer: string;
  })[];
}

/** Groups the sources of prices; undefined for a line with an entered charge. */
export function pricesOfLines(taken: readonly (TakenPrice | undefined)[]): readonly PricesOfLines[] {
  const groups = new Map<string, PricesOfLines>();
  for (const [index, price] of taken.entries()) {
    if (price === undefined) continue;
    const { feeScheduleId, version, name, passedOver, ...fromRow } = price;
    const source = { feeScheduleId, version, name, passedOver };
    const key = JSON.stringify(source);
    const lines = groups.get(key)?.lines ?? [];
    groups.set(key, { ...source, lines: [...lines, { pointer: `/lines/${index}`, ...fromRow }] });
  }
  return [...groups.values()];
}
