import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDropFolder } from '../../../infra/local/drop-folder.ts';
import { type LocalHost, startHost } from '../../../infra/local/host.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

let host: LocalHost;
let folder: string;

beforeAll(async () => {
  const { authorize, intake } = fixtureRows;
  host = await startHost({ rows: [authorize, intake], entryOf: fixtureEntry, dropFolderEveryMilliseconds: 40 });
  folder = join(host.folder, 'drop', 'demo');
});
afterAll(() => host.stop());

const list = (name: string): Promise<string[]> => readdir(join(folder, name)).catch(() => []);

test('imports a file that is put there and moves it away; a second file of the same name is kept separately', async () => {
  await writeFile(join(folder, 'era.835'), 'ISA*synthetic one');
  await expect.poll(() => list('.imported')).toEqual(['era.835']);
  await writeFile(join(folder, 'era.835'), 'ISA*synthetic two');
  await expect.poll(() => list('.imported')).toEqual(['era-2.835', 'era.835']);
  expect(await readFile(join(folder, '.imported', 'era-2.835'), 'utf8')).toBe('ISA*synthetic two');
  const stored = await readdir(join(host.folder, 'files', host.bucket, 'demo', 'remittance'));
  expect(stored.filter((name) => name.endsWith('.object'))).toHaveLength(2);
});

test('moves a refused file aside with the reason', async () => {
  await writeFile(join(folder, 'empty.835'), '');
  await expect.poll(() => list('.refused')).toEqual(['empty.835', 'empty.835.txt']);
  expect(await readFile(join(folder, '.refused', 'empty.835.txt'), 'utf8')).toBe(
    'The file is empty: nothing was imported. Ask its sender for it again.\n',
  );
});

test('moves a file without a remittance aside after reading it, with the reason', async () => {
  await writeFile(join(folder, 'letter.pdf'), '%PDF-1.7 synthetic');
  await expect.poll(() => list('.refused')).toContain('letter.pdf');
  expect(await readFile(join(folder, '.refused', 'letter.pdf.txt'), 'utf8')).toBe(
    'It is no X12 file.\nfile-unreadable\n',
  );
});

test('reports when the same bytes arrive again', async () => {
  await writeFile(join(folder, 'again.835'), 'ISA*synthetic one');
  await expect.poll(() => list('.imported')).toContain('again.835');
  expect(await readFile(join(folder, '.imported', 'again.835.txt'), 'utf8')).toMatch(/^The same bytes/);
});

test('leaves files alone that are still being written', async () => {
  const path = join(folder, 'slow.835');
  await writeFile(join(folder, 'name.835.part'), 'ISA*');
  await writeFile(join(folder, 'whole.835'), 'ISA*synthetic whole');
  // The file grows between any two checks, until the host has checked often enough to have taken a complete one.
  let written = 0;
  for (; !(await list('.imported')).includes('whole.835') || written < 100; written += 1) {
    appendFileSync(path, 'ISA*');
  }
  expect(await list('.')).toContain('slow.835');
  await expect.poll(() => list('.imported')).toContain('slow.835');
  expect((await readFile(join(folder, '.imported', 'slow.835'), 'utf8')).length).toBe(4 * written);
  expect(await list('.')).toContain('name.835.part');
});

test('takes files of other offices from their own folders', async () => {
  const other = join(host.folder, 'drop', 'other-office');
  await mkdir(other);
  await writeFile(join(other, 'era.835'), 'ISA*synthetic three');
  await expect.poll(() => readdir(join(other, '.imported')).catch(() => [])).toEqual(['era.835']);
  expect(await readdir(join(host.folder, 'files', host.bucket, 'other-office', 'remittance'))).toHaveLength(2);
});

test('puts away files with the longest names that there are; no file keeps others waiting', async () => {
  const longest = `letter${'a'.repeat(245)}.835`;
  await writeFile(join(folder, longest), '%PDF-1.7 synthetic, too');
  await writeFile(join(folder, 'zzz.835'), 'ISA*synthetic after a long name');
  await expect.poll(() => list('.imported')).toContain('zzz.835');
  await expect.poll(() => list('.')).not.toContain(longest);
  await writeFile(join(folder, longest), '%PDF-1.7 synthetic, once more');
  await expect.poll(() => list('.')).not.toContain(longest);
  const kept = (await list('.refused')).filter((name) => name.startsWith('lettera'));
  expect(kept.filter((name) => name.endsWith('.835'))).toHaveLength(2);
  expect(kept.filter((name) => name.endsWith('.835.txt'))).toHaveLength(2);
});

