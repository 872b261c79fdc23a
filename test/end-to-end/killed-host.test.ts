import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepFiles } from '../../cli/demo/keep.ts';
import { openOffice } from '../../cli/demo/office.ts';
import { tellStory } from '../../cli/demo/tell-story.ts';
import { isLong } from '../support/effort.ts';
import { type ChildHost, checkBooks, runNode, startChildHost } from './child-host.ts';

/*
 * The whole story on one host, which is killed while the story runs. Only in the long run, because it costs as much as
 * the demo. `npm test` kills a host in `test/contract/local-host/process.test.ts`, and workers at every request in the
 * simulation.
 */

/** Makes `fetch` survive a host that dies: a request without an answer is sent again, as a careful client would do. */
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
      // The document had been saved when the answer was lost, so its current version is read.
      if (answer?.status === 412 && init?.method === 'PUT' && attempt > 1) {
        return once(input, { headers: init.headers as Record<string, string> });
      }
      if (answer !== undefined && answer.status < 500) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
}

const fetchOnce = globalThis.fetch;

describe.runIf(isLong)('a host that is killed in the middle of the story', () => {
  let host: ChildHost;

  beforeAll(async () => {
    host = await startChildHost();
  });
  afterAll(async () => {
    globalThis.fetch = fetchOnce;
    await host?.stop();
  });

  it('loses nothing and does nothing twice: the story ends with the figures computed from the files', async () => {
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
      // The host dies while charges are posted, while claim files are written, and while remittances are imported.
      if (kind === '/v1/encounters/*/finalize' && count === 12) kill(20);
      if (kind === '/v1/submissions' && count === 1) kill(150);
      if (kind === '/v1/remittance-files' && count === 3) kill(400);
    });
    const told: string[] = [];
    const world = {
      office: openOffice(host.url, host.tokens),
      apiUrl: host.url,
      // After a restart the card processor has another address.
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
