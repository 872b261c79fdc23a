import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildArtifact } from '../../../shared/code-sets/build.ts';
import {
  ArtifactDamaged,
  createLocalArtifacts,
  type NamedArtifact,
} from '../../../shared/code-sets/local-artifacts.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { fileOf, sampleFormat } from './sample-format.ts';

let folder = '';
let stored: Map<string, Buffer>;
let fetched: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-local-'));
  stored = new Map();
  fetched = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Builds an artifact and stores it where it would be fetched from. */
async function store(release: string): Promise<NamedArtifact> {
  const path = join(folder, 'build.sqlite');
  const effectiveFrom = '2026-10-01' as LocalDate;
  const files = [fileOf('a.txt', 'A00|1|||x\n')];
  const built = await buildArtifact({
    format: sampleFormat,
    release: { kind: 'icd-10-cm', release, effectiveFrom },
    files,
    path,
  });
  if (!built.ok) throw new Error('it is built');
  stored.set(built.value.sha256, readFileSync(path));
  rmSync(path);
  return built.value;
}

const fetch = async ({ sha256 }: NamedArtifact) => {
  fetched.push(sha256);
  return (async function* () {
    const bytes = stored.get(sha256) as Buffer;
    yield bytes.subarray(0, 100);
    yield bytes.subarray(100);
  })();
};
const local = (mostBytes = 1e9) => createLocalArtifacts({ folder: join(folder, 'here'), mostBytes });
const here = () => readdirSync(join(folder, 'here'));

describe('the artifacts of an instance', () => {
  it('are fetched once and stay open, also when several workers request them at the same time', async () => {
    const artifact = await store('FY2027');
    const artifacts = local();
    const asked = await Promise.all([1, 2, 3].map(() => artifacts.open([artifact], fetch)));
    await artifacts.open([artifact], fetch);
    expect(fetched).toEqual([artifact.sha256]);
    expect(asked[0]?.get(artifact.sha256)).toMatchObject({ release: 'FY2027' });
    expect(here()).toEqual([`${artifact.sha256}.sqlite`]);
  });

  it('are used by another instance of the machine, which checks them too', async () => {
    const artifact = await store('FY2027');
    await local().open([artifact], fetch);
    await local().open([artifact], fetch);
    expect(fetched).toHaveLength(1);
  });

  it('with other bytes than those that were loaded are never used, and are deleted', async () => {
    const artifact = await store('FY2027');
    const bytes = Buffer.from(stored.get(artifact.sha256) as Buffer);
    bytes[bytes.length - 1] = 255 - (bytes.at(-1) as number);
    stored.set(artifact.sha256, bytes);
    const artifacts = local();
    const opening = artifacts.open([artifact], fetch);
    await expect(opening).rejects.toBeInstanceOf(ArtifactDamaged);
    await expect(opening).rejects.toMatchObject({ sha256: artifact.sha256 });
    expect(here()).toEqual([]);
  });

  it('that were changed on the machine are fetched again', async () => {
    const artifact = await store('FY2027');
    await local().open([artifact], fetch);
    const path = join(folder, 'here', `${artifact.sha256}.sqlite`);
    const bytes = readFileSync(path);
    bytes[200] = 255 - (bytes[200] as number);
    writeFileSync(path, bytes);
    await local().open([artifact], fetch);
    expect(fetched).toHaveLength(2);
    expect(readFileSync(path).equals(stored.get(artifact.sha256) as Buffer)).toBe(true);
  });

  it('are removed to make room when they were not used for longest, and never while they are in use', async () => {
    const [first, second, third] = [await store('FY2025'), await store('FY2026'), await store('FY2027')];
    const artifacts = local(first.sizeBytes * 2);
    await artifacts.open([first], fetch);
    await artifacts.open([second], fetch);
    await artifacts.open([first], fetch);
    await artifacts.open([third], fetch);
    expect(existsSync(join(folder, 'here', `${second.sha256}.sqlite`))).toBe(false);
    const all = await artifacts.open([first, second, third], fetch);
    for (const opened of all.values()) expect(opened.rows('rows', { code: 'A00' })).toHaveLength(1);
    expect(here()).toHaveLength(3);
  });
});
