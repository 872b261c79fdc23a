import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { payeeIdentityKey } from '../../shared/store/keys/practice.ts';
import { coder, stranger } from '../support/api-event.ts';
import { billingProviderBody, type OfficeApi, officeApi, renderingProviderBody } from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const [clinicTaxId, otherTaxId] = ['123456789', '987654321'];
const [firstNpi, secondNpi, thirdNpi] = ['1234567893', '1003000126', '1245319599'];

let store: TestTable;
let api: OfficeApi;

beforeEach(async () => {
  store = await startTestTable();
  api = officeApi(testEdge(store.table));
});
afterEach(() => store.stop());

const billsUnder = (npi: string, value: string, kind = 'ein') => ({
  ...billingProviderBody,
  npi,
  billing: { ...billingProviderBody.billing, taxId: { kind, value } },
});
const create = async (npi: string, taxId: string, kind?: string) =>
  api.call('POST', '/v1/providers', billsUnder(npi, taxId, kind));
const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
const entity = async (id: string) => (await api.call('GET', `/v1/legal-entities/${id}`)).body;
const payee = async (kind: string, value: string) =>
  (await store.table.get(payeeIdentityKey(tenant, kind, value)))?.entityId;

describe('billing providers of one tax id', () => {
  test('are one legal entity, which can be found by the tax id and by each NPI', async () => {
    const first = (await create(firstNpi, clinicTaxId)).body;
    const second = (await create(secondNpi, clinicTaxId)).body;
    const other = (await create(thirdNpi, otherTaxId)).body;
    expect(second.entityId).toBe(first.entityId);
    expect(other.entityId).not.toBe(first.entityId);
    const shown = {
      id: first.entityId,
      version: 2,
      name: 'Example Clinic',
      taxId: { kind: 'ein', value: clinicTaxId },
      billingProviderIds: [first.id, second.id],
    };
    expect(await entity(first.entityId)).toEqual(shown);
    const listed = await api.call('GET', '/v1/legal-entities', undefined, { principal: coder });
    expect(listed.body.items).toHaveLength(2);
    expect(listed.body.items).toContainEqual(shown);
    expect(await payee('tax-id', clinicTaxId)).toBe(first.entityId);
    expect(await payee('npi', firstNpi)).toBe(first.entityId);
    expect(await payee('npi', secondNpi)).toBe(first.entityId);
  });

  test('keep the tax id out of every key and id', async () => {
    const { body } = await create(firstNpi, clinicTaxId, 'ssn');
    const listed = await api.call('GET', '/v1/legal-entities');
    const { pk, sk } = payeeIdentityKey(tenant, 'tax-id', clinicTaxId);
    expect([body.entityId, listed.body.items[0].id, pk, sk].join(' ')).not.toContain(clinicTaxId);
    // The id does not derive from the tax id, because nine digits could be found by trying them all.
    const again = await startTestTable();
    const elsewhere = await officeApi(testEdge(again.table)).call(
      'POST',
      '/v1/providers',
      billsUnder(firstNpi, clinicTaxId, 'ssn'),
    );
    await again.stop();
    expect(elsewhere.body.entityId).not.toBe(body.entityId);
  });

  test('that are set up at the same moment share one legal entity', async () => {
    const answers = await Promise.all([create(firstNpi, clinicTaxId), create(secondNpi, clinicTaxId)]);
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(made.length).toBeGreaterThan(0);
    for (const { body } of refused) expect(body.type).toMatch(/\/write-conflict$/);
    if (refused.length > 0) {
      const missing = answers[0]?.status === 201 ? secondNpi : firstNpi;
      expect((await create(missing, clinicTaxId)).body.entityId).toBe(made[0]?.body.entityId);
    }
    expect((await api.call('GET', '/v1/legal-entities')).body.items).toHaveLength(1);
  });

  test('agree whether it is an EIN or a social security number', async () => {
    await create(firstNpi, clinicTaxId, 'ssn');
    const refused = await create(secondNpi, clinicTaxId, 'ein');
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ pointer: '/billing/taxId/kind' }]);
  });

  test('are not created for providers who only treat', async () => {
    const { body } = await api.call('POST', '/v1/providers', renderingProviderBody);
    expect(body).not.toHaveProperty('entityId');
    expect((await api.call('GET', '/v1/legal-entities')).body.items).toEqual([]);
  });

  test('are not shown to another office', async () => {
    const { entityId } = (await create(firstNpi, clinicTaxId)).body;
    const elsewhere = { principal: stranger };
    expect((await api.call('GET', `/v1/legal-entities/${entityId}`, undefined, elsewhere)).status).toBe(404);
    expect((await api.call('GET', '/v1/legal-entities', undefined, elsewhere)).body.items).toEqual([]);
  });
});

