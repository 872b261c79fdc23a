import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeSetsCommand } from '../../cli/code-sets.ts';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import { request } from '../support/api-request.ts';
import { runLongCommand } from '../support/run-command.ts';

/* `superbill code-sets` against the local host, as a person types it. */

let host: LocalHost;
let folder: string;

const run = (...words: string[]) => runLongCommand(codeSetsCommand, words);
const sample = (name: string) => join(folder, 'samples', name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-code-sets-'));
  host = await startHost({});
  process.env.SUPERBILL_FOLDER = host.folder;
  expect((await run('sample', join(folder, 'samples'))).exitCode).toBe(0);
}, 300_000);
afterAll(async () => {
  delete process.env.SUPERBILL_FOLDER;
  rmSync(folder, { recursive: true, force: true });
  await host.stop();
});

describe('superbill code-sets', () => {
  it('loads the files of every set at once, with the parts of a release together, and each for its owner', async () => {
    const all = readdirSync(join(folder, 'samples')).map(sample);
    expect(all.length).toBeGreaterThan(40);
    const loaded = await run('load', ...all, '--effective', '2026-01-01', '--licensed');
    expect([loaded.exitCode, loaded.errors]).toEqual([0, '']);
    expect(loaded.out).toContain('ICD-10-CM, order file (icd-10-cm), FY2027, in force since 2026-10-01:');
    expect(loaded.out).toContain('CPT, the office’s licensed file (cpt), 2026-01-01, in force since 2026-01-01:');
    const listed = await run('list', '--day', '2026-11-27');
    expect(listed.out).not.toContain('Not loaded');
    expect(listed.out.match(/ is in force on 2026-11-27\./g)).toHaveLength(31);
    expect(listed.out).toMatch(/ {4}HCPC2026_OCT_ANWEB\.txt {2}[0-9a-f]{64}\n/);
    const sets = await request(host.url, host.tokens.coder, 'GET', '/v1/code-sets?day=2026-11-27');
    const states = (sets.body.items as { state: string }[]).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['in-force']));
  });

  it('reports that the same release was loaded before', async () => {
    const again = await run('load', sample('HCPC2026_OCT_ANWEB.txt'));
    expect(again).toMatchObject({ exitCode: 0, errors: '' });
    expect(again.out).toContain('nothing changed');
  });

  it('withdraws a release, and loads another in its place', async () => {
    const other = join(folder, 'HCPC2026_OCT_ANWEB.txt');
    const text = readFileSync(sample('HCPC2026_OCT_ANWEB.txt'), 'latin1');
    writeFileSync(other, text.replace('Crutch', 'CRUTCH'), 'latin1');
    const refused = await run('load', other);
    expect(refused.exitCode).toBe(2);
    expect(refused.errors).toContain('It is 2026Q4, in force since 2026-10-01.');
    const withdrawn = await run('withdraw', 'hcpcs', '2026-10-01', '--reason', 'the wrong file');
    expect(withdrawn).toMatchObject({ exitCode: 0, out: expect.stringContaining('hcpcs 2026Q4 is withdrawn') });
    expect((await run('list')).out).toContain('hcpcs: HCPCS Level II');
    expect((await run('load', other)).exitCode).toBe(0);
  });

  it('names file, line and column of a damaged file, and loads nothing', async () => {
    const damaged = join(folder, 'HCPC2026_JUL_ANWEB.txt');
    const lines = readFileSync(sample('HCPC2026_OCT_ANWEB.txt'), 'latin1').split('\r\n');
    // The first line of a code, cut before its dates.
    const cut = lines.findIndex((line, index) => index > 20 && line.charAt(10) === '3');
    lines[cut] = (lines[cut] as string).slice(0, 250);
    writeFileSync(damaged, lines.join('\r\n'), 'latin1');
    const refused = await run('load', damaged);
    expect(refused.exitCode).toBe(2);
    expect(refused.errors).toMatch(
      new RegExp(`HCPC2026_JUL_ANWEB\\.txt, line ${cut + 1}, column \\d+: The file is damaged`),
    );
    expect((await run('list', '--day', '2026-08-01')).out).not.toContain('2026Q3');
  });
});

describe('an invalid file', () => {
  const refusal = async (name: string, bytes: Uint8Array | string, ...more: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const { exitCode, errors, out } = await run('load', path, ...more);
    expect([exitCode, out]).toEqual([2, '']);
    return errors;
  };

  it('is reported as what it is, before anything is sent', async () => {
    expect(await refusal('a.zip', 'PK\u0003\u0004....')).toContain('ZIP archive');
    expect(await refusal('a.exe', Buffer.from('MZ\u0090\u0000'))).toContain('program');
    expect(await refusal('empty.txt', '')).toContain('It is empty');
    expect(await refusal('letter.txt', 'Dear colleague,\n')).toContain('Files with this layout cannot be loaded');
    expect((await run('load', join(folder, 'nowhere.txt'))).errors).toContain('There is no file');
    expect((await run('load', folder)).errors).toContain('not a file that can be read');
  });

  it('is refused without the facts that only a person can state', async () => {
    const cpt = readFileSync(sample('cpt.csv'), 'utf8');
    expect(await refusal('cpt.csv', cpt, '--effective', '2026-01-01')).toContain('--licensed');
    expect(await refusal('cpt.csv', cpt, '--licensed')).toContain('--effective');
    expect(await refusal('cpt.csv', cpt, '--licensed', '--effective', '2026-02-30')).toContain('a day that exists');
    const several = await run('load', sample('place-of-service.csv'), sample('cpt.csv'), '--effective', '2026-01-01');
    expect(several).toMatchObject({ exitCode: 2, out: '', errors: expect.stringContaining('None of the 2 files') });
    const part = readFileSync(sample('ccipra-v323r0-f1.txt'), 'utf8');
    expect(await refusal('ccipra-v323r0-f1.txt', part)).toContain('Missing: f2, f3, f4');
  });

  it('is not a command: the usage lists the commands', async () => {
    for (const words of [[], ['load'], ['unload'], ['withdraw', 'hcpcs'], ['list', '--nonsense']]) {
      const { exitCode, errors } = await run(...words);
      expect([exitCode, errors.includes('Usage: superbill code-sets load')]).toEqual([2, true]);
    }
    expect((await run('withdraw', 'hcpc', '2026-10-01', '--reason', 'x')).errors).toContain('There is no set hcpc');
  });
});
