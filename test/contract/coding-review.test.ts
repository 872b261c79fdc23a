import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codingRulesApi } from '../../functions/coding-rules/api.ts';
import { operations as rulesOperations } from '../../functions/coding-rules/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { sampleOf } from '../../shared/store/coding-work.ts';
import { callApi, coder, manager } from '../support/api-event.ts';
import { type CodingDesk, openCodingDesk, reviewer } from '../support/coding-desk.ts';
import { encounterBody } from '../support/office.ts';

const tenant = 'first-office' as TenantId;
let desk: CodingDesk;

beforeEach(async () => {
  desk = await openCodingDesk();
});
afterEach(() => desk.store.stop());

const workOf = async (id: string) => (await desk.get(`/v1/coding-work/${id}`)).body;
const ask = async (id: string, principal = coder) =>
  desk.send(`/v1/coding-work/${id}/review`, undefined, { version: (await workOf(id)).version, principal });
const decide = async (id: string, body: object, principal = reviewer) => {
  const { version, encounterVersion } = await workOf(id);
  return desk.send(`/v1/coding-work/${id}/review-decisions`, { encounterVersion, ...body }, { version, principal });
};
const save = async (id: string, principal = coder) => {
  const path = `/v1/encounters/${id}`;
  const { version } = (await desk.get(path)).body;
  const body = { ...encounterBody(desk.office), diagnoses: ['I10', 'J209'] };
  return desk.send(path, body, { method: 'PUT', version, principal });
};
const needed = 'A second person looks at it first';

describe('an encounter that is chosen for review', () => {
  beforeEach(() => desk.settings({ reviewPercent: 100 }));

  test('is not finalised by its coder alone, but can be once another person has agreed to exactly this version', async () => {
    const id = await desk.draft();
    expect((await desk.finalize(id)).body.title).toBe(needed);
    expect((await desk.finalize(id, manager)).body.title).toBe(needed);
    const asked = await ask(id);
    expect(asked.body).toMatchObject({
      list: 'review',
      review: { state: 'asked', because: 'sample', askedVersion: 1 },
    });
    expect((await desk.get('/v1/coding-work?list=review')).body.count).toBe(1);
    expect((await desk.get('/v1/coding-work')).body.count).toBe(0);
    expect((await desk.finalize(id)).body.title).toBe(needed);
    const own = await decide(id, { outcome: 'agreed' }, coder);
    expect([own.status, own.body.title]).toEqual([403, 'A second person reviews']);
    expect((await decide(id, { outcome: 'agreed' })).body.review).toMatchObject({
      state: 'agreed',
      decidedVersion: 1,
      decidedBy: 'user-reviewer',
    });
    expect((await decide(id, { outcome: 'agreed' })).body.title).toBe('Nobody has asked for a review');
    await save(id);
    // Nobody has agreed to the changes made since.
    expect((await desk.finalize(id)).body.title).toBe(needed);
    await ask(id);
    expect((await decide(id, { outcome: 'agreed', encounterVersion: 1 })).status).toBe(412);
    await decide(id, { outcome: 'agreed' });
    expect((await desk.finalize(id)).status).toBe(200);
    expect((await ask(id)).body.title).toBe('The encounter is final');
  });

  test('is returned with a reason to its coder, who requests another review', async () => {
    const id = await desk.draft();
    await ask(id);
    const bare = await decide(id, { outcome: 'returned' });
    expect([bare.status, bare.body.errors]).toEqual([400, [{ pointer: '/reason', detail: 'expected a reason' }]]);
    const returned = await decide(id, { outcome: 'returned', reason: 'the bronchitis is not documented' });
    expect(returned.body).toMatchObject({ list: 'coding', assignedTo: 'user-coder', review: { state: 'returned' } });
    expect((await desk.finalize(id)).body.title).toBe(needed);
    await save(id);
    await ask(id);
    await decide(id, { outcome: 'agreed' });
    expect((await desk.finalize(id)).status).toBe(200);
  });

  test('is not reviewed by its own coder when another person requested the review, and is returned to that coder', async () => {
    const id = await desk.draft();
    const { version } = await workOf(id);
    await desk.send(`/v1/coding-work/${id}/actions`, { do: 'take' }, { version, principal: coder });
    await ask(id, reviewer);
    for (const principal of [coder, reviewer]) {
      expect((await decide(id, { outcome: 'agreed' }, principal)).body.title).toBe('A second person reviews');
    }
    const returned = await decide(id, { outcome: 'returned', reason: 'not documented' }, manager);
    expect(returned.body).toMatchObject({ assignedTo: 'user-coder', review: { coder: 'user-coder' } });
  });

  test('is corrected by the reviewer, who must have changed it', async () => {
    const id = await desk.draft();
    await ask(id);
    const corrected = { outcome: 'corrected', reason: 'the order of the diagnoses' };
    expect((await decide(id, corrected)).body.title).toBe('Nothing was corrected');
    await save(id, reviewer);
    expect((await decide(id, corrected)).body.review).toMatchObject({
      state: 'corrected',
      askedVersion: 1,
      decidedVersion: 2,
    });
    expect((await desk.finalize(id)).status).toBe(200);
  });

  test('is waived by a manager with a reason, and by nobody else', async () => {
    const id = await desk.draft();
    await ask(id, manager);
    const waived = { outcome: 'waived', reason: 'the only other coder is ill' };
    expect((await decide(id, waived)).body.title).toBe('Only a manager decides this');
    expect((await decide(id, waived, manager)).body.review).toMatchObject({
      state: 'waived',
      decidedBy: 'user-manager',
    });
    expect((await desk.finalize(id)).status).toBe(200);
  });
});

