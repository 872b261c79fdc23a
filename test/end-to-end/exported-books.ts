import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verify as verifyHere } from '../../cli/verify/verify.ts';
import { runLongCommand } from '../support/run-command.ts';
import { type ChildHost, type Finished, runNode } from './child-host.ts';

/* The books of an office as files, which `superbill verify` proves or disproves. */

let exported: Finished;
let books: string;
const verify = () => runNode(['cli/superbill.mjs', 'verify', books]);

/** Changes the export during one run of the command, in this process. */
async function verifyWith(file: string, change: (text: string) => string): Promise<{ exitCode: number; out: string }> {
  const path = join(books, file);
  const text = readFileSync(path, 'latin1');
  const falsified = change(text);
  expect(falsified).not.toBe(text);
  writeFileSync(path, falsified, 'latin1');
  const run = await runLongCommand(verifyHere, [books]);
  writeFileSync(path, text, 'latin1');
  return run;
}

export function describeExport(hostOfStory: () => ChildHost): void {
  let host: ChildHost;
  beforeAll(async () => {
    host = hostOfStory();
    books = join(host.folder, 'books');
    const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
    exported = await runNode(['cli/superbill.mjs', 'books', 'export', books], environment);
  });

  it('are exported whole: entries, payments, totals and the raw files', () => {
    expect(exported.stderr).toBe('');
    expect(exported.exitCode).toBe(0);
    expect(readdirSync(books).sort()).toEqual(['files', 'ledger.jsonl', 'remittances.jsonl', 'totals.json']);
    expect(readdirSync(join(books, 'files')).length).toBeGreaterThan(1);
  });

  it('are verified to the cent, without a server', async () => {
    const { exitCode, stdout, stderr } = await verify();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\d\d entries are proven from the files: /);
    expect(stdout).toContain('Nothing is disproved.');
    expect(exitCode).toBe(0);
  });

  it('fail the verification when one cent, one entry or one byte of a file is different', async () => {
    const entries = readFileSync(join(books, 'ledger.jsonl'), 'utf8').trim().split('\n');
    const claim = entries.find((line) => line.includes('"kind":"remittance-claim"') && line.includes('"reason"')) ?? '';
    const isRemittance = (name: string) => readFileSync(join(books, 'files', name), 'utf8').includes('CLP*S');
    const raw = readdirSync(join(books, 'files')).find(isRemittance) ?? '';
    const runs = [
      await verifyWith('ledger.jsonl', (text) => text.replace(claim, claim.replace(/"cents":(\d+)/, '"cents":1$1'))),
      await verifyWith('ledger.jsonl', (text) => text.replace(`${claim}\n`, '')),
      await verifyWith('ledger.jsonl', (text) => `${text}${claim}\n`),
      await verifyWith('ledger.jsonl', (text) =>
        text.replace(claim, claim.replace(/"byteOffset":(\d)/, '"byteOffset":1$1')),
      ),
      await verifyWith(join('files', raw), (text) => text.replace('CLP*S', 'CLP*T')),
    ];
    for (const { exitCode, out } of runs) {
      expect(exitCode).toBe(1);
      expect(out).toMatch(/^DISPROVED .+byte \d+$/m);
    }
  });

  it('are not exported over something else, or without a host', async () => {
    const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
    const again = await runNode(['cli/superbill.mjs', 'books', 'export', books], environment);
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not empty') });
    expect((await runNode(['cli/superbill.mjs', 'books', 'export'])).exitCode).toBe(2);
  });
}
