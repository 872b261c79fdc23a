import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildArtifact, type FileToLoad } from '../../../shared/code-sets/build.ts';
import { openArtifact } from '../../../shared/code-sets/open.ts';
import type { Release } from '../../../shared/domain/code-set/release.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { sha256Hex } from '../../../shared/store/files.ts';
import { fileOf, type SampleRow, sampleFormat } from './sample-format.ts';

const release: Release = { kind: 'icd-10-cm', release: 'FY2027', effectiveFrom: '2026-10-01' as LocalDate };
let folder = '';
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-artifacts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function build(...files: readonly FileToLoad[]) {
  count += 1;
  const path = join(folder, `${count}.sqlite`);
  return { path, built: await buildArtifact({ format: sampleFormat, release, files, path }) };
}

const twoRows = 'A00|0|gut|2015-10-01|cholera\nA000|1|gut||cholera classical\n';

describe('building an artifact', () => {
  it('keeps every field of a row, and returns it with its place', async () => {
    const { path, built } = await build(fileOf('order.txt', twoRows));
    expect(built).toMatchObject({
      ok: true,
      value: { rows: 2, sources: [{ name: 'order.txt', sha256: sha256Hex(Buffer.from(twoRows)), sizeBytes: 59 }] },
    });
    const artifact = openArtifact(path);
    expect(artifact).toMatchObject({ ...release, sources: [{ name: 'order.txt' }] });
    expect(artifact.rows<SampleRow>('rows', { code: 'A00' })).toEqual([
      {
        row: { line: 1, code: 'A00', billable: false, group: 'gut', from: '2015-10-01', words: ['cholera'] },
        citation: { set: 'icd-10-cm', release: 'FY2027', row: 'line 1', effective: '2026-10-01' },
      },
    ]);
    expect(artifact.rows<SampleRow>('rows', { code: 'A000' })[0]?.row).toMatchObject({
      billable: true,
      from: undefined,
    });
    expect(artifact.rows('rows', { code: 'B99' })).toEqual([]);
    artifact.close();
  });

  it('returns the SHA-256 of the artifact, which is the same for the same files', async () => {
    const once = await build(fileOf('order.txt', twoRows));
    const again = await build(fileOf('order.txt', twoRows.slice(0, 10), twoRows.slice(10)));
    if (!once.built.ok || !again.built.ok) throw new Error('both are built');
    const bytes = readFileSync(once.path);
    expect(once.built.value).toMatchObject({ sha256: sha256Hex(bytes), sizeBytes: bytes.length });
    expect(again.built.value.sha256).toBe(once.built.value.sha256);
  });

  it('makes one artifact of the parts of a release, and cites the part', async () => {
    const { path, built } = await build(fileOf('f1.txt', 'A00|1|||x\n'), fileOf('f2.txt', 'A01|1|||x\nA02|1|||x\n'));
    expect(built).toMatchObject({ ok: true, value: { rows: 3 } });
    const artifact = openArtifact(path);
    expect(artifact.rows('rows', { code: 'A02' })[0]?.citation.row).toBe('f2.txt line 2');
    artifact.close();
  });

  it('names file, line and column of a fault, and leaves nothing', async () => {
    const { path, built } = await build(fileOf('f1.txt', 'A00|1|||x\n'), fileOf('f2.txt', 'A01|1|||x\n??|1|||x\n'));
    expect(built).toEqual({
      ok: false,
      failure: { file: 'f2.txt', line: 2, column: 1, detail: 'a code was expected' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('refuses a row that is listed twice, and names the place of the other one', async () => {
    const inOneFile = await build(fileOf('f1.txt', 'A00|1|||x\nA01|1|||x\nA00|1|||y\n'));
    expect(inOneFile.built).toEqual({
      ok: false,
      failure: { file: 'f1.txt', line: 3, column: 1, detail: 'The same row is in line 1.' },
    });
    const inTwo = await build(fileOf('f1.txt', 'A00|1|||x\n'), fileOf('f2.txt', 'A01|1|||x\nA00|1|||y\n'));
    expect(inTwo.built).toEqual({
      ok: false,
      failure: { file: 'f2.txt', line: 2, column: 1, detail: 'The same row is in line 1 of file 1.' },
    });
    expect(existsSync(inTwo.path)).toBe(false);
  });

  it('refuses a file without rows', async () => {
    const { path, built } = await build(fileOf('empty.txt', ''));
    expect(built).toMatchObject({
      ok: false,
      failure: { file: 'empty.txt', line: 1, detail: 'The file has no rows.' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('leaves nothing when reading is interrupted', async () => {
    const broken: FileToLoad = {
      head: { name: 'broken.txt', text: twoRows },
      async *content() {
        yield Buffer.from(twoRows);
        throw new Error('the connection broke');
      },
    };
    count += 1;
    const path = join(folder, `${count}.sqlite`);
    await expect(buildArtifact({ format: sampleFormat, release, files: [broken], path })).rejects.toThrow('broke');
    expect(existsSync(path)).toBe(false);
  });

  it('reports its progress after each piece', async () => {
    const told: unknown[] = [];
    count += 1;
    const path = join(folder, `${count}.sqlite`);
    const files = [fileOf('a', 'A00|1|||x\n', 'A01|1|||x\n'), fileOf('b', 'A02|1|||x\n')];
    await buildArtifact({ format: sampleFormat, release, files, path, progress: (done) => void told.push(done) });
    expect(told).toEqual([
      { bytes: 10, rows: 1 },
      { bytes: 20, rows: 2 },
      { bytes: 30, rows: 3 },
    ]);
  });
});
