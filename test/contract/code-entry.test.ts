import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, stranger } from '../support/api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const unknownEncounter = 'enc_01JD0EXAMP1E00000000000000';

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
const draft = async (more: object = {}): Promise<string> => {
  const answer = await api.call('POST', '/v1/encounters', { ...encounterBody(office), ...more }, { principal: coder });
  expect(answer.body).toMatchObject({ version: 1, state: { kind: 'draft' } });
  return answer.body.id;
};

describe('a draft', () => {
  test('is saved however incomplete, shown, and saved again with its version', async () => {
    const { patientId, billingProviderId } = office;
    const little = { patientId, billingProviderId, placeOfService: '11' };
    const made = await api.call('POST', '/v1/encounters', little, { principal: coder });
    expect([made.status, made.headers.ETag]).toEqual([201, '"1"']);
    const empty = { kind: 'professional', diagnoses: [], lines: [] };
    const own = { id: made.body.id, version: 1, createdAt: '2026-11-23T14:05:06.789Z', state: { kind: 'draft' } };
    expect(made.body).toEqual({ ...little, ...empty, ...own });
    const path = `/v1/encounters/${made.body.id}`;
    expect((await api.call('GET', path)).body).toEqual(made.body);
    const saved = await api.call('PUT', path, encounterBody(office), { headers: ifMatch(1) });
    expect([saved.status, saved.body.version, saved.body.lines.length]).toEqual([200, 2, 2]);
    expect((await api.call('PUT', path, little, { headers: ifMatch(1) })).status).toBe(412);
    expect((await api.call('PUT', path, little)).status).toBe(428);
    expect((await api.call('GET', path)).body).toEqual(saved.body);
  });

  test('is listed in its month, the newest first, without diagnoses or procedures', async () => {
    const first = await draft();
    edge.setNow('2026-11-24T08:00:00.000Z');
    const second = await draft({ externalId: 'VISIT-2' });
    edge.setNow('2026-12-01T08:00:00.000Z');
    const third = await draft();
    const ids = async (query: string) =>
      (await api.call('GET', `/v1/encounters${query}`)).body.items.map((item: { id: string }) => item.id);
    expect(await ids('')).toEqual([third]);
    expect(await ids('?month=2026-11')).toEqual([second, first]);
    const page = await api.call('GET', '/v1/encounters?month=2026-11&limit=1');
    expect(JSON.stringify(page.body)).not.toMatch(/J209|X9003|canary/i);
    expect(await ids(`?month=2026-11&limit=1&pageToken=${page.body.nextPageToken}`)).toEqual([first]);
    expect((await api.call('GET', '/v1/encounters?month=2026-13')).status).toBe(400);
    const found = await api.call('POST', '/v1/encounters/search', { externalId: 'VISIT-2' });
    expect(found.body.items).toMatchObject([{ id: second, patientId: office.patientId }]);
    expect((await api.call('POST', '/v1/encounters/search', { externalId: 'VISIT-3' })).body.items).toEqual([]);
  });

  test('records who read it in the patient’s audit trail', async () => {
    const id = await draft();
    await api.call('GET', `/v1/encounters/${id}`, undefined, { principal: coder });
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) });
    expect(trail).toContainEqual(
      expect.objectContaining({ action: 'encounter-read', subject: 'user-coder', facts: { encounterId: id } }),
    );
  });

  test('has an externalId of its own, until it is void', async () => {
    const id = await draft({ externalId: 'VISIT-1' });
    const taken = await api.call('POST', '/v1/encounters', { ...encounterBody(office), externalId: 'VISIT-1' });
    expect([taken.status, taken.body.type]).toEqual([409, expect.stringMatching(/\/external-id-taken$/)]);
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'void' };
    const voided = await api.call('POST', `/v1/encounters/${id}/void`, { reason: 'entered twice' }, { headers });
    expect(voided.body).toMatchObject({ externalId: 'VISIT-1', state: { kind: 'void' } });
    const again = await draft({ externalId: 'VISIT-1' });
    const found = (await api.call('POST', '/v1/encounters/search', { externalId: 'VISIT-1' })).body.items;
    expect(found).toMatchObject([{ id: again, state: { kind: 'draft' } }]);
  });

  const line = { procedure: 'X9003', units: 1, serviceOn: '2026-11-20' };
  test.each([
    ['an unknown field', { colour: 'red' }, ''],
    ['an unknown field of a line', { lines: [{ ...line, price: 1 }] }, '/lines/0'],
    ['negative units', { lines: [{ ...line, units: -1 }] }, '/lines/0/units'],
    ['four decimals of a unit', { lines: [{ ...line, units: 1.5555 }] }, '/lines/0/units'],
    ['units in words', { lines: [{ ...line, units: 'one' }] }, '/lines/0/units'],
    ['a charge with decimals', { lines: [{ ...line, chargeCents: 100.125 }] }, '/lines/0/chargeCents'],
    ['a negative charge', { lines: [{ ...line, chargeCents: -1 }] }, '/lines/0/chargeCents'],
    ['a date that does not exist', { lines: [{ ...line, serviceOn: '2026-02-29' }] }, '/lines/0/serviceOn'],
    ['a date in another form', { lines: [{ ...line, serviceOn: '11/20/2026' }] }, '/lines/0/serviceOn'],
    ['a modifier of one letter', { lines: [{ ...line, modifiers: ['A'] }] }, '/lines/0/modifiers/0'],
    ['a pointer to nothing', { lines: [{ ...line, diagnosisPointers: [0] }] }, '/lines/0/diagnosisPointers/0'],
    ['a diagnosis with the letter O for a zero', { diagnoses: ['JO20'] }, '/diagnoses/0'],
    ['a kind that does not exist', { kind: 'hospital' }, '/kind'],
    ['fields of another kind', { transport: {} }, ''],
    ['thirteen diagnoses', { diagnoses: Array(13).fill('J209') }, '/diagnoses'],
    ['more lines than fit', { lines: Array(201).fill(line) }, '/lines'],
    ['a place of service that does not exist', { placeOfService: '00' }, '/placeOfService'],
    ['an id of another kind', { patientId: 'enc_01JD0EXAMP1E00000000000000' }, '/patientId'],
    ['a list instead of text', { claimNote: ['x'] }, '/claimNote'],
    ['a control character', { documentation: [{ kind: 'note', text: 'a\u0000' }] }, '/documentation/0/text'],
  ])('is refused with %s', async (_what, wrong, pointer) => {
    const answer = await api.call('POST', '/v1/encounters', { ...encounterBody(office), ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('names people and places of its own office only; those of another office are as unknown as any', async () => {
    const theirs = await setUpOffice(api, stranger);
    for (const name of ['patientId', 'billingProviderId', 'renderingProviderId', 'facilityId'] as const) {
      const unknown = theirs[name].replace(/.{4}$/, '0000');
      const answers = await Promise.all(
        [theirs[name], unknown].map((id) =>
          api.call('POST', '/v1/encounters', { ...encounterBody(office), [name]: id }),
        ),
      );
      for (const answer of answers) {
        expect(answer.status).toBe(404);
        expect(answer.body.errors).toEqual([{ pointer: `/${name}`, detail: 'nothing here has this id' }]);
      }
    }
  });

  test('of another office is as unknown as one that does not exist', async () => {
    const id = await draft({ externalId: 'VISIT-1' });
    const same = ({ instance: _instance, ...rest }: Record<string, unknown>) => rest;
    const requests = [
      ['GET', '', undefined],
      ['PUT', '', encounterBody(office)],
      ['POST', '/finalize', undefined],
    ] as const;
    for (const [method, rest, body] of requests) {
      const headers = { ...ifMatch(1), 'Idempotency-Key': `key-${method}` };
      const more = { principal: stranger, headers };
      const other = await api.call(method, `/v1/encounters/${id}${rest}`, body, more);
      const unknown = await api.call(method, `/v1/encounters/${unknownEncounter}${rest}`, body, more);
      expect(other.status).toBe(404);
      expect(same(other.body)).toEqual(same(unknown.body));
    }
    const found = await api.call('POST', '/v1/encounters/search', { externalId: 'VISIT-1' }, { principal: stranger });
    expect(found.body).toEqual({ items: [] });
    expect((await api.call('GET', '/v1/encounters', undefined, { principal: stranger })).body).toEqual({ items: [] });
  });
});
