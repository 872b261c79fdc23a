import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, stranger } from '../support/api-event.ts';
import { address, coverageBody, type OfficeApi, officeApi, patientBody, payerBody } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const unknownPatient = 'pat_01JD0EXAMP1E00000000000000';
const unknownPayer = 'pay_01JD0EXAMP1E00000000000000';

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;
let payerId: string;

beforeEach(async () => {
  store = await startTestTable('embedded');
  edge = testEdge(store.table);
  api = officeApi(edge);
  payerId = (await api.call('POST', '/v1/payers', payerBody)).body.id;
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
const addPatient = async (more: object = {}) =>
  (await api.call('POST', '/v1/patients', { ...patientBody, ...more }, { principal: coder })).body as {
    readonly id: string;
  };
const addCoverage = (patientId: string, more: object = {}) =>
  api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId, ...more });
const audited = async (entityId: string) =>
  (await store.table.queryAll({ partition: auditPartition(tenant, entityId) })).map((item) => ({
    action: item.action,
    subject: item.subject,
  }));

describe('patients', () => {
  test('are added, shown, and replaced by a new version', async () => {
    const made = await api.call('POST', '/v1/patients', patientBody);
    const accountId = ownAccountId(made.body.id);
    expect([made.status, made.body]).toEqual([201, { ...patientBody, id: made.body.id, accountId, version: 1 }]);
    const shown = await api.call('GET', `/v1/patients/${made.body.id}`);
    expect(shown.body).toEqual(made.body);
    const next = { ...patientBody, externalId: 'MRN-1', sex: 'U' };
    const replaced = await api.call('PUT', `/v1/patients/${made.body.id}`, next, ifMatch(1));
    expect(replaced.body).toEqual({ ...next, id: made.body.id, accountId, version: 2 });
    const again = await api.call('PUT', `/v1/patients/${made.body.id}`, patientBody, ifMatch(2));
    expect(again.body).toEqual({ ...patientBody, id: made.body.id, accountId, version: 3 });
    expect((await api.call('GET', `/v1/patients/${made.body.id}`)).body).toEqual(again.body);
    expect((await api.call('PUT', `/v1/patients/${made.body.id}`, next, ifMatch(2))).status).toBe(412);
    expect((await api.call('PUT', `/v1/patients/${made.body.id}`, next)).status).toBe(428);
  });

  test('are audited when they are viewed: shown, found by a search, or listed with their coverages', async () => {
    const { id } = await addPatient();
    await api.call('GET', `/v1/patients/${id}`, undefined, { principal: coder });
    await api.call('POST', '/v1/patients/search', { lastName: 'Canaryname', birthDate: '1980-01-31' });
    await api.call('GET', `/v1/patients/${id}/coverages`);
    const reads = (await audited(id)).filter(({ action }) => action === 'patient-read');
    expect(reads.map(({ subject }) => subject).sort()).toEqual(['user-coder', 'user-manager', 'user-manager']);
    await api.call('GET', `/v1/patients/${id}`, undefined, { principal: stranger });
    expect((await audited(id)).filter(({ action }) => action === 'patient-read')).toHaveLength(3);
  });

  test('are found by name and birth date, however the name is written, and by externalId', async () => {
    const { id } = await addPatient({ name: { lastName: "O'Canary-Name", firstName: 'A' }, externalId: 'MRN-2' });
    const search = async (body: object) => (await api.call('POST', '/v1/patients/search', body)).body.items;
    expect(await search({ lastName: 'ocanary name', birthDate: '1980-01-31' })).toMatchObject([{ id }]);
    expect(await search({ lastName: 'ocanary name', birthDate: '1980-02-01' })).toEqual([]);
    expect(await search({ externalId: 'MRN-2' })).toMatchObject([{ id }]);
    expect(await search({ externalId: 'MRN-3' })).toEqual([]);
    await api.call('PUT', `/v1/patients/${id}`, patientBody, ifMatch(1));
    expect(await search({ lastName: 'ocanary name', birthDate: '1980-01-31' })).toEqual([]);
    expect(await search({ lastName: 'CANARYNAME', birthDate: '1980-01-31' })).toMatchObject([{ id }]);
    expect(await search({ externalId: 'MRN-2' })).toEqual([]);
  });

  test('are found by medical record number, which belongs to one patient', async () => {
    const { id } = await addPatient({ medicalRecordNumber: 'MR-7' });
    const search = async () =>
      (await api.call('POST', '/v1/patients/search', { medicalRecordNumber: 'MR-7' })).body.items;
    expect(await search()).toMatchObject([{ id, medicalRecordNumber: 'MR-7' }]);
    const taken = await api.call('POST', '/v1/patients', { ...patientBody, medicalRecordNumber: 'MR-7' });
    expect([taken.status, taken.body.type]).toEqual([409, expect.stringMatching(/\/medical-record-number-taken$/)]);
    await api.call('PUT', `/v1/patients/${id}`, patientBody, ifMatch(1));
    expect(await search()).toEqual([]);
    expect((await addPatient({ medicalRecordNumber: 'MR-7' })).id).not.toBe(id);
  });

  test('of one name and birth date come in pages, and a token is valid for that search only', async () => {
    for (const firstName of ['A', 'B', 'C']) await addPatient({ name: { lastName: 'Twin', firstName } });
    const wanted = { lastName: 'Twin', birthDate: '1980-01-31' };
    const first = await api.call('POST', '/v1/patients/search?limit=2', wanted);
    expect(first.body.items).toHaveLength(2);
    const path = `/v1/patients/search?limit=2&pageToken=${first.body.nextPageToken}`;
    expect((await api.call('POST', path, wanted)).body.items).toHaveLength(1);
    const other = await api.call('POST', path, { ...wanted, lastName: 'Other' });
    expect([other.status, other.body.type]).toEqual([400, expect.stringMatching(/\/page-token-invalid$/)]);
  });

  test('have a unique externalId', async () => {
    await addPatient({ externalId: 'MRN-1' });
    const taken = await api.call('POST', '/v1/patients', { ...patientBody, externalId: 'MRN-1' });
    expect([taken.status, taken.body.type]).toEqual([409, expect.stringMatching(/\/external-id-taken$/)]);
  });

  test('of another office are treated as if they did not exist', async () => {
    const { id } = await addPatient({ externalId: 'MRN-1' });
    const same = ({ instance: _instance, ...rest }: Record<string, unknown>) => rest;
    const requests = [
      ['GET', '', undefined],
      ['PUT', '', patientBody],
      ['GET', '/coverages', undefined],
      ['POST', '/coverages', { ...coverageBody, payerId }],
    ] as const;
    for (const [method, rest, body] of requests) {
      const more = { principal: stranger, ...ifMatch(1) };
      const other = await api.call(method, `/v1/patients/${id}${rest}`, body, more);
      const unknown = await api.call(method, `/v1/patients/${unknownPatient}${rest}`, body, more);
      expect(other.status).toBe(404);
      expect(same(other.body)).toEqual(same(unknown.body));
    }
    for (const body of [{ externalId: 'MRN-1' }, { lastName: 'Canaryname', birthDate: '1980-01-31' }]) {
      expect((await api.call('POST', '/v1/patients/search', body, { principal: stranger })).body).toEqual({
        items: [],
      });
    }
  });

  test.each([
    ['a birth date that does not exist', { birthDate: '1980-02-30' }, '/birthDate'],
    ['a birth date still to come', { birthDate: '2026-11-24' }, '/birthDate'],
    ['an unknown field', { race: 'x' }, ''],
    ['a sex that claims cannot say', { sex: 'X' }, '/sex'],
    ['a state that is none', { address: { ...address, state: 'Ohio' } }, '/address/state'],
    ['a state but no postal code', { address: { ...address, postalCode: undefined } }, '/address/postalCode'],
    ['no address', { address: undefined }, '/address'],
    ['a delimiter in a name', { name: { lastName: 'O*Brien', firstName: 'A' } }, '/name/lastName'],
    ['an emoji in a name', { name: { lastName: 'Brien😀', firstName: 'A' } }, '/name/lastName'],
    ['a name that is too long', { name: { lastName: 'B'.repeat(61), firstName: 'A' } }, '/name/lastName'],
    ['a blank name', { name: { lastName: ' ', firstName: 'A' } }, '/name/lastName'],
  ])('are refused with %s', async (_what, wrong, pointer) => {
    const answer = await api.call('POST', '/v1/patients', { ...patientBody, ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('are kept out of logs, keys and problems', async () => {
    const { id } = await addPatient({ externalId: 'CANARY-MRN' });
    await addCoverage(id);
    await api.call('POST', '/v1/patients', { ...patientBody, externalId: 'CANARY-MRN' });
    await api.call('POST', '/v1/patients/search', { lastName: 'Canaryname', birthDate: '1980-01-31' });
    const problem = await api.call('POST', '/v1/patients', { ...patientBody, birthDate: 'Canaryname' });
    expect(problem.status).toBe(400);
    expect(JSON.stringify(problem.body)).not.toMatch(/canary/i);
    expect(edge.logLines.length).toBeGreaterThan(4);
    expect(edge.logLines.join('\n')).not.toMatch(/canary|1980|77 /i);
    const patient = await store.table.get(entityKey(tenant, 'PATIENT', id));
    expect(`${patient?.pk} ${patient?.sk} ${patient?.g1pk}`).not.toMatch(/canary/i);
  });
});

describe('coverages', () => {
  test('of an employer’s insurer need no member id if they name the case', async () => {
    const { id } = await addPatient();
    const { memberId: _none, ...unnumbered } = { ...coverageBody, payerId, relationship: '20' };
    const subscriber = { organizationName: 'EXAMPLE FACTORY', address };
    const patientNumber = { kind: 'SY', number: '900112222' };
    const propertyCasualty = { claimNumber: 'WC-1', patientNumber };
    const add = (more: object) => api.call('POST', `/v1/patients/${id}/coverages`, { ...unnumbered, ...more });
    expect(await add({ subscriber })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/memberId' }] } });
    const hyphens = { ...propertyCasualty, patientNumber: { ...patientNumber, number: '900-11-2222' } };
    expect(await add({ subscriber, propertyCasualty: hyphens })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/propertyCasualty/patientNumber/number' }] },
    });
    const added = await add({ subscriber, propertyCasualty });
    expect(added).toMatchObject({ status: 201, body: { propertyCasualty } });
    const replaced = await api.call(
      'PUT',
      `/v1/patients/${id}/coverages/${added.body.id}`,
      { ...unnumbered, subscriber, propertyCasualty, groupNumber: 'G1' },
      ifMatch(1),
    );
    expect(replaced).toMatchObject({ status: 200, body: { groupNumber: 'G1' } });
  });

  test('are added in order, listed in the order of billing, and replaced by a new version', async () => {
    const { id } = await addPatient();
    const second = await addCoverage(id, { order: 2, memberId: 'M2' });
    const first = await addCoverage(id);
    expect([first.status, first.body]).toEqual([
      201,
      { ...coverageBody, payerId, id: first.body.id, patientId: id, version: 1 },
    ]);
    const listed = await api.call('GET', `/v1/patients/${id}/coverages`);
    expect(listed.body).toEqual({ items: [first.body, second.body] });
    const path = `/v1/patients/${id}/coverages/${first.body.id}`;
    const ended = { ...coverageBody, payerId, activeTo: '2026-06-30' };
    expect((await api.call('PUT', path, ended)).status).toBe(428);
    const replaced = await api.call('PUT', path, ended, ifMatch(1));
    expect([replaced.status, replaced.body]).toEqual([200, { ...first.body, activeTo: '2026-06-30', version: 2 }]);
    expect((await api.call('PUT', path, ended, ifMatch(1))).status).toBe(412);
  });

  test('have one place in the order on each day', async () => {
    const { id } = await addPatient();
    await addCoverage(id, { activeFrom: '2026-01-01', activeTo: '2026-06-30' });
    const meets = await addCoverage(id, { activeFrom: '2026-06-30' });
    expect([meets.status, meets.body.type]).toEqual([409, expect.stringMatching(/\/coverage-order-taken$/)]);
    expect((await addCoverage(id, { activeFrom: '2026-07-01' })).status).toBe(201);
    const other = await addCoverage(id, { order: 2 });
    expect(other.status).toBe(201);
    const moved = await api.call(
      'PUT',
      `/v1/patients/${id}/coverages/${other.body.id}`,
      { ...coverageBody, payerId },
      ifMatch(1),
    );
    expect(moved.status).toBe(409);
  });

  test('keep their order when two are added at the same moment', async () => {
    const { id } = await addPatient();
    const answers = await Promise.all([addCoverage(id), addCoverage(id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect((await api.call('GET', `/v1/patients/${id}/coverages`)).body.items).toHaveLength(1);
  });

  test('do not cause a conflict for somebody who changes the patient', async () => {
    const { id } = await addPatient();
    await addCoverage(id);
    expect((await api.call('PUT', `/v1/patients/${id}`, patientBody, ifMatch(1))).status).toBe(200);
    expect((await addCoverage(id, { order: 2 })).status).toBe(201);
  });

  const subscriber = { name: { lastName: 'Sub', firstName: 'Scriber' }, birthDate: '1970-01-01', sex: 'M', address };

  test('name a subscriber when the patient is not the one', async () => {
    const { id } = await addPatient();
    const child = await addCoverage(id, { relationship: '19', subscriber });
    expect([child.status, child.body.subscriber]).toEqual([201, subscriber]);
  });

  test.each([
    ['without a subscriber for a child', { relationship: '19' }, '/subscriber'],
    ['with a subscriber beside the patient', { subscriber }, '/subscriber'],
    ['ending before they begin', { activeTo: '2025-12-31' }, '/activeTo'],
    ['in a fourth place', { order: 4 }, '/order'],
    ['with a relationship that does not exist', { relationship: '99' }, '/relationship'],
    ['with an id that is no payer’s', { payerId: 'prv_01JD0EXAMP1E00000000000000' }, '/payerId'],
  ])('are refused %s', async (_what, wrong, pointer) => {
    const { id } = await addPatient();
    const answer = await addCoverage(id, wrong);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('with a payer of another office are refused like those with an unknown one', async () => {
    const foreign = (await api.call('POST', '/v1/payers', payerBody, { principal: stranger })).body.id;
    const { id } = await addPatient();
    const answers = await Promise.all([foreign, unknownPayer].map((payer) => addCoverage(id, { payerId: payer })));
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.body.errors).toEqual([{ pointer: '/payerId', detail: 'nothing here has this id' }]);
    }
    expect((await api.call('GET', `/v1/patients/${id}/coverages`)).body.items).toEqual([]);
  });

  test('have an order of benefits on a day, with reasons, whatever order was entered', async () => {
    const { id } = await addPatient({ birthDate: '1955-03-01' });
    const medicare = (
      await api.call('POST', '/v1/payers', { ...payerBody, filingIndicator: 'MB', remittanceIdentities: [] })
    ).body.id;
    const first = (await addCoverage(id, { payerId: medicare, memberId: '1EG4TE5MK73' })).body.id;
    const second = (await addCoverage(id, { order: 2, employment: 'active', employerSize: '100-or-more' })).body.id;
    const path = `/v1/patients/${id}/coverage-order`;
    const answer = await api.call('GET', `${path}?on=2026-11-20`, undefined, { principal: coder });
    expect(answer.body).toMatchObject({
      on: '2026-11-20',
      isAsEntered: false,
      items: [
        { coverageId: second, place: 1, order: 2, reason: { code: 'working-aged' }, missing: [] },
        { coverageId: first, place: 2, order: 1, medicareSecondaryType: '12' },
      ],
    });
    expect((await api.call('GET', `${path}?on=2025-12-31`)).body).toMatchObject({ isAsEntered: true, items: [] });
    expect((await api.call('GET', path, undefined, { principal: stranger })).status).toBe(404);
    expect(await audited(id)).toContainEqual({ action: 'patient-read', subject: coder.subject });
  });

  test('are at most fifty', async () => {
    const { id } = await addPatient();
    const key = entityKey(tenant, 'PATIENT', id);
    const items = Array.from({ length: 50 }, (_, index) => ({
      put: {
        pk: key.pk,
        sk: `COVERAGE#cov_${String(index).padStart(26, '0')}`,
        type: 'coverage',
        schemaVersion: 1,
        order: 1,
        activeFrom: '2020-01-01',
        activeTo: '2020-01-02',
      },
    }));
    await store.table.transact(items);
    const answer = await addCoverage(id);
    expect([answer.status, answer.body.type]).toEqual([409, expect.stringMatching(/\/coverages-too-many$/)]);
  });
});
