/** Caches what was read under a name, so that it is read only once. */
export function remembered<Asked, Value>(read: (asked: Asked) => Promise<Value>) {
  const known = new Map<string, Promise<Value>>();
  return (name: string, asked: Asked): Promise<Value> => {
    const value = known.get(name) ?? read(asked);
    known.set(name, value);
    return value;
  };
}
