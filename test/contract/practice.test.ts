import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { entityKey, externalIdKey, listPartition } from '../../shared/store/keys/entity.ts';
import { payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, stranger, type TestPrincipal } from '../support/api-event.ts';
import {
  billingProviderBody,
  facilityBody,
  type OfficeApi,
  officeApi,
  payerBody,
  renderingProviderBody,
} from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const unknownId = 'pay_01JD0EXAMP1E00000000000000';

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  api = officeApi(edge);
});
afterEach(() => store.stop());

const created = async (path: string, body: unknown, headers = {}) => {
  const answer = await api.call('POST', path, body, { headers });
  expect(answer.body).toMatchObject({ version: 1 });
  expect(answer.status).toBe(201);
  return answer.body as { readonly id: string; readonly version: number };
};
const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });

/** A person who gives no health care. The law gives no NPI here, so each payer has a number of its own. */
const withoutNpi = {
  name: { kind: 'person', lastName: 'Driver' },
  payerNumbers: [{ payerId: 'pay_01JD0EXAMP1E00000000000000', kind: 'G2', number: 'D-1' }],
};

describe('setting up a practice', () => {
  test.each([
    ['payers', payerBody],
    ['providers', billingProviderBody],
    ['providers', renderingProviderBody],
    ['providers', { ...renderingProviderBody, activeFrom: '2020-01-01', activeTo: '2026-12-31' }],
    ['providers', withoutNpi],
    ['facilities', facilityBody],
    ['facilities', { ...facilityBody, address: { line1: '1 Front St', city: 'Toronto', state: 'ON', country: 'CA' } }],
  ])('adds one of the %s, shows it, lists it, and replaces it by a new version', async (family, body) => {
    const made = await api.call('POST', `/v1/${family}`, body);
    expect(made.status).toBe(201);
    expect(made.headers.ETag).toBe('"1"');
    const derived = 'billing' in body ? { entityId: expect.stringMatching(/^ent_/) } : {};
    expect(made.body).toEqual({ ...body, ...derived, id: made.body.id, version: 1 });
    const shown = await api.call('GET', `/v1/${family}/${made.body.id}`, undefined, { principal: coder });
    expect(shown.body).toEqual(made.body);
    expect(shown.headers.ETag).toBe('"1"');
    const listed = await api.call('GET', `/v1/${family}`);
    expect(listed.body).toEqual({ items: [made.body] });
    const next = { ...body, externalId: 'OWN-1' };
    const replaced = await api.call('PUT', `/v1/${family}/${made.body.id}`, next, ifMatch(1));
    expect(replaced.body).toEqual({ ...made.body, ...next, version: 2 });
    expect(replaced.headers.ETag).toBe('"2"');
    const found = await api.call('POST', `/v1/${family}/search`, { externalId: 'OWN-1' }, { principal: coder });
    expect(found.body).toEqual({ items: [replaced.body] });
    const audit = await store.table.queryAll({ partition: auditPartition(tenant, made.body.id) });
    expect(audit.map((item) => [item.action, item.subject])).toHaveLength(2);
  });

  test('pages through a list with tokens that only the same office can use', async () => {
    for (const name of ['A', 'B', 'C']) await created('/v1/facilities', { ...facilityBody, name });
    const first = await api.call('GET', '/v1/facilities?limit=2');
    expect(first.body.items).toHaveLength(2);
    const path = `/v1/facilities?limit=2&pageToken=${first.body.nextPageToken}`;
    const second = await api.call('GET', path);
    expect(second.body.items).toHaveLength(1);
    const names = [...first.body.items, ...second.body.items].map((item) => item.name);
    expect(names.sort()).toEqual(['A', 'B', 'C']);
    const elsewhere = await api.call('GET', path, undefined, { principal: stranger });
    expect([elsewhere.status, elsewhere.body.type]).toEqual([400, expect.stringContaining('page-token-invalid')]);
  });

  test('finds nothing under an externalId that nobody has', async () => {
    const found = await api.call('POST', '/v1/payers/search', { externalId: 'NOBODY' });
    expect([found.status, found.body]).toEqual([200, { items: [] }]);
  });
});

