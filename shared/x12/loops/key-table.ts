/** Values by the packed ids of segments. Each segment of a file is looked for in several loops, and a Map takes five times as long. */
export class KeyTable<Value> {
  readonly #keys: Int32Array;
  readonly #values: readonly (Value | undefined)[];
  readonly #mask: number;

  constructor(values: ReadonlyMap<number, Value>) {
    // The smallest table in which each key has a place of its own.
    let size = 4;
    while (new Set([...values.keys()].map((key) => placeOf(key, size - 1))).size < values.size) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    const held: (Value | undefined)[] = new Array(size).fill(undefined);
    for (const [key, value] of values) {
      const at = placeOf(key, this.#mask);
      this.#keys[at] = key;
      held[at] = value;
    }
    this.#values = held;
  }

  of(key: number): Value | undefined {
    const at = placeOf(key, this.#mask);
    return this.#keys[at] === key ? this.#values[at] : undefined;
  }
}

/** The characters of an id differ in their lowest bits most. */
function placeOf(key: number, mask: number): number {
  return (key ^ (key >>> 5) ^ (key >>> 11)) & mask;
}