describe('who is chosen', () => {
  test('depends on the encounter and the rate of the coder: always the same ones, and more of them at a higher rate', async () => {
    const drafts = [];
    for (let day = 10; day < 22; day += 1) {
      const line = { procedure: 'X9003', units: 1, serviceOn: `2026-11-${day}`, diagnosisPointers: [1] };
      drafts.push(await desk.draft({ lines: [line] }));
    }
    const bySample = drafts
      .map((id) => ({ id, sample: sampleOf(tenant, id) }))
      .sort((one, other) => one.sample - other.sample);
    // Ids are random, so neighbours may have the same sample; the first and the last differ.
    const [low, high] = [bySample.at(0), bySample.at(-1)];
    expect(new Set(drafts.map((id) => sampleOf(tenant, id))).size).toBeGreaterThan(1);
    await desk.settings({ reviewPercent: 0, reviewRates: [{ coder: 'user-coder', percent: (low?.sample ?? 0) + 1 }] });
    expect((await desk.finalize(low?.id as string)).body.title).toBe(needed);
    expect((await desk.finalize(low?.id as string)).body.title).toBe(needed);
    expect(high?.sample).toBeGreaterThan(low?.sample as number);
    expect((await desk.finalize(high?.id as string)).status).toBe(200);
    // For another coder the office's rate applies.
    expect((await desk.finalize(low?.id as string, reviewer)).status).toBe(200);
  });

  test('depends on the assigned coder, whoever finalises', async () => {
    await desk.settings({ reviewRates: [{ coder: 'user-coder', percent: 100 }] });
    const id = await desk.draft();
    await desk.act(id, { do: 'take' });
    expect((await desk.finalize(id, reviewer)).body.title).toBe(needed);
  });

  test('depends on a tag that a coding rule sets when it is finalised', async () => {
    await desk.settings({ reviewTags: ['look-at-it'] });
    const rule = {
      name: 'injections',
      when: [{ field: 'procedure', is: 'begins-with', values: ['J'] }],
      actions: [{ do: 'tag', tag: 'look-at-it' }],
      because: 'injections were denied',
    };
    const rules = createApiHandler(codingRulesApi, rulesOperations, desk.edge);
    const made = await callApi(rules, {
      method: 'POST',
      path: '/v1/coding-rules/versions',
      body: { reason: 'denials', rules: [rule] },
      principal: manager,
      headers: { 'If-Match': '"0"', 'Idempotency-Key': 'rules' },
    });
    expect(made.status).toBe(201);
    const visit = { procedure: 'X9003', units: 1, serviceOn: '2026-11-19', diagnosisPointers: [1] };
    const [injected, plain] = [await desk.draft(), await desk.draft({ lines: [visit] })];
    expect((await desk.finalize(injected)).body.title).toBe(needed);
    expect((await desk.finalize(plain)).status).toBe(200);
    await ask(injected);
    await decide(injected, { outcome: 'agreed' });
    expect((await desk.finalize(injected)).status).toBe(200);
  });

  test('depends on a tag that a person sets', async () => {
    await desk.settings({ reviewTags: ['look-at-it'] });
    const [plain, tagged] = [await desk.draft(), await desk.draft()];
    await desk.act(tagged, { do: 'tag', add: ['look-at-it'] });
    expect((await desk.finalize(tagged)).body.title).toBe(needed);
    expect((await ask(tagged)).body.review.because).toBe('tag');
    expect((await desk.finalize(plain)).status).toBe(200);
  });

  test('can be any encounter for which somebody requests it', async () => {
    const id = await desk.draft();
    expect((await ask(id)).body.review.because).toBe('asked');
    expect((await desk.finalize(id)).body.title).toBe(needed);
    await decide(id, { outcome: 'agreed' });
    expect((await desk.finalize(id)).status).toBe(200);
  });
});

describe('what the office decides', () => {
  test('starts with usual values, and is changed by a manager with its version', async () => {
    const usual = {
      version: 0,
      codingDays: 3,
      reviewPercent: 0,
      reviewRates: [],
      reviewTags: [],
      remindAfterDays: 2,
      escalateAfterDays: 7,
    };
    expect((await desk.get('/v1/coding-settings')).body).toEqual(usual);
    const put = (body: object, principal = manager, version = 0) =>
      desk.send('/v1/coding-settings', body, { method: 'PUT', principal, version });
    expect((await put(usual, coder)).status).toBe(403);
    const changed = { ...usual, codingDays: 5, escalateTo: 'user-advisor' };
    expect((await put(changed)).body).toEqual({ ...changed, version: 1 });
    expect((await put(usual)).status).toBe(412);
    expect((await put({ ...usual, reviewPercent: 101 }, manager, 1)).status).toBe(400);
    const id = await desk.draft();
    // The first service was on November 20.
    expect((await workOf(id)).dueOn).toBe('2026-11-25');
  });
});
