import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { practiceApi } from '../../functions/practice/api.ts';
import { operations as practiceOperations } from '../../functions/practice/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { callApi, coder, manager, stranger } from '../support/api-event.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { billingProviderBody, encounterBody, type OfficeApi, officeApi, patientBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let bank: BankOffice;
let api: OfficeApi;

/** 23:08 in New York on 15 January; by UTC it is already the 16th. */
const lateInNewYork = '2027-01-16T04:08:00.000Z';

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
  api = officeApi(bank.edge);
});
afterEach(() => store?.stop());

const say = (timeZone: string, version = 0, principal = manager) =>
  api.call('PUT', '/v1/office', { timeZone }, { headers: { 'If-Match': `"${version}"` }, principal });

describe('the time zone of an office', () => {
  test('is UTC until the office sets it, then the office’s own, for this office alone', async () => {
    expect(await api.call('GET', '/v1/office')).toMatchObject({ status: 200, body: { version: 0, timeZone: 'UTC' } });
    expect(await say('America/New_York')).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await api.call('GET', '/v1/office')).body).toEqual({ version: 1, timeZone: 'America/New_York' });
    const other = await api.call('GET', '/v1/office', undefined, { principal: stranger });
    expect(other.body).toEqual({ version: 0, timeZone: 'UTC' });
  });

  test('is refused for an unknown zone, an old version, or a coder', async () => {
    expect(await say('New York')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/timeZone' }] } });
    expect((await say('-05:00')).status).toBe(400);
    expect((await say('America/New_York', 0, coder)).status).toBe(403);
    await say('America/New_York');
    expect((await say('America/Chicago')).status).toBe(412);
    expect((await say('America/Chicago', 1)).body).toEqual({ version: 2, timeZone: 'America/Chicago' });
  });

  test('must be set before the first books, except on a laptop', async () => {
    const deployed = createApiHandler(practiceApi, practiceOperations, { ...bank.edge, isTimeZoneRequired: true });
    const elsewhere = { ...manager, tenantId: 'new-office' };
    const set = (method: string, path: string, body: unknown, headers = {}) =>
      callApi(deployed, { method, path, body, headers, principal: elsewhere });
    const refused = await set('POST', '/v1/providers', billingProviderBody);
    expect(refused).toMatchObject({ status: 409, body: { type: expect.stringContaining('office-not-set-up') } });
    expect(refused.body.detail).toContain('PUT /v1/office');
    const zone = { timeZone: 'America/New_York' };
    expect((await set('PUT', '/v1/office', zone, { 'If-Match': '"0"' })).status).toBe(200);
    expect((await set('POST', '/v1/providers', billingProviderBody)).status).toBe(201);
  });
});

describe('an evening in New York', () => {
  beforeEach(async () => {
    await say('America/New_York');
    bank.edge.setNow(lateInNewYork);
  });

  const visitOn = async (serviceOn: string) => {
    const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn };
    const body = { ...encounterBody(bank.office), lines: [line] };
    const { id } = (await api.call('POST', '/v1/encounters', body, { principal: coder })).body;
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': `final-${id}` };
    return api.call('POST', `/v1/encounters/${id}/finalize`, undefined, { principal: coder, headers });
  };

  test('has no service dated tomorrow, although it is tomorrow in UTC', async () => {
    const tomorrow = await visitOn('2027-01-16');
    expect(tomorrow.body.errors).toMatchObject([{ pointer: '/lines/0/serviceOn', code: 'date-in-future' }]);
    const today = await visitOn('2027-01-15');
    expect(today.status).toBe(200);
    const entries = await bank.call('GET', '/v1/ledger-entries?postedOn=2027-01-15');
    expect(entries.body.items).toMatchObject([{ kind: 'charge', postedOn: '2027-01-15', period: '2027-01' }]);
  });

  test('has no births and no subscriber births of tomorrow', async () => {
    const born = (birthDate: string) => api.call('POST', '/v1/patients', { ...patientBody, birthDate });
    expect(await born('2027-01-16')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/birthDate' }] } });
    expect((await born('2027-01-15')).status).toBe(201);
  });

  test('has no deposit and no payment of tomorrow; what arrives is posted today', async () => {
    const { entityId, payerId, billingProviderId } = bank.office;
    const deposit = { entityId, bankAccount: 'operating', cents: 10_000, kind: 'eft', traceNumber: 'EFT1' };
    const enter = (depositedOn: string) => bank.call('POST', '/v1/deposits', { ...deposit, depositedOn });
    expect(await enter('2027-01-16')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/depositedOn' }] } });
    const entered = await enter('2027-01-15');
    expect(entered.status).toBe(201);
    const { items } = (await bank.call('GET', `/v1/ledger-entries?depositId=${entered.body.deposit.id}`)).body;
    expect(items).toMatchObject([{ postedOn: '2027-01-15' }]);

    const paper = (paymentDate: string) =>
      bank.call('POST', '/v1/paper-remittances', {
        channel: 'paper',
        payerId,
        billingProviderId,
        method: 'check',
        traceNumber: 'CHK1',
        paymentDate,
        paymentCents: 0,
        claims: [{ controlNumber: 'OLD-1', status: '1', patient: { lastName: 'X' }, chargeCents: 0, paidCents: 0 }],
      });
    expect((await paper('2027-01-16')).body.errors).toMatchObject([{ pointer: '/paymentDate' }]);

    await bank.open('OLD-1', 10_000);
    const remittanceId = await bank.receive('EFT1', [paidClaim('OLD-1', 10_000, 10_000)], { paidOn: '2027-01-15' });
    expect((await bank.call('GET', `/v1/remittances/${remittanceId}`)).body).toMatchObject({ postedOn: '2027-01-15' });
  });

  test('refuses a bank statement of tomorrow whole, naming the line', async () => {
    const csv = 'date,amount,account\n2027-01-15,10.00,operating\n2027-01-16,20.00,operating\n';
    const statement = await bank.takeStatement('csv', csv, ['operating']);
    expect(statement).toMatchObject({ state: 'refused', refusal: { code: 'date-in-future', line: 3 }, deposits: 0 });
    expect(await bank.accounts()).toEqual({});
  });

  test('opens new work, which is zero days old', async () => {
    const { entityId } = bank.office;
    const deposit = { entityId, bankAccount: 'operating', cents: 10_000, kind: 'eft', depositedOn: '2027-01-15' };
    await bank.call('POST', '/v1/deposits', deposit);
    const { items } = (await bank.call('GET', '/v1/exceptions?minAgeDays=0&maxAgeDays=0')).body;
    expect(items).toMatchObject([{ code: 'deposit-without-remittance' }]);
  });

  test('counts the age of amounts in transit by its own day', async () => {
    await bank.open('OLD-2', 10_000);
    await bank.receive('EFT2', [paidClaim('OLD-2', 10_000, 10_000)], { paidOn: '2027-01-12' });
    const { asOf, ages } = (await bank.call('GET', '/v1/deposits-in-transit')).body;
    expect(asOf).toBe('2027-01-15');
    // Three days in New York, but four by UTC, which would be another column.
    expect(ages.find((column: { cents: number }) => column.cents !== 0)).toMatchObject({ fromDays: 0, cents: 10_000 });
  });
});
