import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { officeApi } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * Payments that waited for set-up by the office: a claim of another system that was taken over late, a tax id that was
 * entered wrong.
 */

let store: TestTable;
let bank: BankOffice;

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
});
afterEach(async () => {
  expect(await bank.disproofs()).toEqual([]);
  await store.stop();
});

const exceptions = async () =>
  (await bank.call('GET', '/v1/exceptions')).body.items.map(({ code }: { code: string }) => code);
const planned = async () =>
  (await bank.call('GET', '/v1/exception-retries/plan')).body.items.map(
    ({ outcome, why }: { outcome: string; why?: string }) => [outcome, why],
  );
const retry = async () => {
  const { status } = await bank.call('POST', '/v1/exception-retries', { reason: 'It is set up now' });
  expect(status).toBe(202);
  await bank.workOff();
};

/** 100.00 of 150.00 paid, and 50.00 reduced by contract, on a claim of another system. */
const posted = { 'deposits-in-transit': 100_00, 'contractual-adjustments': 50_00, 'opening-balances': -150_00 };

test('the remittance of a claim that is taken over later posts by a retry, and waits until then', async () => {
  await bank.receive('EARLY', [paidClaim('LEGACY-1', 150_00, 100_00)]);
  expect(await exceptions()).toEqual(['claim-not-found']);
  expect(await planned()).toEqual([['stays', 'claim-not-found']]);
  await bank.open('LEGACY-1', 150_00);
  expect(await planned()).toEqual([['posts', undefined]]);
  await retry();
  expect(await exceptions()).toEqual([]);
  expect(await bank.accounts()).toEqual(posted);
});

test('money for an unknown tax id posts once the tax id is corrected, and no retry gives it to a claim before', async () => {
  await bank.open('LEGACY-1', 150_00);
  const payee = {
    ...{ name: 'EXAMPLE CLINIC', idQualifier: 'XX', id: '1999999992' },
    references: [{ qualifier: 'TJ', value: '987654320' }],
  };
  await bank.receive('OTHER', [paidClaim('LEGACY-1', 150_00, 100_00)], { payee });
  expect(await exceptions()).toEqual(['payee-differs']);
  expect(await planned()).toEqual([['stays', 'payee-differs']]);
  await retry();
  expect(await exceptions()).toEqual(['payee-differs']);
  const practice = officeApi(bank.edge);
  const path = `/v1/legal-entities/${bank.office.entityId}`;
  const { body } = await practice.call('GET', path);
  const mended = await practice.call(
    'PUT',
    path,
    { name: body.name, taxId: { ...body.taxId, value: '987654320' } },
    { headers: { 'If-Match': `"${body.version}"` } },
  );
  expect(mended.status, JSON.stringify(mended.body)).toBe(200);
  expect(await planned()).toEqual([['posts', undefined]]);
  await retry();
  expect(await exceptions()).toEqual([]);
  expect(await bank.accounts()).toEqual(posted);
});