test('imports what replaces a file just when it is put away', async () => {
  const own = await mkdtemp(join(tmpdir(), 'superbill-drop-'));
  const path = join(own, 'demo', 'daily.835');
  const { url, issueToken } = host;
  let replaced = 0;
  // The host logs a file right before it puts the file away.
  const event = () => {
    if (replaced === 0) writeFileSync(path, 'ISA*synthetic of the second day');
    replaced += 1;
  };
  const log = { event, output: () => undefined };
  const drop = await startDropFolder({ folder: own, tenantId: 'demo', url, issueToken, log, everyMilliseconds: 40 });
  try {
    await writeFile(path, 'ISA*synthetic of one day');
    const imported = join(own, 'demo', '.imported');
    await expect.poll(() => readdir(imported).catch(() => [])).toHaveLength(1);
    await expect.poll(() => replaced, { timeout: 20_000 }).toBe(2);
    expect(await readFile(join(imported, 'daily.835'), 'utf8')).toBe('ISA*synthetic of the second day');
  } finally {
    await drop.stop();
    await rm(own, { recursive: true, force: true });
  }
});

/** What the host logs of what it cannot import: kinds, never names. */
const logged = async (kind: string) =>
  (await readFile(join(host.folder, 'host.log'), 'utf8'))
    .split('\n')
    .filter((line) => line.includes('"drop-not-importable"') && line.includes(`"kind":"${kind}"`));

test('tells once of what is no file, and neither waits for it nor stops at it', async () => {
  execFileSync('mkfifo', [join(folder, 'aaa-canary')]);
  await mkdir(join(folder, 'aab-folder'));
  await symlink(join(folder, '.imported'), join(folder, 'aac-link'));
  const server = createServer().listen(join(folder, 'aad-socket'));
  await writeFile(join(folder, 'zz-after.835'), 'ISA*synthetic after a pipe');
  await expect.poll(() => list('.imported')).toContain('zz-after.835');
  const notes = ['aaa-canary.txt', 'aab-folder.txt', 'aac-link.txt', 'aad-socket.txt'];
  expect((await list('.refused')).filter((name) => name.startsWith('aa'))).toEqual(notes);
  expect(await readFile(join(folder, '.refused', 'aaa-canary.txt'), 'utf8')).toMatch(/^It is a named pipe/);
  // Several looks later each is told of once, by its kind.
  await writeFile(join(folder, 'zz-later.835'), 'ISA*synthetic later');
  await expect.poll(() => list('.imported')).toContain('zz-later.835');
  for (const kind of ['pipe', 'folder', 'link', 'socket']) expect(await logged(kind)).toHaveLength(1);
  expect(await readFile(join(host.folder, 'host.log'), 'utf8')).not.toContain('canary');
  server.close();
});

test('imports a file whose name is no UTF-8', async () => {
  await writeFile(
    Buffer.concat([Buffer.from(join(folder, 'r')), Buffer.from([0xe9]), Buffer.from('f.835')]),
    'ISA*of 1990',
  );
  await expect.poll(() => list('.imported')).toContain('r\ufffdf.835');
  expect(await readFile(join(folder, '.imported', 'r\ufffdf.835'), 'utf8')).toBe('ISA*of 1990');
});

test('tells of files beside the offices’ folders, and goes on with the offices', async () => {
  const drop = join(host.folder, 'drop');
  await writeFile(join(drop, 'era-of-nobody'), 'ISA*synthetic');
  await mkdir(join(drop, 'Not An Office'));
  await writeFile(join(folder, 'zz-beside.835'), 'ISA*synthetic beside');
  await expect.poll(() => list('.imported')).toContain('zz-beside.835');
  expect(await readdir(join(drop, '.refused'))).toEqual(['Not An Office.txt', 'era-of-nobody.txt']);
  expect(await logged('no-office')).toHaveLength(1);
  expect(await logged('no-office-name')).toHaveLength(1);
  await rm(join(drop, 'era-of-nobody'));
});
