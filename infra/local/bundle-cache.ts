import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bundle, bundleEntries, type EntryResolver, projectRoot } from '../bundle.ts';

/** The files that went into the bundles, with a digest of their content, and a digest of their file system metadata. */
interface CacheIndex {
  readonly digest: string;
  readonly states: string | undefined;
  readonly inputs: readonly string[];
}

const cacheRoot = join(projectRoot, 'node_modules', '.cache', 'superbill-bundles');

/** Files, other than the sources, that decide how imports are resolved and bundles are made. */
const settings = [
  'infra/bundle.ts',
  'infra/local/bundle-cache.ts',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

const keepForMilliseconds = 7 * 24 * 3600 * 1000;

function sha256(parts: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** A digest of the content of all inputs; undefined when one of them is missing. */
async function digestOf(entries: readonly { source: string }[], inputs: readonly string[]) {
  try {
    const files = [...settings.map((file) => join(projectRoot, file)), ...inputs];
    const contents = await Promise.all(files.map((file) => readFile(file)));
    const parts = files.flatMap((file, index) => [file, contents[index] as Uint8Array]);
    return sha256([process.version, ...entries.map((entry) => entry.source), ...parts]);
  } catch {
    return undefined;
  }
}

/**
 * A digest of the file system metadata of all inputs; undefined when one of them is missing. Computing it takes a tenth
 * of the time of reading the files. It changes whenever a file is written, because a file's status-change time cannot
 * be set back.
 */
function statesOf(inputs: readonly string[]): string | undefined {
  try {
    const files = [...settings.map((file) => join(projectRoot, file)), ...inputs];
    const states = files.map((file) => {
      const { ino, size, ctimeMs } = statSync(file);
      return `${ino} ${size} ${ctimeMs}`;
    });
    return sha256([process.version, ...states]);
  } catch {
    return undefined;
  }
}

async function writeIndex(file: string, index: CacheIndex): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, JSON.stringify(index));
  await rename(written, file);
}

async function readIndex(file: string): Promise<CacheIndex | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as CacheIndex;
  } catch {
    return undefined;
  }
}

async function bundlesIn(folder: string, names: readonly string[]): Promise<readonly Bundle[] | undefined> {
  try {
    const found = names.map(async (name): Promise<Bundle> => {
      const file = join(folder, name, 'handler.mjs');
      return { name, file, bytes: (await stat(file)).size };
    });
    return await Promise.all(found);
  } catch {
    return undefined;
  }
}

/** Removes bundles that were not used for a week. A running host loads its functions late, so younger ones must stay. */
async function removeOld(now: number): Promise<void> {
  for (const name of await readdir(cacheRoot)) {
    const path = join(cacheRoot, name);
    const age = now - (await stat(path).catch(() => ({ mtimeMs: now }))).mtimeMs;
    if (age > keepForMilliseconds) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Bundles functions, or reuses the bundles of an earlier start if every file that went into them is
 * unchanged. They are made like those for Lambda, but share common code, to start sooner.
 */
export async function cachedBundles(names: readonly string[], entryOf: EntryResolver): Promise<readonly Bundle[]> {
  const entries = names.map((name) => ({ name, source: entryOf(name), file: `${name}/handler` }));
  const indexFile = join(
    cacheRoot,
    `${sha256(entries.map((entry) => `${entry.name}=${entry.source}`)).slice(0, 16)}.json`,
  );
  const index = await readIndex(indexFile);
  // The metadata is read before the content. If a file is written in between, the next start notices it.
  const states = index && statesOf(index.inputs);
  const isKnown = states !== undefined && states === index?.states;
  if (index !== undefined && (isKnown || (await digestOf(entries, index.inputs)) === index.digest)) {
    const folder = join(cacheRoot, index.digest);
    const bundles = await bundlesIn(folder, names);
    if (bundles !== undefined) {
      const now = new Date();
      await Promise.all([utimes(folder, now, now), utimes(indexFile, now, now)]);
      if (!isKnown) await writeIndex(indexFile, { ...index, states });
      return bundles;
    }
  }
  return bundleAnew(entries, indexFile);
}

async function bundleAnew(
  entries: readonly { name: string; source: string; file: string }[],
  indexFile: string,
): Promise<readonly Bundle[]> {
  const startedAt = Date.now();
  const temporary = join(cacheRoot, `making-${process.pid}-${randomUUID()}`);
  await mkdir(temporary, { recursive: true });
  const { bundles, inputs } = await bundleEntries(temporary, entries, { sharesChunks: true }).catch(
    async (error: unknown) => {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    },
  );
  const states = statesOf(inputs);
  const digest = await digestOf(entries, inputs);
  const changes = await Promise.all(inputs.map(async (file) => (await stat(file)).mtimeMs));
  // A file that was written while esbuild was reading may be in the digest but not in the bundle. Then nothing is cached.
  if (digest === undefined || changes.some((changedAt) => changedAt >= startedAt)) return bundles;
  const names = entries.map((entry) => entry.name);
  const folder = join(cacheRoot, digest);
  const moved = await rename(temporary, folder).then(
    () => true,
    () => false,
  );
  if (!moved && (await bundlesIn(folder, names)) === undefined) return bundles;
  if (!moved) await rm(temporary, { recursive: true, force: true });
  await writeIndex(indexFile, { digest, states, inputs });
  await removeOld(startedAt);
  return (await bundlesIn(folder, names)) ?? bundles;
}
