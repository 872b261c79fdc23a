import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepFiles } from '../../cli/demo/keep.ts';
import { openOffice } from '../../cli/demo/office.ts';
import { tellStory } from '../../cli/demo/tell-story.ts';
import { type ChildHost, checkBooks, type Finished, runNode, startChildHost } from './child-host.ts';

/* The story as a user runs it: `npm run demo`, its figures recomputed by a script that shares no code with the product. */

const folder = mkdtempSync(join(tmpdir(), 'superbill-demo-test-'));
const demo = (...options: readonly string[]) => runNode(['cli/demo/main.ts', '--json', ...options]);
const lastLine = ({ stdout }: Finished) => stdout.trimEnd().split('\n').at(-1) as string;
const recompute = (kept: string) => runNode(['test/independent/recompute-demo.mjs', kept]);

interface Figures {
  readonly encounters: number;
  readonly claims: Readonly<Record<string, number>>;
  readonly [amount: string]: unknown;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run demo', () => {
  let first: Finished;
  let again: Finished;
  let other: Finished;

  beforeAll(async () => {
    first = await demo('--keep', join(folder, 'first'));
    [again, other] = await Promise.all([demo(), demo('--seed', 'another', '--keep', join(folder, 'other'))]);
  }, 120_000);

  it('runs to its end, and every equation holds', () => {
    for (const run of [first, again, other]) {
      expect(run.stderr).toBe('');
      expect(run.exitCode).toBe(0);
      expect(run.stdout).not.toContain('DOES NOT HOLD');
    }
    expect(first.stdout.match(/^ {2}holds /gm)?.length).toBeGreaterThanOrEqual(10);
  });

  it('shows the very bytes of the remittance behind a ledger entry', () => {
    expect(first.stdout).toMatch(
      /CLP04, bytes \d+ to \d+ of the file with SHA-256 [0-9a-f]{64}:\n +CLP\*S[0-9A-Z]{15}\*/,
    );
  });

  it('ends with one line of JSON: exactly the figures that it promises', () => {
    const figures = JSON.parse(lastLine(first)) as Figures;
    expect(Object.keys(figures)).toEqual([
      'encounters',
      'claims',
      'chargesCents',
      'insurancePaymentsCents',
      'adjustmentsCents',
      'insuranceReceivableCents',
      'patientReceivableCents',
      'unappliedCents',
      'clearingCents',
      'trialBalanceCents',
      'exceptions',
    ]);
    expect(figures).toMatchObject({ encounters: 25, clearingCents: 0, trialBalanceCents: 0, unappliedCents: 0 });
    expect(figures.claims).toMatchObject({ assembled: 23, selfPay: 2, submitted: 23, held: 0, waiting: 0 });
    for (const outcome of ['paid', 'denied']) expect(figures.claims[outcome]).toBeGreaterThan(0);
  });

  it('comes to the same figures with the same seed, and to others with another', () => {
    expect(lastLine(again)).toBe(lastLine(first));
    expect(lastLine(other)).not.toBe(lastLine(first));
  });

  it.each(['first', 'other'])('has figures that the files alone lead to (%s)', async (name) => {
    const { exitCode, stdout, stderr } = await recompute(join(folder, name));
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(lastLine(name === 'first' ? first : other));
    expect(exitCode).toBe(0);
  });

  it('takes back an answer and corrects it, and pays interest, in what the payers send', () => {
    expect(first.stdout).toContain('One answer was taken back and corrected.');
    expect(first.stdout).toMatch(/interest-income +-\d+\.\d\d/);
  });

  it('refuses a folder that holds something, and leaves it alone', async () => {
    const { exitCode, stderr } = await demo('--keep', join(folder, 'first'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is not empty');
    expect(existsSync(join(folder, 'first', 'figures.json'))).toBe(true);
  });
});

describe('the recomputation', () => {
  it('notices figures that the files do not lead to', async () => {
    const kept = join(folder, 'planted');
    for (const part of ['outbox', 'remittances']) mkdirSync(join(kept, part), { recursive: true });
    writeFileSync(join(kept, 'encounters.json'), '[]');
    writeFileSync(join(kept, 'figures.json'), JSON.stringify({ encounters: 1 }));
    expect((await recompute(kept)).exitCode).toBe(1);
  });
});

/** Makes `fetch` go on through a host that dies: what got no answer is sent again, as a careful client does. */
function persistentFetch(onRequest: (path: string) => void): typeof fetch {
  const once = globalThis.fetch;
  return async (input, init) => {
    const path = new URL(String(input)).pathname;
    onRequest(path);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(input, init).catch((error: unknown) => {
        if (attempt > 300) throw error;
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

describe('a host that is killed in the middle of the story', () => {
  let host: ChildHost;
  const fetchOnce = globalThis.fetch;

  beforeAll(async () => {
    host = await startChildHost();
  });
  afterAll(async () => {
    globalThis.fetch = fetchOnce;
    await host.stop();
  });

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
    const story = await tellStory(openOffice(host.url, host.tokens), (text) => told.push(text));
    await restart;
    expect(kills).toBe(3);
    expect(story.isSound, told.join('')).toBe(true);
    expect(story.figures.claims).toMatchObject({ assembled: 23, selfPay: 2, submitted: 23, waiting: 0 });
    await keepFiles(host.folder, join(host.folder, 'host', 'drop', 'demo'), host, story);
    const { stdout, stderr } = await recompute(host.folder);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(JSON.stringify(story.figures));
    const books = await checkBooks(host.url, host.tokens.manager);
    expect(books.stdout).toContain('the books agree to the cent');
    expect(books.exitCode).toBe(0);
  });
});
