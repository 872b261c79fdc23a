import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepFiles } from '../../cli/demo/keep.ts';
import { openOffice } from '../../cli/demo/office.ts';
import { tellStory } from '../../cli/demo/tell-story.ts';
import { verify as verifyHere } from '../../cli/verify/verify.ts';
import { runLongCommand } from '../support/run-command.ts';
import { describeAccess } from './access.ts';
import { type ChildHost, checkBooks, type Finished, runNode, startChildHost } from './child-host.ts';

/*
 * The whole story on one host, which is killed while it is told. Then what the office looks like to those who may see it, and to those who
 * may not.
 */

/** Makes `fetch` go on through a host that dies: what got no answer is sent again, as a careful client does. */
function persistentFetch(onRequest: (path: string) => void): typeof fetch {
  const once = globalThis.fetch;
  return async (input, init) => {
    const path = new URL(String(input)).pathname;
    onRequest(path);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(input, init).catch((error: unknown) => {
        if (attempt > 3000) throw error;
        return undefined;
      });
      // The save had been done when the answer was lost: look at what stands.
      if (answer?.status === 412 && init?.method === 'PUT' && attempt > 1) {
        return once(input, { headers: init.headers as Record<string, string> });
      }
      if (answer !== undefined && answer.status < 500) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
}

let host: ChildHost;
const fetchOnce = globalThis.fetch;

beforeAll(async () => {
  host = await startChildHost();
});
afterAll(async () => {
  globalThis.fetch = fetchOnce;
  await host?.stop();
});

describe('a host that is killed in the middle of the story', () => {
  it('loses nothing and does nothing twice: the story ends with the figures that the files lead to', async () => {
    let kills = 0;
    let restart: Promise<void> = Promise.resolve();
    const kill = (milliseconds: number) => {
      kills += 1;
      restart = restart
        .then(() => new Promise((resolve) => setTimeout(resolve, milliseconds)))
        .then(() => host.killAndRestart());
    };
    const requests = new Map<string, number>();
    globalThis.fetch = persistentFetch((path) => {
      const kind = path.replace(/enc_\w+/, '*');
      const count = (requests.get(kind) ?? 0) + 1;
      requests.set(kind, count);
      // While charges are being posted; while claim files are being written; while remittances come in.
      if (kind === '/v1/encounters/*/finalize' && count === 12) kill(20);
      if (kind === '/v1/submissions' && count === 1) kill(150);
      if (kind === '/v1/remittance-files' && count === 3) kill(400);
    });
    const told: string[] = [];
    const world = {
      office: openOffice(host.url, host.tokens),
      apiUrl: host.url,
      // A host that came back has its card processor elsewhere.
      get processorUrl() {
        return String(host.endpoints.cards);
      },
    };
    const story = await tellStory(world, (text) => told.push(text));
    await restart;
    expect(kills).toBe(3);
    expect(story.isSound, told.join('')).toBe(true);
    expect(story.figures.claims).toMatchObject({ assembled: 25, selfPay: 2, submitted: 25, waiting: 0 });
    await keepFiles(host.folder, join(host.folder, 'host', 'drop', 'demo'), host, story);
    const { stdout, stderr } = await runNode(['test/independent/recompute-demo.mjs', host.folder]);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(JSON.stringify(story.figures));
    const books = await checkBooks(host.url, host.tokens.manager);
    expect(books.out).toContain('the books agree to the cent');
    expect(books.exitCode).toBe(0);
    globalThis.fetch = fetchOnce;
  });
});

let exported: Finished;
let books: string;
const verify = () => runNode(['cli/main.ts', 'verify', books]);

/** Falsifies the export for the length of one run, in this process. */
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

describe('its books, exported over the API', () => {
  beforeAll(async () => {
    books = join(host.folder, 'books');
    const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
    exported = await runNode(['cli/main.ts', 'books', 'export', books], environment);
  });

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

  it('are not exported over something else, nor without a host', async () => {
    const environment = { SUPERBILL_URL: host.url, SUPERBILL_TOKEN: host.tokens.manager };
    const again = await runNode(['cli/main.ts', 'books', 'export', books], environment);
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is not empty') });
    expect((await runNode(['cli/main.ts', 'books', 'export'])).exitCode).toBe(2);
  });
});

describe('an office with a whole story', () => describeAccess(() => host));
