import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unfoldedBytes } from './verify/unfolded-bytes.ts';

/**
 * Opens a file for random access. For a file that is folded into lines it uses a temporary copy without line ends, and
 * removes the copy afterwards.
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
