import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldOf, lookedAt, withoutLineEnds } from '../shared/x12/unfold.ts';

/** The bytes of a file without line ends when it is folded into lines of a fixed length; undefined of any other. */
export function unfoldedBytes(descriptor: number): Uint8Array | undefined {
  const beginning = new Uint8Array(lookedAt);
  const count = readSync(descriptor, beginning, 0, lookedAt, 0);
  const isWhole = count >= fstatSync(descriptor).size;
  if (foldOf(beginning.subarray(0, count), isWhole) !== 'folded') return undefined;
  return withoutLineEnds(readFileSync(descriptor));
}

/**
 * Uses a file of which any part is read again. Of a folded one it uses a copy without line ends, in a temporary file that is removed
 * afterwards.
 */
export function usingUnfolded<Value>(descriptor: number, use: (descriptor: number) => Value): Value {
  const bytes = unfoldedBytes(descriptor);
  if (bytes === undefined) return use(descriptor);
  const folder = mkdtempSync(join(tmpdir(), 'superbill-unfolded-'));
  try {
    const copy = join(folder, 'copy');
    writeFileSync(copy, bytes, { mode: 0o600 });
    const opened = openSync(copy, 'r');
    try {
      return use(opened);
    } finally {
      closeSync(opened);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
