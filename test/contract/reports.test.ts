import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportsApi } from '../../functions/reports/api.ts';
import { operations as reportsOperations } from '../../functions/reports/operations.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { type EntryFacts, type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { keptReportsKey } from '../../shared/store/keys/ledger.ts';
import { entryWrite, postingCountWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { type ApiHandler, callApi, manager } from '../support/api-event.ts';
import { booksKeeper } from '../support/books-keeper.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

/*
 * Two claims, worked out by hand:
 *
 *   10 September  claim 1 (service 7 September) is charged with 100.00
 *    2 November   claim 2 (service 1 November)  is charged with  50.00
 *   20 November   claim 1 is answered: paid 60.00, CO-45 10.00, denied 20.00 (CO-97) and 10.00 (CO-16)
 *   23 November   claim 2 is answered: paid 40.00, coinsurance 10.00
 *
 * Then the payer owes 30.00 (77 days after the service) and the patient 10.00 (22 days).
 */
const tenant = manager.tenantId as TenantId;
const one = 'S000000000000001' as ClaimId;
const two = 'S000000000000002' as ClaimId;
const leg = (account: Leg['account'], amount: number, reason?: string): Leg => ({
  account,
  cents: cents(amount),
  ...(account === 'insurance-receivable' ? { payerId: 'pay_a', share: 0 } : {}),
  ...(reason === undefined ? {} : { reason }),
});
const answer = {
  adjudication: { payerId: 'pay_a', share: 0, payerClaimNumber: 'X' },
  kind: 'remittance-claim',
} as const;

let store: TestTable;
let edge: TestEdge;
let files: Files;
let handler: ApiHandler;

async function book(
  day: string,
  claimId: ClaimId,
  facts: Pick<EntryFacts, 'kind' | 'legs' | 'adjudication' | 'notes'>,
) {
  const postedOn = day as LocalDate;
  const of = { effectiveOn: postedOn, postedOn, entityId: 'ent_a', claimId, providerId: 'prv_a', facilityId: 'fac_a' };
  const entry = ledgerEntry({ id: `led_${day}`, ...of, ...facts });
  await store.table.transact([entryWrite(tenant, claimId, entry, day), totalsWrite(tenant, entry, day, entry.legs)]);
}

async function serve(claimId: ClaimId, serviceFrom: string) {
  const balance = { type: 'balance', schemaVersion: 1, claimId, serviceFrom };
  await store.table.transact([{ put: { ...claimBalanceKey(tenant, claimId), ...balance } }]);
}

const denial = (reason: string, amount: number) => ({ meaning: 'denial', reason, cents: cents(amount) }) as const;
const get = async (path: string) =>
  callApi(handler, { method: 'GET', path: `/v1/reports/${path}`, principal: manager });
const bring = (fromStart: boolean) =>
  callApi(handler, { method: 'POST', path: '/v1/reports/updates', body: { fromStart }, principal: manager });
const november = 'from=2026-11-01&to=2026-11-30';

beforeAll(async () => {
  store = await startTestTable();
  edge = testEdge(store.table, '2026-11-24T14:00:00.000Z');
  files = createFiles(memoryS3(), 'bucket');
  handler = createApiHandler(reportsApi, reportsOperations, edge);
  await serve(one, '2026-09-07');
  await serve(two, '2026-11-01');
  await book('2026-09-10', one, {
    kind: 'charge',
    legs: [leg('insurance-receivable', 10_000), leg('charges', -10_000)],
  });
  await book('2026-11-02', two, { kind: 'charge', legs: [leg('insurance-receivable', 5_000), leg('charges', -5_000)] });
  await book('2026-11-20', one, {
    ...answer,
    notes: [denial('CO-97', 2_000), denial('CO-16', 1_000)],
    legs: [
      ...[leg('remittance-clearing', 6_000), leg('contractual-adjustments', 1_000, 'CO-45')],
      leg('insurance-receivable', -7_000),
    ],
  });
  await book('2026-11-23', two, {
    ...answer,
    legs: [
      ...[leg('remittance-clearing', 4_000), leg('patient-receivable', 1_000, 'PR-2')],
      leg('insurance-receivable', -5_000),
    ],
  });
});
afterAll(() => store?.stop());

it('says so while reports are not made, and has them made', async () => {
  expect((await get('receivables-ageing')).body).toMatchObject({
    status: 409,
    type: expect.stringContaining('reports-not-made'),
  });
  expect((await get(`denials?${november}`)).status).toBe(409);
  expect((await bring(false)).status).toBe(202);
  expect(await booksKeeper(edge, files).workOff()).toBe(1);
  expect((await bring(false)).body).toEqual({ trueUpTo: '2026-11-23' });
});

describe('what is owed by age', () => {
  it('stands in columns of days since the service, and adds up to the ledger', async () => {
    const { body } = await get('receivables-ageing?by=account');
    expect(body).toMatchObject({ asOf: '2026-11-23', trueUpTo: '2026-11-23', totalCents: 4_000, ledgerCents: 4_000 });
    expect(body.columns.map(({ fromDays, toDays }: Record<string, number>) => [fromDays, toDays])).toEqual([
      ...[
        [0, 30],
        [31, 60],
        [61, 90],
        [91, 120],
      ],
      [121, undefined],
    ]);
    expect(body.rows).toEqual([
      { id: 'insurance-receivable', cents: [0, 0, 3_000, 0, 0], totalCents: 3_000 },
      { id: 'patient-receivable', cents: [1_000, 0, 0, 0, 0], totalCents: 1_000 },
    ]);
  });

  it('is told by payer, provider, facility and financial class', async () => {
    const ids = async (by: string) =>
      (await get(`receivables-ageing?by=${by}`)).body.rows.map(({ id, totalCents }: never) => [id, totalCents]);
    expect(await ids('payer')).toEqual([
      ['pay_a', 3_000],
      ['patient-receivable', 1_000],
    ]);
    expect(await ids('provider')).toEqual([['prv_a', 4_000]]);
    expect(await ids('facility')).toEqual([['fac_a', 4_000]]);
    expect(await ids('financial-class')).toEqual([
      ['commercial', 3_000],
      ['patient', 1_000],
    ]);
    expect((await get('receivables-ageing?entityId=ent_b')).body).toMatchObject({
      rows: [],
      totalCents: 0,
      ledgerCents: 0,
    });
  });

  it('is kept for the ends of months, and for no other day', async () => {
    const at = async (day: string) => (await get(`receivables-ageing?asOf=${day}`)).body;
    expect(await at('2026-09-30')).toMatchObject({ cents: [10_000, 0, 0, 0, 0], ledgerCents: 10_000 });
    expect(await at('2026-10-31')).toMatchObject({ cents: [0, 10_000, 0, 0, 0], ledgerCents: 10_000 });
    expect(await at('2026-10-30')).toMatchObject({ status: 409, trueUpTo: '2026-11-23' });
    expect(await at('2026-11-30')).toMatchObject({ status: 409 });
  });
});

describe('reports about some days', () => {
  it('tell what came in of what was charged, and the days in receivables', async () => {
    expect((await get(`collections?${november}`)).body).toEqual({
      ...{ from: '2026-11-01', to: '2026-11-23', trueUpTo: '2026-11-23' },
      ...{
        chargesCents: 5_000,
        paymentsCents: 10_000,
        contractualCents: 1_000,
        otherAdjustmentsCents: 0,
        refundsCents: 0,
      },
      // 100.00 of 50.00; 100.00 of 40.00; 40.00 owed at 150.00 in 90 days.
      ...{
        grossRate: 20_000,
        netRate: 25_000,
        receivableCents: 4_000,
        chargesOf90DaysCents: 15_000,
        daysInReceivables: 24,
      },
    });
    const none = (await get('collections?from=2026-10-01&to=2026-10-31')).body;
    expect(none).toMatchObject({ chargesCents: 0, receivableCents: 10_000, daysInReceivables: 90 });
    expect(none.grossRate).toBeUndefined();
  });

  it('tell which answers deny something, and for which reasons, the costliest first', async () => {
    expect((await get(`denials?${november}`)).body).toMatchObject({
      ...{ answered: 2, denied: 1, deniedCents: 3_000, rate: 5_000 },
      byReason: [
        { reason: 'CO-97', count: 1, cents: 2_000, cumulated: 6_667 },
        { reason: 'CO-16', count: 1, cents: 1_000, cumulated: 10_000 },
      ],
      byPayer: [{ id: 'pay_a', answered: 2, denied: 1, deniedCents: 3_000, rate: 5_000 }],
    });
  });

  it('tell the days from service to charge and to answer', async () => {
    expect((await get(`lags?${november}`)).body).toMatchObject({
      charges: [{ id: 'prv_a', claims: 1, averageDays: 1 }],
      // 74 and 22 days.
      payments: [{ id: 'pay_a', answers: 2, averageDays: 48 }],
    });
  });

  it('are of 92 days at most', async () => {
    expect((await get('lags?from=2026-08-01&to=2026-11-01')).status).toBe(400);
    expect((await get('lags?from=2026-11-02&to=2026-11-01')).status).toBe(400);
  });
});

describe('the daily round', () => {
  it('adds each day once it is over, comes again the next day, and gives the same when all is made anew', async () => {
    edge.setNow('2026-11-25T13:30:00.000Z');
    await book('2026-11-24', two, {
      kind: 'patient-payment',
      legs: [leg('unapplied-patient-cash', 400), leg('patient-receivable', -400)],
    });
    expect(await booksKeeper(edge, files).workOff()).toBeGreaterThan(0);
    const after = (await get('receivables-ageing?by=account')).body;
    expect(after).toMatchObject({ asOf: '2026-11-24', totalCents: 3_600, ledgerCents: 3_600 });
    await bring(true);
    await booksKeeper(edge, files, 0).workOff();
    expect((await get('receivables-ageing?by=account')).body).toEqual(after);
    edge.setNow('2026-11-26T13:30:00.000Z');
    await booksKeeper(edge, files).workOff();
    expect((await get('receivables-ageing?by=account')).body).toMatchObject({ asOf: '2026-11-25', totalCents: 3_600 });
  });

  it('compares the totals of each day with its entries, tells of one that differs, and has it made anew', async () => {
    const day = '2026-11-20' as LocalDate;
    expect((await get('updates')).body).toMatchObject({ differingDays: [] });
    await store.table.transact([
      totalsWrite(tenant, { postedOn: day, entityId: 'ent_a' }, 'lost', [leg('charges', 1)]),
    ]);
    await store.table.transact([{ delete: keptReportsKey(tenant) }]);
    await bring(false);
    await booksKeeper(edge, files).workOff();
    expect((await get('updates')).body).toMatchObject({ differingDays: [day] });
    await bring(true);
    await booksKeeper(edge, files).workOff();
    expect((await get('updates')).body).toMatchObject({ trueUpTo: '2026-11-25', differingDays: [] });
    const at = { asOf: '2026-11-25' as LocalDate, at: edge.now().toISOString() };
    expect(balancesOf(await readBooks(store.table, tenant, at)).get('charges')).toBe(-15_000);
  });

  it('stops before a day into which a remittance is still being posted', async () => {
    edge.setNow('2026-11-29T13:30:00.000Z');
    const remittance = { id: 'rem_x', postedOn: '2026-11-27' as LocalDate, entityId: 'ent_a' };
    await store.table.transact([postingCountWrite(tenant, remittance, 1)]);
    await booksKeeper(edge, files).workOff();
    expect((await get('receivables-ageing')).body).toMatchObject({ trueUpTo: '2026-11-26' });
    await store.table.transact([postingCountWrite(tenant, remittance, -1)]);
    await bring(false);
    await booksKeeper(edge, files).workOff();
    expect((await get('receivables-ageing')).body).toMatchObject({ trueUpTo: '2026-11-28', totalCents: 3_600 });
  });
});
