/** A cache of the values of recently used keys. */
export interface Recent<Value> {
  /** The value of a key: cached, or computed now. */
  of(key: string, workOut: () => Value): Value;
}

/** Keeps at least the last `most` keys and at most twice as many. */
export function createRecent<Value>(most: number): Recent<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  const of = (key: string, workOut: () => Value): Value => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? workOut();
    young.set(key, value);
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    return value;
  };
  return { of };
}
