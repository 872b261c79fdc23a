/** Spreads keys over a table. */
const spread = 0x9e37_79b1;

/**
 * Values by packed ids, which are never 0. Each segment of a file is looked for in several loops: a table of numbers takes a third of the time
 * of a map.
 */
export class KeyTable<Value> {
  readonly #keys: Int32Array;
  readonly #values: (Value | undefined)[];
  readonly #mask: number;

  constructor(entries: ReadonlyMap<number, Value>) {
    // At most half full, so that what is missing is soon told.
    let size = 4;
    while (size < 2 * entries.size) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#values = new Array<Value | undefined>(size).fill(undefined);
    for (const [key, value] of entries) {
      const at = this.#placeOf(key);
      this.#keys[at] = key;
      this.#values[at] = value;
    }
  }

  get(key: number): Value | undefined {
    return this.#values[this.#placeOf(key)];
  }

  has(key: number): boolean {
    return this.get(key) !== undefined;
  }

  /** The place of a key, or the free one where it would be. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    let at = (Math.imul(key, spread) >>> 16) & this.#mask;
    while (keys[at] !== key && keys[at] !== 0) at = (at + 1) & this.#mask;
    return at;
  }
}
