import { readSync } from 'node:fs';

/** A reader that gives memory for the next bytes. */
interface Filled {
  space(): Uint8Array;
  filled(count: number): void;
}

/**
 * Reads a part of a file into a pass: up to `to`, or to the file's end.
 * @returns how many bytes were read
 */
export function fill(
  pass: Filled,
  descriptor: number,
  { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: Number.MAX_SAFE_INTEGER },
): number {
  let at = from;
  while (at < to) {
    const space = pass.space();
    const count = readSync(descriptor, space, 0, Math.min(space.length, to - at), at);
    if (count === 0) break;
    at += count;
    pass.filled(count);
  }
  return at - from;
}