describe('a billing provider with a changed tax id', () => {
  test('moves to another legal entity with its NPI, and the former one keeps its tax id', async () => {
    const { id, entityId: former } = (await create(firstNpi, clinicTaxId)).body;
    const other = (await create(secondNpi, otherTaxId)).body;
    const moved = await api.call('PUT', `/v1/providers/${id}`, billsUnder(firstNpi, otherTaxId), ifMatch(1));
    expect(moved.body).toMatchObject({ version: 2, entityId: other.entityId });
    expect(await payee('npi', firstNpi)).toBe(other.entityId);
    expect(await payee('tax-id', clinicTaxId)).toBe(former);
    expect((await entity(former)).billingProviderIds).toEqual([]);
    expect((await entity(other.entityId)).billingProviderIds).toEqual([other.id, id]);
    const back = await api.call('PUT', `/v1/providers/${id}`, billsUnder(firstNpi, clinicTaxId), ifMatch(2));
    expect(back.body.entityId).toBe(former);
    expect((await entity(former)).billingProviderIds).toEqual([id]);
  });

  test('may take another NPI at the same time, and frees the former one', async () => {
    const { id } = (await create(firstNpi, clinicTaxId)).body;
    const moved = await api.call('PUT', `/v1/providers/${id}`, billsUnder(secondNpi, otherTaxId), ifMatch(1));
    expect(await payee('npi', secondNpi)).toBe(moved.body.entityId);
    expect(await payee('npi', firstNpi)).toBeUndefined();
    expect((await create(firstNpi, clinicTaxId)).status).toBe(201);
  });

  test('is removed from the list of its legal entity when it stops billing, and is added again when it resumes', async () => {
    const { id, entityId } = (await create(firstNpi, clinicTaxId)).body;
    const { billing: _billing, ...treatsOnly } = billingProviderBody;
    const stopped = await api.call('PUT', `/v1/providers/${id}`, treatsOnly, ifMatch(1));
    expect(stopped.body).not.toHaveProperty('entityId');
    expect(await entity(entityId)).toMatchObject({ version: 2, billingProviderIds: [] });
    expect(await payee('tax-id', clinicTaxId)).toBe(entityId);
    const again = await api.call('PUT', `/v1/providers/${id}`, billsUnder(firstNpi, clinicTaxId), ifMatch(2));
    expect(again.body.entityId).toBe(entityId);
  });
});

describe('a tax id that was entered wrong', () => {
  const corrected = { name: 'Example Group', taxId: { kind: 'ein', value: otherTaxId } };

  test('is corrected for the legal entity and its billing providers at once: the books stay the same', async () => {
    const first = (await create(firstNpi, clinicTaxId)).body;
    await create(secondNpi, clinicTaxId);
    const path = `/v1/legal-entities/${first.entityId}`;
    expect((await api.call('PUT', path, corrected)).status).toBe(428);
    expect((await api.call('PUT', path, corrected, ifMatch(1))).status).toBe(412);
    expect((await api.call('PUT', path, corrected, { ...ifMatch(2), principal: coder })).status).toBe(403);
    const answer = await api.call('PUT', path, corrected, ifMatch(2));
    expect(answer.body).toMatchObject({ ...corrected, id: first.entityId, version: 3 });
    expect(answer.headers.ETag).toBe('"3"');
    const { items } = (await api.call('GET', '/v1/providers')).body;
    for (const provider of items) {
      expect(provider).toMatchObject({ version: 2, entityId: first.entityId });
      expect(provider.billing.taxId).toEqual(corrected.taxId);
    }
    expect(await payee('tax-id', otherTaxId)).toBe(first.entityId);
    expect(await payee('tax-id', clinicTaxId)).toBeUndefined();
    expect((await create(thirdNpi, otherTaxId)).body.entityId).toBe(first.entityId);
  });

  test('cannot become the tax id of another legal entity', async () => {
    const { entityId } = (await create(firstNpi, clinicTaxId)).body;
    await create(secondNpi, otherTaxId);
    const refused = await api.call('PUT', `/v1/legal-entities/${entityId}`, corrected, ifMatch(1));
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/\/tax-id-taken$/)]);
    expect(await entity(entityId)).toMatchObject({ version: 1, name: 'Example Clinic' });
  });

  test('keeps its identity when its name changes: only the name changes, and no provider with it', async () => {
    const { id, entityId } = (await create(firstNpi, clinicTaxId)).body;
    const named = { name: 'Example Group', taxId: { kind: 'ein', value: clinicTaxId } };
    expect((await api.call('PUT', `/v1/legal-entities/${entityId}`, named, ifMatch(1))).body).toMatchObject(named);
    expect((await api.call('GET', `/v1/providers/${id}`)).body.version).toBe(1);
  });
});
