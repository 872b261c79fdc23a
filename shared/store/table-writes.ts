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
 * Combines the writes of several transactions into one transaction. A transaction may write an item only once, so
 * additions to the same item become one write. Undefined when two writes change an item in another way than by
 * addition.
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

/**
 * Combines additions to the same item among the writes of one transaction. Other writes never concern the same item
 * there.
 */
export function joinedAdditions(writes: readonly Write[]): Write[] {
  const joined = joinAdditions(writes);
  invariant(joined !== undefined, 'a transaction changes an item in one way');
  return joined;
}

/** Joins two additions to one item; undefined when one of the two is another kind of write. */
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
