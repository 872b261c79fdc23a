import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { FunctionRow } from './function-row.ts';
import { functionRows } from './functions.ts';

/** The project's folder. Bundles are made from here, whatever the working directory is. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

export interface Bundle {
  /** The function's name, or `superbill` for the command. */
  readonly name: string;
  /** The bundle: one file that needs nothing but Node. */
  readonly file: string;
  readonly bytes: number;
}

/** Thrown when rows, or the command, have no source. The message names each one with the file that was expected. */
export class MissingSource extends Error {
  override readonly name = 'MissingSource';
}

/** Finds the source of a function by its row's name. */
export type EntryResolver = (name: string) => string;

/** The source of a function: `functions/<name>/handler.ts`. */
export const functionEntry: EntryResolver = (name) => join(projectRoot, 'functions', name, 'handler.ts');

/**
 * Some packages are CommonJS inside and load Node's own modules with `require`, which ES modules do not have.
 * The names are long, so that they do not collide with a name in a bundle.
 */
const requireForCommonJs =
  "import { createRequire as superbillCreateRequire } from 'node:module';" +
  'const require = superbillCreateRequire(import.meta.url);';

const options = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  legalComments: 'none',
  // ssh2 uses these native programs for speed if they are there, but they run on one kind of machine only.
  external: ['cpu-features', '*.node'],
  // CommonJS packages also use the path of their own file.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  outExtension: { '.js': '.mjs' },
  banner: { js: requireForCommonJs },
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * Bundles some entries in one call. `inputs` are the files that went into the bundles, for a cache. With
 * `sharesChunks`, common code is in `<outDir>/chunks/` instead of in every bundle. Lambda cannot use such bundles, but
 * making them is six times as fast, so the local host uses them to start quickly.
 */
export async function bundleEntries(
  outDir: string,
  entries: readonly { readonly name: string; readonly source: string; readonly file: string }[],
  { sharesChunks }: { readonly sharesChunks: boolean } = { sharesChunks: false },
): Promise<{ readonly bundles: readonly Bundle[]; readonly inputs: readonly string[] }> {
  const missing = entries.filter((entry) => !existsSync(entry.source));
  if (missing.length > 0) {
    throw new MissingSource(`no source for ${missing.map((entry) => `${entry.name} (${entry.source})`).join(', ')}`);
  }
  const result = await build({
    ...options,
    splitting: sharesChunks,
    chunkNames: 'chunks/[name]-[hash]',
    outdir: outDir,
    entryPoints: entries.map(({ source, file }) => ({ in: source, out: file })),
  });
  const inputs = Object.keys((result.metafile satisfies Metafile).inputs)
    .filter((input) => !input.startsWith('<'))
    .map((input) => resolve(projectRoot, input));
  const bundles = entries.map(async ({ name, file }): Promise<Bundle> => {
    const path = join(outDir, `${file}.mjs`);
    return { name, file: path, bytes: (await stat(path)).size };
  });
  return { bundles: await Promise.all(bundles), inputs };
}

/**
 * Bundles every function into its own folder: `<outDir>/<name>/handler.mjs`, which exports `handler`.
 * A row without a source is an error, and so is an import that esbuild cannot resolve.
 */
export async function bundleFunctions(
  outDir: string,
  rows: readonly Pick<FunctionRow, 'name'>[] = functionRows,
  entryOf: EntryResolver = functionEntry,
): Promise<readonly Bundle[]> {
  const entries = rows.map(({ name }) => ({ name, source: entryOf(name), file: `${name}/handler` }));
  return (await bundleEntries(outDir, entries)).bundles;
}

/** Bundles the `superbill` command into `<outDir>/superbill.mjs`, so that it starts without stripping types. */
export async function bundleCli(outDir: string): Promise<Bundle> {
  const source = join(projectRoot, 'cli', 'main.ts');
  const { bundles } = await bundleEntries(outDir, [{ name: 'superbill', source, file: 'superbill' }]);
  return bundles[0] as Bundle;
}
