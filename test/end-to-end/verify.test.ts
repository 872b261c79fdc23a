import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice } from '../../cli/demo/office.ts';
import { tellStory } from '../../cli/demo/tell-story.ts';
import { type ChildHost, type Finished, runNode, startChildHost } from './child-host.ts';

/* The demo's books, exported over the API, proven from the raw files alone. */

let host: ChildHost;
let exported: Finished;
let books: string;
const verify = () => runNode(['cli/main.ts', 'verify', books]);

beforeAll(async () => {
  host = await startChildHost();
  await tellStory(openOffice(host.url, host.tokens), () => undefined);
  books = join(host.folder, 'books');
  const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
  exported = await runNode(['cli/main.ts', 'books', 'export', books], environment);
});
afterAll(() => host?.stop());

/** Falsifies the export for the length of one run. */
async function verifyWith(file: string, change: (text: string) => string): Promise<Finished> {
  const path = join(books, file);
  const text = readFileSync(path, 'latin1');
  const falsified = change(text);
  expect(falsified).not.toBe(text);
  writeFileSync(path, falsified, 'latin1');
  const run = await verify();
  writeFileSync(path, text, 'latin1');
  return run;
}

describe('the demo’s books', () => {
  it('are exported whole: entries, payments, totals and the raw files', () => {
    expect(exported.stderr).toBe('');
    expect(exported.exitCode).toBe(0);
    expect(readdirSync(books).sort()).toEqual(['files', 'ledger.jsonl', 'remittances.jsonl', 'totals.json']);
    expect(readdirSync(join(books, 'files')).length).toBeGreaterThan(1);
  });

  it('are proven to the cent, with no server', async () => {
    const { exitCode, stdout, stderr } = await verify();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\d\d entries are proven from the files: /);
    expect(stdout).toContain('Nothing is disproved.');
    expect(exitCode).toBe(0);
  });

  it('are disproved when one cent, one entry or one byte of a file is another', async () => {
    const entries = readFileSync(join(books, 'ledger.jsonl'), 'utf8').trim().split('\n');
    const claim = entries.find((line) => line.includes('"kind":"remittance-claim"') && line.includes('"reason"')) ?? '';
    const [raw = ''] = readdirSync(join(books, 'files'));
    const runs = [
      await verifyWith('ledger.jsonl', (text) => text.replace(claim, claim.replace(/"cents":(\d+)/, '"cents":1$1'))),
      await verifyWith('ledger.jsonl', (text) => text.replace(`${claim}\n`, '')),
      await verifyWith('ledger.jsonl', (text) => `${text}${claim}\n`),
      await verifyWith('ledger.jsonl', (text) =>
        text.replace(claim, claim.replace(/"byteOffset":(\d)/, '"byteOffset":1$1')),
      ),
      await verifyWith(join('files', raw), (text) => text.replace('CLP*S', 'CLP*T')),
    ];
    for (const { exitCode, stdout } of runs) {
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/^DISPROVED .+byte \d+$/m);
    }
  });

  it('are not exported over something else, nor without a host', async () => {
    const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
    const again = await runNode(['cli/main.ts', 'books', 'export', books], environment);
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not empty') });
    expect((await runNode(['cli/main.ts', 'books', 'export'])).exitCode).toBe(2);
  });
});
