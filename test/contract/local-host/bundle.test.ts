import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bundleFunctions, functionEntry } from '../../../infra/bundle.ts';
import { cachedBundles } from '../../../infra/local/bundle-cache.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'superbill-bundle-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('turns a function into one file that needs nothing else, with a source map', async () => {
  const bundles = await bundleFunctions(folder, [fixtureRows.worker, fixtureRows.relay], fixtureEntry);
  expect(bundles.map(({ name, file }) => [name, file])).toEqual([
    ['worker', join(folder, 'worker', 'handler.mjs')],
    ['relay', join(folder, 'relay', 'handler.mjs')],
  ]);
  for (const { file, bytes } of bundles) {
    const text = await readFile(file, 'utf8');
    expect(Buffer.byteLength(text)).toBe(bytes);
    const imports = [...text.matchAll(/^import\b[^;]*?from\s*["']([^"']+)["']/gm)].map(([, name]) => name);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
    await expect(readFile(`${file}.map`, 'utf8')).resolves.toMatch(/"sources"/);
  }
});

test('bundles the authorizer so that it loads on its own', async () => {
  const [bundle] = await bundleFunctions(folder, [{ name: 'authorize' }]);
  vi.stubEnv('OIDC_ISSUER', 'https://issuer.example');
  vi.stubEnv('OIDC_AUDIENCE', 'superbill');
  vi.stubEnv('OIDC_JWKS_URI', 'https://issuer.example/keys');
  const { handler } = await import(pathToFileURL(bundle?.file ?? '').href);
  await expect(handler({ headers: {}, methodArn: '' })).rejects.toThrow('Unauthorized');
});

test('refuses a row with a missing source, and a source that imports something missing', async () => {
  await expect(bundleFunctions(folder, [{ name: 'no-such-function' }])).rejects.toThrow('no-such-function');
  expect(functionEntry('no-such-function')).toMatch(/functions\/no-such-function\/handler\.ts$/);
  const source = join(folder, 'broken.ts');
  await writeFile(source, "import { x } from './not-there.ts'; export const handler = x;");
  await expect(bundleFunctions(folder, [{ name: 'broken' }], () => source)).rejects.toThrow(/not-there/);
});

test('rebuilds bundles when any of their sources has changed, and otherwise reuses them', async () => {
  const [source, part] = [join(folder, 'source.ts'), join(folder, 'part.ts')];
  const past = new Date(Date.now() - 10_000);
  const put = async (path: string, text: string) => {
    await writeFile(path, text);
    await (await import('node:fs/promises')).utimes(path, past, past);
  };
  await put(source, "import { answer } from './part.ts';\nexport const handler = () => answer;");
  await put(part, 'export const answer: number = 41;');
  const bundled = async () => (await cachedBundles(['cached'], () => source))[0]?.file ?? '';
  const load = async (file: string) => (await import(pathToFileURL(file).href)).handler();
  const first = await bundled();
  expect(await load(first)).toBe(41);
  expect(await bundled()).toBe(first);
  // The file is written again with the same content, as Git does.
  await put(part, 'export const answer: number = 41;');
  expect(await bundled()).toBe(first);
  await put(part, 'export const answer: number = 42;');
  const second = await bundled();
  expect(second).not.toBe(first);
  expect(await load(second)).toBe(42);
  await rm(part);
  await expect(bundled()).rejects.toThrow(/part/);
});