describe('identifiers that belong to one record only', () => {
  test('of a payer lead to the payer, and follow a change', async () => {
    const { id } = await created('/v1/payers', payerBody);
    const row = await store.table.get(payerIdentityKey(tenant, 'trace-originator', '1999999999'));
    expect(row?.payerId).toBe(id);
    const remittanceIdentities = [{ kind: 'trace-originator', value: '1888888888' }, payerBody.remittanceIdentities[1]];
    const moved = await api.call('PUT', `/v1/payers/${id}`, { ...payerBody, remittanceIdentities }, ifMatch(1));
    expect(moved.status).toBe(200);
    expect(await store.table.get(payerIdentityKey(tenant, 'trace-originator', '1999999999'))).toBeUndefined();
    expect((await store.table.get(payerIdentityKey(tenant, 'trace-originator', '1888888888')))?.payerId).toBe(id);
    expect((await store.table.get(payerIdentityKey(tenant, 'payer-id', '99999')))?.payerId).toBe(id);
  });

  test('that another payer has are refused, and nothing of the second payer is written', async () => {
    await created('/v1/payers', payerBody);
    const second = { ...payerBody, externalId: 'SECOND', remittanceIdentities: [{ kind: 'payer-id', value: '99999' }] };
    const answer = await api.call('POST', '/v1/payers', second);
    expect([answer.status, answer.body.type]).toEqual([409, expect.stringMatching(/\/payer-identity-taken$/)]);
    expect(await store.table.get(externalIdKey(tenant, 'PAYER', 'SECOND'))).toBeUndefined();
    expect(await store.table.queryAll({ partition: listPartition(tenant, 'PAYER'), index: true })).toHaveLength(1);
    const free = { ...second, remittanceIdentities: [{ kind: 'additional-payer-id', value: '99999' }] };
    const made = await created('/v1/payers', free);
    const moved = await api.call('PUT', `/v1/payers/${made.id}`, second, ifMatch(1));
    expect(moved.status).toBe(409);
    expect((await store.table.get(entityKey(tenant, 'PAYER', made.id)))?.version).toBe(1);
  });

  test('such as an NPI lead to one billing provider of the office, and are freed when it stops billing', async () => {
    const { id } = await created('/v1/providers', billingProviderBody);
    expect((await store.table.get(payeeIdentityKey(tenant, 'npi', '1234567893')))?.providerId).toBe(id);
    const taxId = { kind: 'ein', value: '987654321' };
    const sameNpi = {
      ...billingProviderBody,
      taxonomyCode: '208D00000X',
      billing: { ...billingProviderBody.billing, taxId },
    };
    const refused = await api.call('POST', '/v1/providers', sameNpi);
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/\/payee-identity-taken$/)]);
    const { billing: _billing, ...treatsOnly } = billingProviderBody;
    const known = await api.call('POST', '/v1/providers', treatsOnly);
    expect([known.status, known.body.type]).toEqual([409, expect.stringMatching(/\/provider-known$/)]);
    // A second specialty is entered as another provider.
    await created('/v1/providers', { ...treatsOnly, taxonomyCode: '208D00000X' });
    const stopped = await api.call('PUT', `/v1/providers/${id}`, treatsOnly, ifMatch(1));
    expect(stopped.body).toEqual({ ...treatsOnly, id, version: 2 });
    expect(await store.table.get(payeeIdentityKey(tenant, 'npi', '1234567893'))).toBeUndefined();
  });

  test('show how many payments may post now that the identity of their payer is set up', async () => {
    const open = (name: string, code: 'payer-unknown' | 'claim-not-found') => {
      const id = idFromDigest('exception', digestOf('test', name));
      return exceptionWrite(tenant, { id, code, openedAt: '2026-11-20T09:00:00.000Z', facts: {} });
    };
    const quiet = await api.call('POST', '/v1/payers', payerBody);
    expect(quiet.headers['Waiting-For-Retry']).toBeUndefined();
    await store.table.transact([open('a', 'payer-unknown'), open('b', 'payer-unknown'), open('c', 'claim-not-found')]);
    const told = await api.call('PUT', `/v1/payers/${quiet.body.id}`, payerBody, ifMatch(1));
    expect(told.headers['Waiting-For-Retry']).toBe('2');
    // No payment ever waits for a facility.
    expect((await api.call('POST', '/v1/facilities', facilityBody)).headers['Waiting-For-Retry']).toBeUndefined();
  });

  test('such as an externalId are refused if another record of the family has them, and are freed when they are given up', async () => {
    const first = await created('/v1/facilities', { ...facilityBody, externalId: 'F-1' });
    const taken = await api.call('POST', '/v1/facilities', { ...facilityBody, externalId: 'F-1' });
    expect([taken.status, taken.body.type]).toEqual([409, expect.stringMatching(/\/external-id-taken$/)]);
    await created('/v1/payers', { ...payerBody, externalId: 'F-1' });
    expect((await api.call('PUT', `/v1/facilities/${first.id}`, facilityBody, ifMatch(1))).status).toBe(200);
    await created('/v1/facilities', { ...facilityBody, externalId: 'F-1' });
  });
});

