import { beforeAll, describe, expect, it } from 'vitest';
import { loadCodeSets } from '../../cli/demo/code-sets.ts';
import { openOffice } from '../../cli/demo/office.ts';
import type { LocalHost } from '../../infra/local/host.ts';
import { type ApiAnswer, type RequestParts, request } from '../support/api-request.ts';
import { encounterBody, type Office, setUpOffice } from '../support/office.ts';

/*
 * Two coders work on one draft at the same moment, over HTTP: whoever saves second is told that the draft has changed,
 * and nothing that was saved is lost.
 */

let host: LocalHost;
let office: Office;
/** Two people with the role of a coder. */
let ann: string;
let bob: string;

const rounds = 10;
const send = (token: string, method: 'GET' | 'POST' | 'PUT', path: string, parts?: RequestParts) =>
  request(host.url, token, method, path, parts);
const statuses = (answers: readonly ApiAnswer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);

async function draft(): Promise<string> {
  const answer = await send(ann, 'POST', '/v1/encounters', { body: encounterBody(office) });
  expect(answer.status, answer.text).toBe(201);
  return `/v1/encounters/${String(answer.body.id)}`;
}

export function describeTwoCoders(openOwn: () => Promise<LocalHost>): void {
  beforeAll(async () => {
    host = await openOwn();
    const { tenantId } = host;
    const token = (subject: string) => host.issueToken({ tenantId, subject, roles: ['coder'] });
    [ann, bob] = await Promise.all([token('ann'), token('bob')]);
    const call = async (method: string, path: string, body?: unknown) => {
      const answer = await request(host.url, host.tokens.manager, method as 'POST', path, { body });
      return { ...answer, headers: {} };
    };
    office = await setUpOffice({ call });
    await loadCodeSets(openOffice(host.url, host.tokens));
  });

  describe('two coders on one draft', () => {
    it('save it at the same moment: one gets a conflict, and the other’s work is kept', async () => {
      const path = await draft();
      for (let version = 1; version <= rounds; version += 1) {
        const save = (token: string, note: string) =>
          send(token, 'PUT', path, { body: { ...encounterBody(office), claimNote: note }, version: `"${version}"` });
        const answers = await Promise.all([save(ann, `ANN ${version}`), save(bob, `BOB ${version}`)]);
        expect(statuses(answers)).toEqual([200, 412]);
        const won = answers.find(({ status }) => status === 200) as ApiAnswer;
        const lost = answers.find(({ status }) => status === 412) as ApiAnswer;
        expect(lost.body.type).toMatch(/\/version-changed$/);
        const now = await send(bob, 'GET', path);
        expect(now.body).toEqual(won.body);
        expect([now.headers.get('etag'), now.body.version]).toEqual([`"${version + 1}"`, version + 1]);
      }
    });

    it('save and finalise at the same moment: what is billed is what was saved, never a mixture', async () => {
      for (let round = 1; round <= rounds; round += 1) {
        const path = await draft();
        const save = send(ann, 'PUT', path, { body: { ...encounterBody(office), claimNote: 'LATER' }, version: '"1"' });
        const finalize = send(bob, 'POST', `${path}/finalize`, { version: '"1"', idempotencyKey: `round-${round}` });
        const answers = await Promise.all([save, finalize]);
        const [put, post] = answers as [ApiAnswer, ApiAnswer];
        expect(statuses(answers)[0], `${put.text} ${post.text}`).toBe(200);
        const now = await send(bob, 'GET', path);
        if (put.status === 200) {
          expect([post.status, now.body.claimNote, (now.body.state as { kind: string }).kind]).toEqual([
            412,
            'LATER',
            'draft',
          ]);
        } else {
          expect([409, 412]).toContain(put.status);
          expect([now.body.claimNote, (now.body.state as { kind: string }).kind]).toEqual([undefined, 'final']);
        }
      }
    });

    it('must send the version that they read', async () => {
      const path = await draft();
      const answer = await send(ann, 'PUT', path, { body: encounterBody(office) });
      expect([answer.status, answer.body.type]).toEqual([428, expect.stringMatching(/\/version-required$/)]);
    });
  });

  describe('two managers on one fee schedule', () => {
    it('load fees at the same moment: one load is kept whole, the other is refused', async () => {
      const path = `/v1/fee-schedules/${office.feeScheduleId}`;
      for (let version = 1; version <= rounds; version += 1) {
        const load = (cents: number) => {
          const fees = Array.from({ length: 300 }, (_, index) => ({ procedure: `A${1000 + index}`, cents }));
          const body = { mode: 'replace', fees };
          return send(host.tokens.manager, 'POST', `${path}/fees`, { body, version: `"${version}"` });
        };
        const answers = await Promise.all([load(100 + version), load(200 + version)]);
        expect(statuses(answers)).toEqual([200, 412]);
        const won = answers[0]?.status === 200 ? 100 + version : 200 + version;
        const listed = await send(ann, 'GET', `${path}/fees?limit=200`);
        const fees = listed.body.items as readonly { readonly cents: number }[];
        expect(fees).toHaveLength(200);
        expect(fees.every(({ cents }) => cents === won)).toBe(true);
      }
    });
  });
}
