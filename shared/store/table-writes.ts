import { invariant } from '../domain/result.ts';
import type { Key } from './keys/table.ts';
import type { Addition, Write } from './table.ts';

/** The key of the item that is written. */
export function keyOfWrite(write: Write): Key {
  if ('put' in write) return write.put;
  if ('update' in write) return write.update;
  return 'delete' in write ? write.delete : write.check;
}

/**
 * Combines the writes of several transactions into one, which may write an item only once: additions to the same item become one write.
 * Undefined when two of them change an item in another way.
 */
export function joinAdditions(writes: readonly Write[]): Write[] | undefined {
  const joined = new Map<string, Write>();
  for (const write of writes) {
    const { pk, sk } = keyOfWrite(write);
    const name = `${pk} ${sk}`;
    const before = joined.get(name);
    const both = before === undefined ? write : sumOf(before, write);
    if (both === undefined) return undefined;
    joined.set(name, both);
  }
  return [...joined.values()];
}

/** The same for the writes of one transaction, which change no item in two other ways. */
export function joinedAdditions(writes: readonly Write[]): Write[] {
  const joined = joinAdditions(writes);
  invariant(joined !== undefined, 'a transaction changes an item in one way');
  return joined;
}

/** Two additions to one item as one; undefined when one of them is another kind of write. */
function sumOf(left: Write, right: Write): Write | undefined {
  if (!isAddition(left) || !isAddition(right)) return undefined;
  if (JSON.stringify(left.set ?? {}) !== JSON.stringify(right.set ?? {})) return undefined;
  const add: Record<string, number> = { ...left.add };
  for (const [name, value] of Object.entries(right.add ?? {})) add[name] = (add[name] ?? 0) + value;
  return { ...left, add };
}

function isAddition(write: Write): write is Addition {
  return 'update' in write && write.add !== undefined && write.remove === undefined && write.condition === undefined;
}
