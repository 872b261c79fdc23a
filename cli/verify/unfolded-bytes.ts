import { fstatSync, readFileSync, readSync } from 'node:fs';
import { foldOf, lookedAt, withoutLineEnds } from '../../shared/x12/unfold.ts';

/**
 * The bytes of a file without line ends when the file is folded into lines of a fixed length; undefined for any other
 * file.
 */
export function unfoldedBytes(descriptor: number): Uint8Array | undefined {
  const beginning = new Uint8Array(lookedAt);
  const count = readSync(descriptor, beginning, 0, lookedAt, 0);
  const isWhole = count >= fstatSync(descriptor).size;
  if (foldOf(beginning.subarray(0, count), isWhole) !== 'folded') return undefined;
  return withoutLineEnds(readFileSync(descriptor));
}
