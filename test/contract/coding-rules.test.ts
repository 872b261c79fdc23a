import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codingRulesApi } from '../../functions/coding-rules/api.ts';
import { operations } from '../../functions/coding-rules/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { codingRulesKey } from '../../shared/store/keys/practice.ts';
import { type ApiHandler, callApi, coder, manager, type TestAnswer, type TestPrincipal } from '../support/api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

const biller: TestPrincipal = { ...manager, subject: 'user-biller', roles: 'biller' };

let store: TestTable;
let api: OfficeApi;
let office: Office;
let rulesHandler: ApiHandler;

beforeEach(async () => {
  store = await startTestTable();
  const edge = testEdge(store.table);
  api = officeApi(edge);
  office = await setUpOffice(api);
  rulesHandler = createApiHandler(codingRulesApi, operations, edge);
});
afterEach(() => store.stop());

const get = (path: string, principal: TestPrincipal = coder) =>
  callApi(rulesHandler, { method: 'GET', path, principal });

function change(
  rules: readonly object[],
  more: { readonly version?: number; readonly principal?: TestPrincipal; readonly effectiveFrom?: string } = {},
): Promise<TestAnswer> {
  const { version = 0, principal = manager, ...rest } = more;
  return callApi(rulesHandler, {
    method: 'POST',
    path: '/v1/coding-rules/versions',
    body: { rules, reason: 'agreed in the meeting', ...rest },
    headers: { 'If-Match': `"${version}"` },
    principal,
  });
}

const modifier25 = {
  name: 'visit-beside-drug',
  when: [
    { field: 'procedure', is: 'in', values: ['X9003'] },
    { field: 'procedureBeside', is: 'begins-with', values: ['J'] },
  ],
  actions: [
    { do: 'add-modifier', modifier: '25' },
    { do: 'tag', tag: 'drug-visit' },
  ],
  because: 'the payer wants it',
};

/** A draft of two services, of which the first has no modifier. */
async function draft(): Promise<string> {
  const body = encounterBody(office);
  const [first, ...others] = body.lines;
  const answer = await api.call(
    'POST',
    '/v1/encounters',
    { ...body, lines: [{ ...first, modifiers: [] }, ...others] },
    { principal: coder },
  );
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const finalize = (id: string) =>
  api.call('POST', `/v1/encounters/${id}/finalize`, undefined, {
    principal: coder,
    headers: { 'If-Match': '"1"', 'Idempotency-Key': 'final-1' },
  });

describe('the coding rules of an office', () => {
  it('are refused when they are larger than a version can be', async () => {
    const values = Array.from({ length: 500 }, (_, at) => String(at).padStart(50, '0'));
    const rules = Array.from({ length: 20 }, (_, at) => ({
      ...modifier25,
      name: `rule-${at}`,
      when: [{ field: 'procedure', is: 'in', values }],
    }));
    const answer = await change(rules);
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ pointer: '/rules', detail: expect.stringMatching(/larger than 350000 bytes/) }],
    ]);
  });

  it('are empty until a manager sets them; versions stay, and two managers do not overwrite each other', async () => {
    expect((await get('/v1/coding-rules')).body).toEqual({ revision: 0, on: '2026-11-23', rules: [] });
    expect((await change([modifier25], { principal: coder })).status).toBe(403);
    const first = await change([modifier25]);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ version: 'c1', effectiveFrom: '2026-11-23', createdBy: manager.subject });
    expect((await change([], { version: 0 })).status).toBe(412);
    expect((await change([], { version: 1, effectiveFrom: '2026-12-01' })).status).toBe(201);
    const now = (await get('/v1/coding-rules')).body;
    expect(now).toMatchObject({ revision: 2, version: 'c1', rules: [{ name: 'visit-beside-drug' }] });
    expect((await get('/v1/coding-rules?on=2026-12-01')).body).toMatchObject({ version: 'c2', rules: [] });
    const versions = (await get('/v1/coding-rules/versions')).body.items;
    expect(versions.map(({ version }: { version: string }) => version)).toEqual(['c2', 'c1']);
    expect((await get('/v1/coding-rules/versions/c1')).body.rules).toHaveLength(1);
    expect((await get('/v1/coding-rules/versions/c9')).status).toBe(404);
  });

  it('has at most two thousand versions, because every finalising reads their list', async () => {
    expect((await change([modifier25])).status).toBe(201);
    await store.table.transact([{ update: codingRulesKey(manager.tenantId as TenantId), set: { revision: 2_000 } }]);
    const refused = await change([], { version: 2_000 });
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/coding-rules-too-many$/)]);
  });

  it('are refused with the place of each fault, and never take effect in the past', async () => {
    const wrong = {
      ...modifier25,
      when: [{ field: 'procedure', is: 'at-least', value: 3 }],
      actions: [{ do: 'drop-line' }, { do: 'set', on: 'encounter', field: 'revenueCode', value: '0450' }],
    };
    const { status, body } = await change([modifier25, modifier25, wrong], { effectiveFrom: '2026-11-22' });
    expect(status).toBe(422);
    expect(body.type).toContain('coding-rules-invalid');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/effectiveFrom',
      '/rules/1/name',
      '/rules/2/name',
      '/rules/2/when/0/is',
      '/rules/2/actions/1/field',
      '/rules/2/actions/0',
    ]);
  });
});