describe('bad input', () => {
  const problems: readonly [string, string, object, string][] = [
    ['an unknown field', '/v1/payers', { ...payerBody, colour: 'red' }, ''],
    ['an unknown field inside', '/v1/payers', { ...payerBody, receiver: { ...payerBody.receiver, x: 1 } }, '/receiver'],
    ['a wrong type', '/v1/payers', { ...payerBody, name: 7 }, '/name'],
    ['a missing field', '/v1/facilities', { ...facilityBody, name: undefined }, '/name'],
    ['text that X12 cannot carry', '/v1/payers', { ...payerBody, name: 'A*B~C' }, '/name'],
    [
      'a filing indicator that does not exist',
      '/v1/payers',
      { ...payerBody, filingIndicator: 'QQ' },
      '/filingIndicator',
    ],
    [
      'the same identity twice',
      '/v1/payers',
      { ...payerBody, remittanceIdentities: [payerBody.remittanceIdentities[0], payerBody.remittanceIdentities[0]] },
      '/remittanceIdentities',
    ],
    ['an NPI with a wrong check digit', '/v1/providers', { ...renderingProviderBody, npi: '1234567890' }, '/npi'],
    [
      'an NPI that ends before it begins',
      '/v1/providers',
      { ...renderingProviderBody, activeFrom: '2026-02-01', activeTo: '2026-01-31' },
      '/activeTo',
    ],
    ['a provider whom nobody can know', '/v1/providers', { ...withoutNpi, payerNumbers: undefined }, '/npi'],
    ['numbers beside an NPI', '/v1/providers', { ...withoutNpi, npi: '1003000126' }, '/npi'],
    ...(
      [
        ['no state at home', { state: undefined }, 'state'],
        ['no postal code at home', { postalCode: undefined }, 'postalCode'],
        ['a state abroad', { country: 'MX' }, 'state'],
        ['a subdivision at home', { countrySubdivision: 'JAL' }, 'countrySubdivision'],
        ['a country of three letters', { country: 'MEX', state: undefined }, 'country'],
      ] as const
    ).map(([what, change, field]): [string, string, object, string] => {
      const body = { ...facilityBody, address: { ...facilityBody.address, ...change } };
      return [`an address with ${what}`, '/v1/facilities', body, `/address/${field}`];
    }),
    ['an NPI with a letter', '/v1/providers', { ...renderingProviderBody, npi: '123456789X' }, '/npi'],
    [
      'a billing address with a short postal code',
      '/v1/providers',
      {
        ...billingProviderBody,
        billing: {
          ...billingProviderBody.billing,
          address: { ...billingProviderBody.billing.address, postalCode: '43215' },
        },
      },
      '/billing/address/postalCode',
    ],
    [
      'a place of service that does not exist',
      '/v1/facilities',
      { ...facilityBody, placeOfService: '00' },
      '/placeOfService',
    ],
  ];

  test.each(problems)('with %s is refused, and the place is named', async (_what, path, body, pointer) => {
    const answer = await api.call('POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.headers['Content-Type']).toBe('application/problem+json');
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(JSON.stringify(answer.body)).not.toContain('A*B');
  });

  test('that is not JSON is refused, and so are an unexpected body and an unknown query parameter', async () => {
    const broken = await api.call('POST', '/v1/payers', undefined, { rawBody: '{"name":' });
    expect([broken.status, broken.body.type]).toEqual([400, expect.stringMatching(/\/body-not-json$/)]);
    expect((await api.call('GET', '/v1/payers', { a: 1 })).status).toBe(400);
    expect((await api.call('GET', '/v1/payers?colour=red')).status).toBe(400);
    expect((await api.call('GET', '/v1/payers?limit=0')).status).toBe(400);
    expect((await api.call('GET', '/v1/payers?limit=2.5')).status).toBe(400);
    expect((await api.call('DELETE', '/v1/payers')).status).toBe(405);
  });
});

describe('the roles', () => {
  test('let a manager write and the office’s people read, and refuse everybody else', async () => {
    const { id } = await created('/v1/payers', payerBody);
    const as = (roles: string): TestPrincipal => ({ tenantId: tenant, subject: 'user', roles });
    for (const roles of ['coder', 'biller', 'auditor', 'physician', 'api-client', '']) {
      const answer = await api.call('POST', '/v1/payers', payerBody, { principal: as(roles) });
      expect([answer.status, answer.body.type]).toEqual([403, expect.stringMatching(/\/not-permitted$/)]);
    }
    for (const [roles, status] of [
      ['coder', 200],
      ['auditor', 200],
      ['physician', 403],
    ] as const) {
      expect((await api.call('GET', `/v1/payers/${id}`, undefined, { principal: as(roles) })).status).toBe(status);
    }
  });

  test('do not reveal another office’s payer: the answer is the same as for one that does not exist', async () => {
    const { id } = await created('/v1/payers', { ...payerBody, externalId: 'OWN-1' });
    const withoutInstance = ({ instance: _instance, ...rest }: Record<string, unknown>) => rest;
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', payerBody],
    ] as const) {
      const more = { principal: stranger, headers: { 'If-Match': '"1"' } };
      const other = await api.call(method, `/v1/payers/${id}`, body, more);
      const unknown = await api.call(method, `/v1/payers/${unknownId}`, body, more);
      expect(other.status).toBe(404);
      expect(withoutInstance(other.body)).toEqual(withoutInstance(unknown.body));
    }
    const search = await api.call('POST', '/v1/payers/search', { externalId: 'OWN-1' }, { principal: stranger });
    expect(search.body).toEqual({ items: [] });
    expect((await api.call('GET', '/v1/payers', undefined, { principal: stranger })).body).toEqual({ items: [] });
    // The same identities are free in another office.
    expect((await api.call('POST', '/v1/payers', payerBody, { principal: stranger })).status).toBe(201);
  });
});

