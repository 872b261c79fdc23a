import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesApi } from '../../functions/codes/api.ts';
import { operations } from '../../functions/codes/operations.ts';
import { createLocalArtifacts } from '../../shared/code-sets/local-artifacts.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createCodeSets } from '../../shared/runtime/code-sets.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { callApi, coder, manager, stranger, type TestPrincipal } from '../support/api-event.ts';
import { type CodeSetDesk, openCodeSetDesk, operator, textOf } from '../support/code-set-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: CodeSetDesk;
let folder: string;
let call: (method: string, path: string, body?: unknown, principal?: TestPrincipal) => ReturnType<typeof callApi>;

const providerId = 'prv_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3';
const loaded = ['icd-10-cm', 'icd-10-cm-tabular', 'icd-10-cm-index', 'icd-10-cm-conversion', 'hcc', 'hcpcs'] as const;

beforeAll(async () => {
  store = await startTestTable();
  desk = openCodeSetDesk(store);
  folder = mkdtempSync(join(tmpdir(), 'superbill-codes-'));
  const artifacts = createLocalArtifacts({ folder, mostBytes: 1e9 });
  const codeSets = createCodeSets({ ...desk.edge, files: desk.files, artifacts });
  const handler = createApiHandler(codesApi, operations, { ...desk.edge, codeSets });
  call = (method, path, body, principal = coder) => callApi(handler, { method, path, body, principal });
  for (const kind of loaded) {
    const { fileName, text } = syntheticFiles[kind];
    const load = await desk.load(kind, [{ name: fileName, text: textOf(text({ seed: 'codes' })) }]);
    if (load.state !== 'loaded') throw new Error(`${kind}: ${JSON.stringify(load)}`);
  }
  const { fileName, text } = syntheticFiles.cpt;
  const licensed = { licence: { attested: true }, effectiveFrom: '2015-10-01', release: '2026' };
  await desk.load('cpt', [{ name: fileName, text: textOf(text({ seed: 'codes' })) }], licensed, manager);
});
beforeAll(async () => {
  const key = entityKey(coder.tenantId as TenantId, 'PROVIDER', providerId);
  await store.table.transact([{ put: { ...key, type: 'provider', schemaVersion: 1, id: providerId } }]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store?.stop();
});

const search = async (body: object, principal?: TestPrincipal) =>
  (await call('POST', '/v1/codes/search', body, principal)).body;

describe('the search of codes', () => {
  it('finds diagnoses on the office’s current day, with reason, place and condition categories', async () => {
    const { status, body } = await call('POST', '/v1/codes/search', { text: 'type 2 diabetes hyperglycemia' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ day: '2026-11-23', leftOut: [], notLoaded: [] });
    expect(body.items[0]).toMatchObject({
      system: 'icd-10-cm',
      code: 'E1165',
      billable: true,
      chosenBefore: false,
      citation: { set: 'icd-10-cm', release: 'FY2027', effective: '2026-10-01' },
      conditionCategories: [{ model: 'CMS-HCC V28', category: '37' }],
    });
  });

  it('searches the requested systems: an office’s own codes are only its own', async () => {
    const asked = { text: 'office visit', systems: ['hcpcs', 'cpt'] };
    expect((await search(asked)).items[0]).toMatchObject({ system: 'cpt', code: 'X9001' });
    expect(await search(asked, stranger)).toMatchObject({ notLoaded: ['cpt'] });
  });

  it('shows a code that looks similar, and never searches for what was not typed', async () => {
    expect(await search({ text: 'EI1.9' })).toMatchObject({ items: [], didYouMean: 'E119' });
  });

  it('refuses an invalid search, at its place', async () => {
    const refused = await call('POST', '/v1/codes/search', {
      text: '',
      systems: ['icd-9'],
      day: '2026-02-30',
      limit: 51,
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/day',
      '/limit',
      '/systems/0',
      '/text',
    ]);
    expect((await call('POST', '/v1/codes/search', { text: 'x' }, operator)).status).toBe(403);
  });

  it('has no words about a patient in its URL', () => {
    for (const { path } of Object.values(codesApi)) expect(path).not.toContain('text');
    expect(codesApi.searchCodes.method).toBe('POST');
    expect(codesApi.suggestCodes.method).toBe('POST');
  });
});

describe('a choice', () => {
  it('ranks better afterwards: most for its provider, a little for the office, not for another office', async () => {
    const asked = { text: 'shoulder pain' };
    const firstCode = async (more: object = {}, principal?: TestPrincipal) =>
      (await search({ ...asked, ...more }, principal)).items[0].code;
    expect(await firstCode()).toBe('M25511');
    for (let time = 0; time < 3; time += 1) {
      const chosen = await call('POST', '/v1/codes/choices', { system: 'icd-10-cm', code: 'm25.512', providerId });
      expect(chosen).toMatchObject({ status: 200, body: { system: 'icd-10-cm', code: 'M25512' } });
    }
    expect(await firstCode({ providerId })).toBe('M25512');
    expect(await firstCode()).toBe('M25512');
    expect(await firstCode({}, stranger)).toBe('M25511');
    const items = (await store.items()).filter(({ type }) => type === 'code-choices');
    expect(items.map((item) => [item.sk, item['icd-10-cm M25512']]).toSorted()).toEqual([
      ['OFFICE', 3],
      [`PROVIDER#${providerId}`, 3],
    ]);
  });

  it('must be an existing code', async () => {
    const choose = async (code: string) =>
      (await call('POST', '/v1/codes/choices', { system: 'icd-10-cm', code })).body;
    expect(await choose('Q99.9')).toMatchObject({ status: 404, type: expect.stringContaining('code-unknown') });
    expect(await choose('EI1.9')).toMatchObject({ status: 422, suggestion: 'E119' });
  });

  it('must be for a provider of the office', async () => {
    const body = { system: 'icd-10-cm', code: 'I10', providerId: providerId.replace(/.$/, '9') };
    const refused = await call('POST', '/v1/codes/choices', body);
    expect([refused.status, refused.body.errors]).toEqual([
      404,
      [{ pointer: '/providerId', detail: expect.any(String) }],
    ]);
    expect((await store.items()).map(({ sk }) => sk)).not.toContain(`PROVIDER#${body.providerId}`);
  });
});

describe('suggestions', () => {
  it('are based on words of the documentation, and leave out what is denied', async () => {
    const text = 'Essential hypertension, controlled. Denies chest pain.';
    const { status, body } = await call('POST', '/v1/codes/suggest', { text, providerId });
    expect(status).toBe(200);
    expect(body.items[0].code).toBe('I10');
    const { start, end } = body.items[0].reasons[0];
    expect(text.slice(start, end)).toBe('hypertension');
    expect(body.excluded).toEqual([{ start: 36, end: 53, why: 'negated' }]);
    expect(body.items.map(({ code }: { code: string }) => code)).not.toContain('R079');
  });

  it('say which set to load when there is none for the day', async () => {
    const { status, body } = await call('POST', '/v1/codes/suggest', { text: 'Headache', day: '2026-09-30' });
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: expect.stringContaining('code-set-not-loaded'), set: 'icd-10-cm' });
  });
});