describe('what the rules do', () => {
  it('is shown before, done when the encounter is finalised, and kept with the version of the rules', async () => {
    await change([modifier25]);
    const id = await draft();
    const acts = [
      { rule: 'visit-beside-drug', does: 'add-modifier', pointer: '/lines/0/modifiers', before: '', after: '25' },
      { rule: 'visit-beside-drug', does: 'tag', pointer: '/lines/0', after: 'drug-visit' },
    ];
    expect(
      (await api.call('GET', `/v1/encounters/${id}/findings`, undefined, { principal: coder })).body,
    ).toMatchObject({ version: 1, acts });
    expect(
      (await api.call('GET', `/v1/encounters/${id}`, undefined, { principal: coder })).body.lines[0].modifiers,
    ).toEqual([]);
    const final = await finalize(id);
    expect(final.status).toBe(200);
    expect(final.body).toMatchObject({ codingRules: { version: 'c1', acts }, tags: ['drug-visit'] });
    // The fee schedule has 130.00 for the visit with 25, and 125.00 without.
    expect(final.body.lines[0]).toMatchObject({ modifiers: ['25'], chargeCents: 13_000 });
  });

  it('holds an encounter, and says which rule does', async () => {
    const hold = { name: 'ask', when: [{ field: 'diagnosis', is: 'in', values: ['I10'] }], because: 'a new contract' };
    await change([{ ...hold, actions: [{ do: 'hold', message: 'the manager looks first' }] }]);
    const { status, body } = await finalize(await draft());
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      { code: 'office-rule-hold', pointer: '', detail: 'the manager looks first (rule ask of c1)' },
    ]);
  });

  it('holds an encounter that is opened again too, and an override of a hold ends when the encounter changes', async () => {
    const id = await draft();
    expect((await finalize(id)).status).toBe(200);
    const at = (version: number) => ({ 'If-Match': `"${version}"`, 'Idempotency-Key': `key-${version}` });
    const post = (what: string, version: number, body?: object, principal: TestPrincipal = manager) =>
      api.call('POST', `/v1/encounters/${id}/${what}`, body, { principal, headers: at(version) });
    const acted = { do: 'hold', message: 'the manager looks first' };
    const hold = { name: 'ask', when: [{ field: 'diagnosis', is: 'in', values: ['I10'] }], because: 'a new contract' };
    const again = { ...modifier25, actions: [...modifier25.actions, { do: 'reprice', basisPoints: 5000 }] };
    await change([{ ...hold, actions: [acted] }, again]);
    const path = `/v1/encounters/${id}`;
    const update = { update: entityKey('first-office' as TenantId, 'ENCOUNTER', id), add: { version: 0 } };
    await store.table.transact([{ ...update, set: { codingRules: { version: 'c1', acts: [] } } }]);
    const { version, ...opened } = (await post('correct', 2, { reason: 'wrong units' })).body;
    expect(version).toBe(3);
    const override = { editId: 'office-rule-hold', pointer: '', reason: 'I looked.' };
    expect((await post('findings/override', 3, override)).status).toBe(200);
    const note = await api.call('PUT', path, { ...opened, claimNote: 'A NOTE' }, { headers: at(4) });
    expect(note.status).toBe(200);
    const refused = await post('finalize', 5);
    expect(refused.body.errors).toMatchObject([{ code: 'office-rule-hold', pointer: '' }]);
    expect((await post('findings/override', 5, override)).status).toBe(200);
    const final = await post('finalize', 6);
    // Halving the price would be recorded as an act, which happens only once. The tag does not change what is billed.
    expect(final.body).toMatchObject({
      codingRules: { version: 'c1', acts: [] },
      lines: [{ chargeCents: 12_500 }, {}],
    });
  });

  it('puts lines on a separate claim', async () => {
    const split = {
      name: 'drugs-apart',
      when: [{ field: 'procedure', is: 'in', values: ['J1885'] }],
      because: 'payer',
    };
    await change([{ ...split, actions: [{ do: 'split' }] }]);
    const { body } = await finalize(await draft());
    expect(body.state.claimIds).toHaveLength(2);
    expect(body.lines.map(({ claimGroup }: { claimGroup?: number }) => claimGroup)).toEqual([undefined, 1]);
  });

  it('can be tried on past encounters, without writing anything', async () => {
    const id = await draft();
    const tryIt = (body: object, principal: TestPrincipal = biller) =>
      callApi(rulesHandler, { method: 'POST', path: '/v1/coding-rules/dry-run', body, principal });
    const range = { from: '2026-10-01', to: '2026-11-30' };
    const { status, body } = await tryIt({ rules: [modifier25], ...range });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ encounterId: id, acts: [{ does: 'add-modifier' }, { does: 'tag' }] }]);
    expect((await tryIt({ rules: [modifier25], from: '2026-11-24', to: '2026-11-30' })).body.items).toEqual([]);
    expect((await tryIt({ rules: [], ...range })).body.items).toEqual([]);
    expect((await tryIt({ rules: [], from: '2026-11-30', to: '2026-11-01' })).status).toBe(422);
    expect((await get('/v1/coding-rules')).body.revision).toBe(0);
  });
});
