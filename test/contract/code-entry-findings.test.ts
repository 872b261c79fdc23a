import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, manager, stranger } from '../support/api-event.ts';
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

const draft = async (more: object = {}): Promise<string> =>
  (await api.call('POST', '/v1/encounters', { ...encounterBody(office), ...more }, { principal: coder })).body.id;
const findings = (id: string, principal = coder) =>
  api.call('GET', `/v1/encounters/${id}/findings`, undefined, { principal });

describe('the findings of a draft', () => {
  test('say what is wrong, where, by which rule, and what would correct it; nothing changes', async () => {
    const [line] = encounterBody(office).lines;
    const id = await draft({ lines: [{ ...line, procedure: 'X9090' }], diagnoses: ['J209', 'I10'] });
    const answer = await findings(id);
    expect([answer.status, answer.body.version]).toEqual([200, 1]);
    const errors = answer.body.findings.filter((each: { severity: string }) => each.severity === 'error');
    expect(errors).toEqual([
      {
        editId: 'procedure-not-valid-then',
        severity: 'error',
        pointer: '/lines/0/procedure',
        message: 'the code is not valid on the date of service: it ended on 2025-12-31',
        citation: expect.objectContaining({ set: 'cpt', row: expect.stringMatching(/^line \d+$/) }),
        fix: { words: 'use a code that is in use on the day of service' },
      },
      {
        editId: 'price-missing',
        severity: 'error',
        pointer: '/lines/0/chargeCents',
        message: 'no fee schedule has a price for this service: give a charge, or ask /v1/fee-schedules/match why',
      },
    ]);
    expect((await api.call('GET', `/v1/encounters/${id}`)).body).toMatchObject({ version: 1 });
  });

  test('are the same as those for which finalising is refused', async () => {
    const id = await draft({ diagnoses: ['J209', 'Q999'] });
    const shown = (await findings(id)).body.findings.filter((each: { severity: string }) => each.severity === 'error');
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'key' };
    const refused = await api.call('POST', `/v1/encounters/${id}/finalize`, undefined, { principal: coder, headers });
    expect(refused.status).toBe(422);
    const told = refused.body.errors.map(({ code, detail, ...rest }: { code: string; detail: string }) => ({
      ...rest,
      editId: code,
      message: detail,
    }));
    expect(told).toEqual(shown);
  });

  test('include the same visit in another encounter (case C38), even if it was finalised a moment ago', async () => {
    const [line] = encounterBody(office).lines;
    const first = await draft({ lines: [line] });
    const second = await draft({ lines: [line] });
    const idsOf = async (id: string) =>
      (await findings(id)).body.findings.map(
        (each: { editId: string; pointer: string }) => `${each.pointer} ${each.editId}`,
      );
    expect(await idsOf(second)).not.toContain('/lines/0 visit-entered-twice');
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'first' };
    const final = await api.call('POST', `/v1/encounters/${first}/finalize`, undefined, { principal: coder, headers });
    expect(final.status).toBe(200);
    expect(await idsOf(second)).toContain('/lines/0 visit-entered-twice');
    // A final encounter is not compared with itself.
    expect(await idsOf(first)).not.toContain('/lines/0 visit-entered-twice');
  });

  test('need three reads of the table when the function is warm: the encounter, the patient with history, and all that they name', async () => {
    const reads: string[] = [];
    const counted = <Name extends 'get' | 'batchGet' | 'query' | 'queryAll'>(name: Name) =>
      ((...args: Parameters<TestTable['table'][Name]>) => {
        reads.push(`${name} ${JSON.stringify(args[0]).slice(0, 60)}`);
        return (store.table[name] as (...given: unknown[]) => unknown)(...args);
      }) as TestTable['table'][Name];
    const table = {
      ...store.table,
      get: counted('get'),
      batchGet: counted('batchGet'),
      query: counted('query'),
      queryAll: counted('queryAll'),
    };
    const counting = officeApi({ ...edge, table });
    const id = await draft();
    const path = `/v1/encounters/${id}/findings`;
    await counting.call('GET', path, undefined, { principal: coder });
    reads.length = 0;
    await counting.call('GET', path, undefined, { principal: coder });
    // First the encounter with the office's day, then the patient, then all records that these two name.
    expect(reads).toEqual([
      expect.stringContaining('batchGet '),
      expect.stringContaining('queryAll '),
      expect.stringContaining('batchGet '),
    ]);
  });

  test('follow the payer’s own rules: authorisation, frequency, and the severity of an edit', async () => {
    const payer = (await api.call('GET', `/v1/payers/${office.payerId}`)).body;
    const { id: _id, version, ...fields } = payer;
    const rules = {
      priorAuthorization: ['X9001-X9009'],
      frequencyLimits: [{ procedures: ['J1885'], times: 1, days: 365 }],
      editSeverities: [
        { editId: 'place-differs-from-facility', severity: 'error' },
        { editId: 'not-checked', severity: 'off' },
      ],
    };
    const headers = { 'If-Match': `"${version}"` };
    const changed = await api.call('PUT', `/v1/payers/${office.payerId}`, { ...fields, ...rules }, { headers });
    expect(changed.status).toBe(200);
    const [, second] = encounterBody(office).lines;
    const id = await draft({
      placeOfService: '12',
      lines: [...encounterBody(office).lines, { ...second, modifiers: ['59'] }],
    });
    const found = (await findings(id)).body.findings as { editId: string; pointer: string; severity: string }[];
    expect(found.map((each) => `${each.severity} ${each.editId} ${each.pointer}`)).toEqual([
      'error place-differs-from-facility /placeOfService',
      'error authorization-missing /priorAuthorizationNumber',
      'error frequency-exceeded /lines/2',
    ]);
  });

  test('stay errors with every payer if nobody may override them', async () => {
    const { id: _id, version, ...fields } = (await api.call('GET', `/v1/payers/${office.payerId}`)).body;
    const set = (editId: string, severity: string) =>
      api.call(
        'PUT',
        `/v1/payers/${office.payerId}`,
        { ...fields, editSeverities: [{ editId, severity }] },
        { headers: { 'If-Match': `"${version}"` } },
      );
    const refused = await set('price-missing', 'off');
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ pointer: '/editSeverities/0/severity' }]);
    expect((await set('line-missing', 'warning')).status).toBe(400);
    expect((await set('mue-day-by-policy', 'off')).status).toBe(200);
  });

  test('are part of the patient’s record: the audit trail says who read them, and another office sees nothing', async () => {
    const id = await draft();
    expect((await findings(id, stranger)).status).toBe(404);
    expect((await findings(id, { ...manager, roles: 'nobody' })).status).toBe(403);
    await findings(id);
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) });
    expect(trail.filter((item) => item.action === 'encounter-read')).toHaveLength(1);
  });
});
