import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFile } from './local-file.ts';
import { type OpenArtifact, openArtifact } from './open.ts';

/** An artifact as the catalogue names it. */
export interface NamedArtifact {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Thrown when the bytes of an artifact are not those that were loaded. Such an artifact is never used. */
export class ArtifactDamaged extends Error {
  override readonly name = 'ArtifactDamaged';
  readonly sha256: string;

  constructor(sha256: string) {
    super('an artifact has other bytes than those that were loaded');
    this.sha256 = sha256;
  }
}

export interface LocalArtifactsSettings {
  /** Where artifacts are kept. Instances that share a machine may share it. */
  readonly folder: string;
  /** When the open artifacts exceed this size, the least recently used are closed. */
  readonly mostBytes: number;
}

/** The artifacts of this instance: each is fetched once, checked by its digest, and stays open. */
export interface LocalArtifacts {
  /**
   * Opens artifacts, and fetches missing ones.
   * @param fetch gives the bytes of a stored artifact
   * @throws ArtifactDamaged when the bytes have another digest
   */
  open<Named extends NamedArtifact>(
    artifacts: readonly Named[],
    fetch: (artifact: Named) => Promise<AsyncIterable<Uint8Array>>,
  ): Promise<ReadonlyMap<string, OpenArtifact>>;
  /** An artifact that is open now, by its digest. */
  held(sha256: string): OpenArtifact | undefined;
}

interface Held {
  readonly opened: OpenArtifact;
  readonly sizeBytes: number;
  readonly path: string;
}

export function createLocalArtifacts({ folder, mostBytes }: LocalArtifactsSettings): LocalArtifacts {
  // In order of last use, the oldest first.
  const held = new Map<string, Held>();
  const opening = new Map<string, Promise<Held>>();

  const hold = async (named: NamedArtifact, fetch: () => Promise<AsyncIterable<Uint8Array>>): Promise<Held> => {
    const { sha256, sizeBytes } = named;
    const path = join(folder, `${sha256}.sqlite`);
    if (!(await isWhole(path, named))) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await fetchTo(path, named, await fetch());
    }
    return { opened: openArtifact(path), sizeBytes, path };
  };

  const openOne = async (named: NamedArtifact, fetch: () => Promise<AsyncIterable<Uint8Array>>): Promise<Held> => {
    const { sha256 } = named;
    const known = held.get(sha256);
    const coming = known === undefined ? (opening.get(sha256) ?? hold(named, fetch)) : Promise.resolve(known);
    opening.set(sha256, coming);
    try {
      const ready = await coming;
      held.delete(sha256);
      held.set(sha256, ready);
      return ready;
    } finally {
      opening.delete(sha256);
    }
  };

  /** Artifacts in use stay open, even when they alone exceed the limit. */
  const makeRoom = async (inUse: ReadonlySet<string>): Promise<void> => {
    let bytes = [...held.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [sha256, { opened, sizeBytes, path }] of held) {
      if (bytes <= mostBytes) return;
      if (inUse.has(sha256)) continue;
      held.delete(sha256);
      bytes -= sizeBytes;
      opened.close();
      await rm(path, { force: true });
    }
  };

  return {
    open: async (artifacts, fetch) => {
      const inUse = new Set(artifacts.map(({ sha256 }) => sha256));
      const opened = await Promise.all(
        artifacts.map(async (artifact) => {
          const ready = await openOne(artifact, () => fetch(artifact));
          return [artifact.sha256, ready.opened] as const;
        }),
      );
      await makeRoom(inUse);
      return new Map(opened);
    },
    held: (sha256) => held.get(sha256)?.opened,
  };
}

/** Whether the file exists with the right bytes, from another instance or an earlier one. */
async function isWhole(path: string, { sha256, sizeBytes }: NamedArtifact): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== sizeBytes) return false;
  return (await digestOfFile(path)).sha256 === sha256;
}

/** Writes to a temporary name first, so that nobody reads half a file. */
async function fetchTo(path: string, { sha256 }: NamedArtifact, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  }
  try {
    await writeFile(part, hashed(), { mode: 0o600 });
    if (hash.digest('hex') !== sha256) throw new ArtifactDamaged(sha256);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