describe('concurrent or repeated changes', () => {
  test('need If-Match, and an old version is refused', async () => {
    const { id } = await created('/v1/payers', payerBody);
    const missing = await api.call('PUT', `/v1/payers/${id}`, payerBody);
    expect([missing.status, missing.body.type]).toEqual([428, expect.stringMatching(/\/version-required$/)]);
    expect((await api.call('PUT', `/v1/payers/${id}`, payerBody, ifMatch(1))).status).toBe(200);
    const stale = await api.call('PUT', `/v1/payers/${id}`, payerBody, ifMatch(1));
    expect([stale.status, stale.body.type]).toEqual([412, expect.stringMatching(/\/version-changed$/)]);
    for (const malformed of ['*', '1', '"x"', '"1', '']) {
      const wrong = await api.call('PUT', `/v1/payers/${id}`, payerBody, { headers: { 'If-Match': malformed } });
      expect([wrong.status, wrong.body.type]).toEqual([400, expect.stringMatching(/\/version-malformed$/)]);
    }
  });

  test('that are concurrent: one of two succeeds', async () => {
    const { id } = await created('/v1/payers', payerBody);
    const names = ['One', 'Two', 'Three', 'Four'];
    const answers = await Promise.all(
      names.map((name) => api.call('PUT', `/v1/payers/${id}`, { ...payerBody, name }, ifMatch(1))),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412]);
    const winner = answers.find((answer) => answer.status === 200);
    expect((await api.call('GET', `/v1/payers/${id}`)).body).toEqual(winner?.body);
  });

  test('with the same key get the first answer again, and another request with that key is refused', async () => {
    const headers = { 'Idempotency-Key': 'key-1' };
    const first = await api.call('POST', '/v1/payers', payerBody, { headers });
    const second = await api.call('POST', '/v1/payers', payerBody, { headers });
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(second.headers['Idempotent-Replay']).toBe('true');
    const other = await api.call('POST', '/v1/payers', { ...payerBody, name: 'Other' }, { headers });
    expect([other.status, other.body.type]).toEqual([422, expect.stringMatching(/\/idempotency-key-reused$/)]);
    expect((await api.call('GET', '/v1/payers')).body.items).toHaveLength(1);
  });

  test('store no copy of an answer that can be read again: a repeat shows the current record, as the first answer did', async () => {
    const headers = { 'Idempotency-Key': 'key-3' };
    const first = await api.call('POST', '/v1/payers', payerBody, { headers });
    const [record] = (await store.items()).filter(({ type }) => type === 'idempotency');
    expect(record?.answer).toEqual({ status: 201, etag: '"1"', params: { payerId: first.body.id } });
    expect(JSON.stringify(record)).not.toContain(payerBody.name);
    const renamed = { ...payerBody, name: 'Renamed Health' };
    await api.call('PUT', `/v1/payers/${first.body.id}`, renamed, { headers: { 'If-Match': '"1"' } });
    const again = await api.call('POST', '/v1/payers', payerBody, { headers });
    expect([again.status, again.headers.ETag, again.headers['Idempotent-Replay']]).toEqual([201, '"1"', 'true']);
    expect(again.body).toMatchObject({ id: first.body.id, version: 2, name: 'Renamed Health' });
  });

  test('with one key make one payer, and all get the same answer', async () => {
    const headers = { 'Idempotency-Key': 'key-2' };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => api.call('POST', '/v1/payers', { ...payerBody, externalId: 'ONCE' }, { headers })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await api.call('GET', '/v1/payers')).body.items).toHaveLength(1);
  });
});
