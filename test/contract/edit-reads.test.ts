import { BatchGetItemCommand, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTable } from '../../shared/store/table.ts';
import { coder } from '../support/api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

let store: TestTable;
let api: OfficeApi;
let office: Office;
/** Every command that has read the table since the list was last emptied. */
let reads: (GetItemCommand | BatchGetItemCommand | QueryCommand)[];

beforeEach(async () => {
  store = await startTestTable();
  reads = [];
  const send = (command: unknown) => {
    if (
      command instanceof GetItemCommand ||
      command instanceof BatchGetItemCommand ||
      command instanceof QueryCommand
    ) {
      reads.push(command);
    }
    return store.sender.send(command);
  };
  api = officeApi(testEdge(createTable({ send }, store.tableName)));
  office = await setUpOffice(api);
});
afterEach(() => store.stop());

const codes = ['X9003', 'G0439', 'J1885'];
const lines = Array.from({ length: 12 }, (_, index) => ({
  procedure: codes[index % codes.length],
  modifiers: ['25', '59', 'GT', '76'].slice(0, 1 + Math.floor(index / 3)),
  diagnosisPointers: [1],
  units: 1,
  serviceOn: '2026-11-20',
}));

describe('editing one claim of twelve lines', () => {
  test('takes three requests to the table: the encounter with the office, the patient, and what they name with its fees', async () => {
    const scopes = [{ payerIds: [office.payerId] }, { facilityIds: [office.facilityId] }];
    for (const appliesTo of scopes) {
      const fees = codes.slice(1).map((procedure) => ({ procedure, cents: 9_900 }));
      const body = { name: 'Own prices', effectiveFrom: '2026-01-01', appliesTo, fees };
      expect((await api.call('POST', '/v1/fee-schedules', body)).status).toBe(201);
    }
    const draft = await api.call('POST', '/v1/encounters', { ...encounterBody(office), lines }, { principal: coder });
    expect(draft.status, JSON.stringify(draft.body)).toBe(201);
    const path = `/v1/encounters/${draft.body.id}/findings`;
    // The first request fetches the code sets; their catalogue is then remembered.
    await api.call('GET', path, undefined, { principal: coder });
    reads = [];
    const findings = await api.call('GET', path, undefined, { principal: coder });
    expect(findings.status).toBe(200);
    expect(findings.body.findings.map(({ editId }: { editId: string }) => editId)).not.toContain('price-missing');
    expect(reads.map((command) => command.constructor.name)).toEqual([
      'BatchGetItemCommand',
      'QueryCommand',
      'BatchGetItemCommand',
    ]);
  });
});
