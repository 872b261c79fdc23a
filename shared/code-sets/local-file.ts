import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The bytes of a local file, from the start. */
export function bytesOfFile(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
}

/** The SHA-256 and size of a local file. */
export async function digestOfFile(path: string): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of bytesOfFile(path)) {
    hash.update(piece);
    sizeBytes += piece.length;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Runs work that needs a temporary file; the file is removed afterwards, also after a failure. */
export async function withTemporaryFile<Value>(work: (path: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'superbill-'));
  try {
    return await work(join(folder, 'artifact.sqlite'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
