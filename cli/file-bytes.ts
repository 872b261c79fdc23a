import { readSync, writeSync } from 'node:fs';

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

/** Writes all of some bytes at the end of a file, or where it is written to next. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
