import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { fileOf, sampleClaim, write } from '../x12/837/sample-claim.ts';

/* A large synthetic file, for which the command starts Node once more with an option of V8. */

const folder = mkdtempSync(join(tmpdir(), 'superbill-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = fileURLToPath(new URL('../../../cli/superbill.mjs', import.meta.url));
const run = (...words: string[]) =>
  spawnSync(process.execPath, ['--no-warnings', command, 'convert', ...words], { encoding: 'utf8' });

/** At its end, the process says with which options its Node was started. */
const telling = `--import=data:text/javascript,process.on('exit',()=>process._rawDebug('started-with:'+process.execArgv.join()))`;
const optionsOf = (...words: string[]): string => {
  const env = { ...process.env, NODE_OPTIONS: telling };
  const { stderr } = spawnSync(process.execPath, ['--no-warnings', command, 'convert', ...words], {
    encoding: 'utf8',
    env,
  });
  return /started-with:(.*)/.exec(stderr)?.[1] ?? '';
};

it('is converted on all cores to the same bytes as in one thread, with the same exit codes and messages', () => {
  const claims = Array.from({ length: 500 }, (_, index) => ({ ...sampleClaim, patientControlNumber: `N${index}` }));
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const [edi, json, straightJson] = ['large.837', 'large.json', 'straight.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(edi, written.value.repeat(Math.ceil((1 << 24) / written.value.length)));
  const straight = run(edi, '--to', 'json', '--out', straightJson, '--threads', '1');
  const all = run(edi, '--to', 'json', '--out', json);
  expect(straight.status).toBeLessThan(2);
  expect([all.status, all.stderr, all.stdout]).toEqual([straight.status, straight.stderr, '']);
  expect(readFileSync(json).equals(readFileSync(straightJson))).toBe(true);
  const refused = run(edi, '--to', 'json', '--out', join(folder, 'none', 'x'));
  expect([refused.status, refused.stderr]).toEqual([
    2,
    'superbill convert: the folder of the output does not exist.\n',
  ]);
  if (availableParallelism() === 1 || process.execve === undefined) return;
  const small = join(folder, 'small.837');
  writeFileSync(small, written.value);
  expect(optionsOf(edi, '--to', 'json', '--out', json)).toBe('--no-warnings,--no-concurrent-recompilation');
  expect(optionsOf(edi, '--to', 'json', '--out', json, '--threads', '1')).toBe('--no-warnings');
  expect(optionsOf(small, '--to', 'json', '--out', json)).toBe('--no-warnings');
});
