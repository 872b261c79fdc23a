import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, manager, type TestPrincipal } from '../support/api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;
let office: Office;

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  api = officeApi(edge);
  office = await setUpOffice(api);
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
/** Modifiers 59 and XU contradict each other, which a coder may override. */
const line = () => ({ ...encounterBody(office).lines[0], modifiers: ['59', 'XU'] });
const conflict = { editId: 'modifiers-conflict', pointer: '/lines/0/modifiers/1', reason: 'The payer asked for both.' };
const body = (more: object = {}) => ({ ...encounterBody(office), lines: [line()], ...more });
const draft = async (more: object = {}): Promise<string> =>
  (await api.call('POST', '/v1/encounters', body(more), { principal: coder })).body.id;
const override = (id: string, what: object, version = 1, principal: TestPrincipal = coder) =>
  api.call('POST', `/v1/encounters/${id}/findings/override`, what, { principal, headers: ifMatch(version) });
const errors = async (id: string) =>
  (await api.call('GET', `/v1/encounters/${id}/findings`)).body.findings.filter(
    (each: { severity: string }) => each.severity === 'error',
  );
const finalize = (id: string, version: number) =>
  api.call('POST', `/v1/encounters/${id}/finalize`, undefined, {
    principal: coder,
    headers: { ...ifMatch(version), 'Idempotency-Key': `final-${version}` },
  });
const problem = (answer: { status: number; body: { type: string } }) => [
  answer.status,
  answer.body.type.split('/').at(-1),
];

describe('an override', () => {
  test('lets an encounter be finalised, and is kept on it with reason, person and time', async () => {
    const id = await draft();
    expect(problem(await finalize(id, 1))).toEqual([422, 'encounter-not-billable']);
    const given = await override(id, conflict);
    expect([given.status, given.headers.ETag]).toEqual([200, '"2"']);
    const kept = { ...conflict, by: 'user-coder', at: '2026-11-23T14:05:06.789Z' };
    expect(given.body.overrides).toEqual([{ ...kept, about: expect.stringMatching(/^[\w-]{32}$/) }]);
    const { reason, by, at } = kept;
    expect(await errors(id)).toMatchObject([{ editId: 'modifiers-conflict', override: { reason, by, at } }]);
    const final = await finalize(id, 2);
    expect([final.status, final.body.overrides]).toEqual([200, given.body.overrides]);
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, id) });
    expect(trail.map((item) => item.action)).toContain('finding-overridden');
    expect(JSON.stringify(trail)).not.toContain('asked for both');
  });

  test('takes minutes of anesthesia that are not those of the clock: in the night in which clocks go back, an hour comes twice', async () => {
    const times = {
      anesthesiaTimes: [{ began: '0130', ended: '0215' }],
      unit: 'MJ',
      units: 105,
      modifiers: ['AA'],
      chargeCents: 30_000,
    };
    const id = await draft({ lines: [{ ...encounterBody(office).lines[0], ...times }] });
    const [found] = await errors(id);
    expect([found.editId, found.pointer]).toEqual(['anesthesia-minutes-differ', '/lines/0/units']);
    expect(problem(await finalize(id, 1))).toEqual([422, 'encounter-not-billable']);
    await override(id, { editId: found.editId, pointer: found.pointer, reason: 'The clocks went back at two.' });
    const final = await finalize(id, 2);
    expect([final.status, final.body.errors]).toEqual([200, undefined]);
  });

  test('ends when its subject changes, and stays when something else does', async () => {
    const id = await draft();
    await override(id, conflict);
    const path = `/v1/encounters/${id}`;
    const other = await api.call('PUT', path, body({ claimNote: 'A NOTE' }), { headers: ifMatch(2) });
    expect([other.status, other.body.overrides.length]).toEqual([200, 1]);
    expect(await errors(id)).toMatchObject([{ override: { by: 'user-coder' } }]);
    const changed = body({ lines: [{ ...line(), units: 2 }] });
    expect((await api.call('PUT', path, changed, { headers: ifMatch(3) })).body.overrides).toHaveLength(1);
    const [left] = await errors(id);
    expect([left.editId, left.override]).toEqual(['modifiers-conflict', undefined]);
    expect(problem(await finalize(id, 4))).toEqual([422, 'encounter-not-billable']);
  });

  test('is refused where there is no such error, where it may not be overridden, and where only a manager may', async () => {
    const id = await draft({ diagnoses: ['Q999'], lines: [{ ...line(), diagnosisPointers: [1] }] });
    expect(problem(await override(id, { ...conflict, pointer: '/lines/1' }))).toEqual([409, 'finding-not-there']);
    const unknown = { ...conflict, editId: 'diagnosis-unknown', pointer: '/diagnoses/0' };
    expect(problem(await override(id, unknown))).toEqual([422, 'finding-not-overridable']);
    const { renderingProviderId: _nobody, ...nameless } = body();
    const group = (await api.call('POST', '/v1/encounters', nameless, { principal: coder })).body.id;
    const missing = { ...conflict, editId: 'rendering-provider-missing', pointer: '/renderingProviderId' };
    expect(problem(await override(group, missing))).toEqual([403, 'override-not-permitted']);
    expect((await override(group, missing, 1, manager)).status).toBe(200);
    expect(problem(await override(group, missing, 2, manager))).toEqual([409, 'finding-not-there']);
    expect((await override(id, { ...conflict, reason: '  ' })).status).toBe(400);
  });

  test('is refused for an outdated version, and for a final encounter', async () => {
    const id = await draft();
    expect(problem(await override(id, conflict, 2))).toEqual([412, 'version-changed']);
    await override(id, conflict);
    await finalize(id, 2);
    expect(problem(await override(id, conflict, 3))).toEqual([409, 'encounter-final']);
  });

  test('is for coders and managers', async () => {
    const id = await draft();
    for (const roles of ['biller', 'auditor', 'physician', 'api-client']) {
      expect((await override(id, conflict, 1, { ...manager, roles })).status).toBe(403);
    }
  });
});
