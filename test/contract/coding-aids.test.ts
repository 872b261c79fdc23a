import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, stranger } from '../support/api-event.ts';
import { encounterBody, type Office, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

const tenant = 'first-office' as TenantId;

let store: TestTable;
let call: CallApi;
let office: Office;

beforeEach(async () => {
  store = await startTestTable();
  call = await wholeApi(testEdge(store.table));
  office = await setUpOffice({ call });
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
const procedure = (code: string, modifiers: readonly string[] = []) => ({ kind: 'procedure', code, modifiers });

describe('favourites', () => {
  const path = () => `/v1/favorites/${office.renderingProviderId}`;
  const groups = [
    { name: 'Visits', favorites: [procedure('X9003', ['25']), procedure('X9003'), procedure('G0439')] },
    {
      name: 'Colds',
      favorites: [{ kind: 'diagnosis', code: 'J209', modifiers: [], label: 'Bronchitis' }, procedure('X9003')],
    },
  ];
  const counted = (used: (favorite: object, index: number) => number) =>
    groups.map(({ name, favorites }) => ({
      name,
      favorites: favorites.map((favorite, index) => ({ ...favorite, used: used(favorite, index) })),
    }));

  test('begin empty, and keep their groups and the order in them', async () => {
    const none = await call('GET', path());
    expect([none.headers.ETag, none.body]).toEqual([
      '"0"',
      { providerId: office.renderingProviderId, version: 0, groups: [] },
    ]);
    const put = await call('PUT', path(), { groups }, { ...ifMatch(0), principal: coder });
    expect([put.status, put.headers.ETag, put.body.groups]).toEqual([200, '"1"', counted(() => 0)]);
    const turned = { ...put.body, groups: [...put.body.groups].reverse() };
    expect((await call('PUT', path(), turned, ifMatch(1))).status).toBe(200);
    const shown = (await call('GET', path(), undefined, { principal: coder })).body;
    expect(shown.groups.map((group: { name: string }) => group.name)).toEqual(['Colds', 'Visits']);
  });

  test('are refused when they are larger than a record can be', async () => {
    const label = '\u6f22'.repeat(100);
    const favorites = Array.from({ length: 90 }, (_, at) => ({ ...procedure('X9003', [String(at + 10)]), label }));
    const many = { groups: Array.from({ length: 50 }, () => ({ name: 'Visits', favorites })) };
    const answer = await call('PUT', path(), many, ifMatch(0));
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ pointer: '/groups', detail: expect.stringMatching(/larger than 350000 bytes/) }],
    ]);
    expect((await call('GET', path())).body.version).toBe(0);
  });

  test('of two coders who change them at the same moment, one is told to read them again', async () => {
    await call('PUT', path(), { groups }, ifMatch(0));
    const answers = await Promise.all([
      call('PUT', path(), { groups: [] }, ifMatch(1)),
      call('PUT', path(), { groups: groups.slice(1) }, ifMatch(1)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect((await call('GET', path())).body.groups).toHaveLength(won);
  });

  test('have use counts apart from their version, and no count is lost when two count at once', async () => {
    await call('PUT', path(), { groups }, ifMatch(0));
    const uses = await Promise.all(
      [procedure('X9003'), procedure('X9003'), procedure('X9003', ['25'])].map((used) =>
        call('POST', `${path()}/uses`, used, { principal: coder }),
      ),
    );
    expect(uses.map(({ status }) => status)).toEqual([200, 200, 200]);
    const shown = await call('GET', path());
    expect([shown.headers.ETag, shown.body.groups]).toEqual([
      '"1"',
      counted((favorite) =>
        'code' in favorite && favorite.code === 'X9003'
          ? 'modifiers' in favorite && String(favorite.modifiers) === '25'
            ? 1
            : 2
          : 0,
      ),
    ]);
    const unknown = await call('POST', `${path()}/uses`, procedure('X9004'));
    expect(unknown.status).toBe(404);
  });

  test('contain a code once per group, and belong to a provider of the office', async () => {
    const twice = [{ name: 'Visits', favorites: [procedure('X9003', ['GT', '25']), procedure('X9003', ['25', 'GT'])] }];
    const refused = await call('PUT', path(), { groups: twice }, ifMatch(0));
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/groups/0/favorites/1/code']);
    const typed = [{ name: 'Visits', favorites: [procedure('X9OO3')] }];
    const wrong = await call('PUT', path(), { groups: typed }, ifMatch(0));
    expect(wrong.body.errors[0].detail).toMatch(/character 3 is the letter O: write the digit 0$/);
    const nobody = await call('GET', '/v1/favorites/prv_01JD0EXAMP1E00000000000000');
    expect(nobody.status).toBe(404);
    expect((await call('GET', path(), undefined, { principal: stranger })).status).toBe(404);
    expect((await call('PUT', path(), { groups }, { ...ifMatch(0), principal: stranger })).status).toBe(404);
  });
});

describe('the worksheet of a visit', () => {
  const draft = async (): Promise<string> => {
    const answer = await call('POST', '/v1/encounters', encounterBody(office), { principal: coder });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body.id;
  };
  const worksheet = {
    serviceOn: '2026-11-20',
    category: 'office-established',
    problems: { 'chronic-stable': 2 },
    data: { testsOrdered: 1 },
    risk: ['prescription-drugs'],
    minutes: 25,
  };
  const result = {
    level: 4,
    basis: 'decision',
    elements: { problems: 'moderate', data: 'straightforward', risk: 'moderate' },
    decision: 'moderate',
    levelByDecision: 4,
    levelByTime: 3,
    prolongedUnits: 0,
  };

  test('is calculated without being stored, or stored with who, when, what was found and what follows', async () => {
    const id = await draft();
    const where = `/v1/encounters/${id}/evaluations`;
    const tried = await call('POST', `${where}/dry-run`, worksheet, { principal: coder });
    expect([tried.status, tried.body]).toEqual([200, result]);
    expect((await call('GET', where)).body.items).toEqual([]);
    const kept = await call('POST', where, worksheet, { principal: coder });
    expect([kept.status, kept.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^evl_/),
        encounterId: id,
        encounterVersion: 1,
        at: '2026-11-23T14:05:06.789Z',
        by: 'user-coder',
        worksheet: { ...worksheet, prolongedBy: 'guidelines' },
        result,
      },
    ]);
    expect((await call('GET', where)).body.items).toEqual([kept.body]);
    expect((await call('GET', `${where}/${kept.body.id}`)).body).toEqual(kept.body);
    const audit = await store.table.queryAll({ partition: auditPartition(tenant, id) });
    expect(audit.map((item) => item.action)).toContain('evaluation-recorded');
    const reads = await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) });
    expect(reads.map((item) => item.action)).toContain('evaluation-read');
    expect((await call('GET', where, undefined, { principal: stranger })).status).toBe(404);
  });

  test('names the office’s own codes, once it has entered them', async () => {
    const id = await draft();
    const codes = {
      levels: [
        { category: 'office-established', level: 4, code: 'X9004' },
        { category: 'office-established', level: 5, code: 'X9005' },
      ],
      prolonged: [{ category: 'office-established', by: 'medicare', code: 'X9017' }],
    };
    const entered = await call('PUT', '/v1/evaluation-codes', codes, ifMatch(0));
    expect([entered.status, entered.body]).toEqual([200, { ...codes, version: 1 }]);
    expect((await call('PUT', '/v1/evaluation-codes', codes, ifMatch(0))).status).toBe(412);
    const of = async (more: object) =>
      (await call('POST', `/v1/encounters/${id}/evaluations/dry-run`, { ...worksheet, ...more })).body;
    expect(await of({})).toEqual({ ...result, code: 'X9004' });
    expect(await of({ minutes: 84, prolongedBy: 'medicare' })).toMatchObject({
      level: 5,
      basis: 'time',
      prolongedUnits: 2,
      code: 'X9005',
      prolongedCode: 'X9017',
    });
    expect((await of({ minutes: 84 })).prolongedCode).toBeUndefined();
    expect((await of({ category: 'office-new' })).code).toBeUndefined();
  });

  test.each<[string, object, string, RegExp]>([
    ['before its rule', { serviceOn: '2020-12-31' }, '/serviceOn', /no rule of this category is in force/],
    [
      'by what counts later',
      { serviceOn: '2022-05-01', problems: { 'acute-stable': 1 } },
      '',
      /since 2023 only: acute-stable/,
    ],
    [
      'by one element alone',
      { data: undefined, risk: undefined, minutes: undefined },
      '',
      /two of problems, data and risk/,
    ],
  ])('gives no level %s, and is not stored', async (_what, more, pointer, detail) => {
    const id = await draft();
    const answer = await call('POST', `/v1/encounters/${id}/evaluations`, { ...worksheet, ...more });
    expect([answer.status, answer.body.type]).toEqual([422, expect.stringMatching(/\/visit-not-leveled$/)]);
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
    expect((await call('GET', `/v1/encounters/${id}/evaluations`)).body.items).toEqual([]);
  });

  test('with a level entered twice is refused', async () => {
    const level = { category: 'office-new', level: 4, code: 'X9004' };
    const answer = await call(
      'PUT',
      '/v1/evaluation-codes',
      { levels: [level, { ...level, code: 'X9005' }] },
      ifMatch(0),
    );
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/levels']);
  });
});