describe('the page of a code', () => {
  it('shows tree, notes, seventh characters, successors and categories', async () => {
    const { status, body } = await call('GET', '/v1/codes/icd-10-cm/e11.22');
    expect(status).toBe(200);
    expect(body).toMatchObject({ code: 'E1122', standing: 'billable', below: [], moreBelow: false, replaces: [] });
    expect(body.above.map(({ code }: { code: string }) => code).slice(-2)).toEqual(['E11', 'E112']);
    expect(body.notes.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['use-additional', 'excludes1']),
    );
    expect(body.conditionCategories).toEqual([{ model: 'CMS-HCC V28', category: '37' }]);
    const header = (await call('GET', '/v1/codes/icd-10-cm/M545')).body;
    expect(header.standing).toBe('header');
    expect(header.replacedBy.map(({ code }: { code: string }) => code)).toEqual(['M5450', 'M5451', 'M5459']);
  });

  it('takes the names of systems where the path has none of them', async () => {
    const { status, body } = await call('GET', '/v1/codes/icd10/E11.22');
    expect([status, body.type]).toEqual([404, expect.stringContaining('code-system-unknown')]);
    expect(body.systems).toContain('icd-10-cm');
  });

  it('shows the requested day', async () => {
    const { status, body } = await call('GET', '/v1/codes/icd-10-cm/I10?day=2026-09-30');
    expect([status, body.set]).toEqual([409, 'icd-10-cm']);
    expect((await call('GET', '/v1/codes/cpt/X9090?day=2025-12-31')).body).toMatchObject({ standing: 'billable' });
    expect((await call('GET', '/v1/codes/cpt/X9090')).body).toMatchObject({ standing: 'ended', to: '2025-12-31' });
  });

  it('does not exist for another system, an unknown code, or an invalid one', async () => {
    expect((await call('GET', '/v1/codes/icd-9-cm/250')).status).toBe(404);
    expect((await call('GET', '/v1/codes/hcpcs/G9999')).status).toBe(404);
    const refused = await call('GET', '/v1/codes/hcpcs/GO439');
    expect(refused).toMatchObject({ status: 422, body: { suggestion: 'G0439' } });
  });
});
