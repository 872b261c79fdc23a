import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { BooksSettings } from '../../shared/domain/billing-settings/books.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { booksRoundNow } from '../../shared/store/ageing.ts';
import { billingSettingsWrite } from '../../shared/store/billing-settings.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { booksKeeper } from '../support/books-keeper.ts';
import { chargeGolden, createPipeline, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * Two claims of 5 October, 230.00 in all, are charged in October and never paid. At the end of October they are 26 days old, at the end of November 56. The office reserves 2 %
 * of what is up to 30 days old and 10 % of what is up to 60: 4.60, and then 23.00.
 */
const entityId = 'ent_00000000000000000000G01DEN';
const dora: TestPrincipal = { tenantId: goldenTenant, subject: 'user-dora', roles: 'manager' };
const emil: TestPrincipal = { ...dora, subject: 'user-emil' };
const rates = { badDebtReserve: [200, 1_000, 2_000, 4_000, 8_000], charityReserve: [0, 0, 0, 0, 0] };

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeEach(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  handler = createApiHandler(booksApi, booksOperations, { ...pipeline.edge, files: pipeline.files });
  await chargeGolden(pipeline.table, golden);
  const entity = { type: 'legal-entity', schemaVersion: 1, id: entityId };
  await pipeline.table.transact([{ put: { ...entityKey(goldenTenant, 'LEGAL-ENTITY', entityId), ...entity } }]);
  pipeline.edge.setNow('2026-12-02T14:00:00.000Z');
});
afterEach(() => store.stop());

const settle = (books: Partial<BooksSettings>) => {
  const settings = { ...usualBillingSettings, version: 1, books: { ...usualBillingSettings.books, ...books } };
  return store.table.transact([billingSettingsWrite(goldenTenant, settings)]);
};
const makeReports = async () => {
  await store.table.transact([dueWrite(pipeline.edge.now().toISOString(), booksRoundNow(goldenTenant, false))]);
  await booksKeeper(pipeline.edge, pipeline.files).workOff();
};
const get = async (path: string) => (await callApi(handler, { method: 'GET', path, principal: dora })).body;
const decide = (period: string, what: 'close' | 'reopen', version: number, principal = dora) =>
  callApi(handler, {
    method: 'POST',
    path: `/v1/accounting-periods/${entityId}/${period}/${what}`,
    body: what === 'close' ? {} : { reason: 'the rates were wrong' },
    principal,
    headers: { 'If-Match': `"${version}"` },
  });
const reservedAt = async (asOf: string) => {
  const { accounts } = await get(`/v1/trial-balance?asOf=${asOf}`);
  const of = (name: string) => accounts.find(({ account }: { account: string }) => account === name)?.balanceCents ?? 0;
  return [of('bad-debt-provision'), of('bad-debt-allowance')];
};

describe('reserves', () => {
  it('are booked by age when a month is closed, and reversed on the first day of the next one', async () => {
    await settle(rates);
    await makeReports();
    const october = await decide('2026-10', 'close', 0);
    expect(october.body).toMatchObject({
      state: 'closed',
      closing: { reserves: { badDebtCents: 460, charityCents: 0 } },
    });
    expect(october.body.closingBalances).toContainEqual({ account: 'bad-debt-allowance', cents: -460 });
    expect(await reservedAt('2026-10-31')).toEqual([460, -460]);
    expect(await reservedAt('2026-11-01')).toEqual([0, 0]);
    const { version } = await get(`/v1/accounting-periods/${entityId}/2026-11`);
    expect((await decide('2026-11', 'close', version)).body).toMatchObject({
      closing: { reserves: { badDebtCents: 2_300 } },
    });
    expect([await reservedAt('2026-11-30'), await reservedAt('2026-12-01')]).toEqual([
      [2_300, -2_300],
      [0, 0],
    ]);
    const [entry] = (await get('/v1/ledger-entries?postedOn=2026-11-30')).items;
    expect(entry).toMatchObject({ kind: 'reserve', period: '2026-11', by: 'user-dora', closeId: expect.any(String) });
    expect(await get(`/v1/ledger-entries/${entry.id}`)).toEqual(entry);
    expect((await get('/v1/accounting-periods')).items).toMatchObject([
      { period: '2026-10', state: 'closed' },
      { period: '2026-11', state: 'closed' },
      { period: '2026-12', state: 'open', movements: [{ account: 'bad-debt-allowance', cents: 2_300 }, {}] },
    ]);
  });

  it('are reversed when the month is opened again, and booked again at the next close', async () => {
    await settle(rates);
    await makeReports();
    await decide('2026-10', 'close', 0);
    expect((await decide('2026-10', 'reopen', 1)).body).toMatchObject({ state: 'open', version: 2 });
    expect([await reservedAt('2026-10-31'), await reservedAt('2026-11-01')]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await decide('2026-10', 'close', 2);
    expect(await reservedAt('2026-10-31')).toEqual([460, -460]);
  });

  it('wait until what is owed by age is calculated', async () => {
    await settle(rates);
    expect((await decide('2026-10', 'close', 0)).body).toMatchObject({ status: 409, checks: 'ageing-not-made' });
    await makeReports();
    expect((await decide('2026-10', 'close', 0)).status).toBe(200);
  });
});

it('need two people for the close where the office wants two', async () => {
  await settle({ closeNeedsSecondPerson: true, ...rates });
  await makeReports();
  expect((await decide('2026-10', 'close', 0)).body).toMatchObject({ state: 'asked', version: 1 });
  expect(await reservedAt('2026-10-31')).toEqual([0, 0]);
  expect((await decide('2026-10', 'close', 1)).status).toBe(403);
  expect((await decide('2026-10', 'close', 1, emil)).body).toMatchObject({
    ...{ state: 'closed', version: 2 },
    closing: { by: 'user-emil', askedBy: 'user-dora', reserves: { badDebtCents: 460 } },
  });
});
