import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { fileOf, sampleClaim, write } from '../x12/837/sample-claim.ts';

/* A large synthetic file, for which the command starts Node once more with an option of V8. */

const folder = mkdtempSync(join(tmpdir(), 'superbill-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = fileURLToPath(new URL('../../../cli/superbill.mjs', import.meta.url));
const run = (...words: string[]) =>
  spawnSync(process.execPath, ['--no-warnings', command, 'convert', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });

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
});
