import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { chargeWrites, namesOf, partiesOf } from '../golden-accounts/run-account.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { createPipeline, goldenTenant } from '../support/remittance-pipeline.ts';
import { startTestTable } from '../support/table.ts';
import { wholeApi } from '../support/whole-api.ts';

/* Money that nobody claims. The rows of Ohio are made up; the days are counted on a calendar. */

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const set = async (areas: object) => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const put = await desk.send('PUT', '/v1/billing-settings', { ...settings, ...areas }, { version });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
};
const row = { state: 'OH', from: '2020-01-01', source: 'Advice of counsel' };
/**
 * After 12 months; what is dormant on June 30 is reported by November 1, with a letter 60 to 180 days before, from
 * 50.00 on.
 */
const yearly = {
  ...{ ...row, months: 12, report: { heldOn: '06-30', by: '11-01' } },
  notice: { atMostDays: 180, atLeastDays: 60, fromCents: 50_00 },
};
/** A payment of 100.00 that no claim needs; a manager requests a refund of all of it. */
async function refund(): Promise<string> {
  const payment = { accountId: desk.accountId, method: 'check', cents: 100_00, receivedOn: '2026-11-22' };
  const { entityId } = desk.office;
  const more = { reference: '1001', entityId, allocations: [] };
  const { body: paid } = await desk.send('POST', '/v1/patient-payments', { ...payment, ...more });
  const { body } = await desk.send('POST', '/v1/refunds', { paymentId: paid.id, reason: 'Paid too much' });
  expect(body, JSON.stringify(body)).toMatchObject({ state: 'approved', creditSince: '2026-11-22' });
  return body.id;
}
const send = (...refundIds: readonly string[]) =>
  desk.send('POST', '/v1/refund-checks', { refundIds, firstCheckNumber: 5001, reason: 'Printed' });
const report = (id: string) => desk.send('POST', '/v1/unclaimed-refunds', { refundIds: [id], reason: 'Of the year' });
const act = (id: string, deed: string, version: number, body: object) =>
  desk.send('POST', `/v1/refunds/${id}/${deed}`, body, { version });
const listed = async (query = '') => (await get(`/v1/unclaimed-refunds${query}`)).items;
const books = async () => {
  const { accounts } = await get('/v1/trial-balance');
  const of = (name: string) =>
    accounts.find((each: { readonly account: string }) => each.account === name)?.balanceCents ?? 0;
  return [of('unapplied-patient-cash'), of('refunds-payable'), of('bank')];
};

test('a check that nobody cashes goes to the state in time, by the rule valid when it was sent', async () => {
  // The older rule has 60 months. The rule in force has 12, so the day is 23 November 2027.
  const states = [
    { ...row, months: 60 },
    { ...row, months: 12, from: '2026-01-01' },
  ];
  await set({ unclaimed: { assumedMonths: 36, states } });
  const id = await refund();
  await send(id);
  expect(await listed()).toEqual([]);
  expect((await report(id)).body).toMatchObject({ refundId: id, unclaimedOn: '2027-11-23' });
  desk.edge.setNow('2027-11-23T15:00:00.000Z');
  expect(await listed()).toMatchObject([{ unclaimedOn: '2027-11-23', law: { state: 'OH', source: row.source } }]);
  expect((await report(id)).body.items).toMatchObject([{ state: 'unclaimed', version: 3 }]);
  expect(await books()).toEqual([0, -100_00, 0]);
  // Before the money goes to the state, its owner comes forward: the check is voided, and a new one is sent.
  const stopped = await act(id, 'stop', 3, { reason: 'He called' });
  expect(stopped.body).toMatchObject({ state: 'approved', stopped: [{ checkNumber: '5001' }] });
  expect(stopped.body.unclaimed).toBeUndefined();
  // The time starts again on the day on which the owner called.
  expect(await listed()).toEqual([]);
  expect(await books()).toEqual([0, -100_00, 0]);
  const resent = { refundIds: [id], firstCheckNumber: 5002, reason: 'Printed' };
  expect((await desk.send('POST', '/v1/refund-checks', resent)).status).toBe(201);
  expect(await books()).toEqual([0, 0, -100_00]);
  desk.edge.setNow('2028-11-23T15:00:00.000Z');
  expect((await report(id)).body.items).toMatchObject([{ state: 'unclaimed', version: 6 }]);
  const remitted = await act(id, 'remit', 6, { checkNumber: '7001', reference: 'OH-2028-17' });
  expect(remitted.body).toMatchObject({
    state: 'remitted',
    remitted: { checkNumber: '7001', reference: 'OH-2028-17', on: '2028-11-23' },
  });
  expect(await books()).toEqual([0, 0, -100_00]);
});

test('a check that was reported and that the bank pays nevertheless is settled', async () => {
  await set({ unclaimed: { assumedMonths: 36, states: [{ ...row, months: 12 }] } });
  const id = await refund();
  await send(id);
  desk.edge.setNow('2027-11-23T15:00:00.000Z');
  expect(await listed()).toMatchObject([{ law: { state: 'OH', source: row.source } }]);
  expect((await report(id)).status).toBe(201);
  const cleared = await act(id, 'clear', 3, {});
  expect(cleared.body, JSON.stringify(cleared.body)).toMatchObject({ state: 'cleared' });
  expect(cleared.body.unclaimed).toBeUndefined();
  expect(await books()).toEqual([0, 0, -100_00]);
});

test('money that the law exempts is never the state’s: a report of it is refused for that reason', async () => {
  await set({ unclaimed: { assumedMonths: 36, states: [{ ...row, months: 12, exemptCents: 100_00 }] } });
  const id = await refund();
  await send(id);
  desk.edge.setNow('2030-11-23T15:00:00.000Z');
  expect(await listed()).toEqual([]);
  expect((await report(id)).body).toMatchObject({
    status: 409,
    type: expect.stringMatching(/refund-exempt$/),
    refundId: id,
  });
});

describe('a credit that nobody claims', () => {
  test('is dormant from the day it is owed, is reported without a check, and paid to the state', async () => {
    await set({ unclaimed: { assumedMonths: 36, states: [yearly] } });
    const id = await refund();
    // Owed since 2026-11-22: dormant on 2027-11-22, held on 2028-06-30, reported by 2028-11-01.
    desk.edge.setNow('2027-11-22T15:00:00.000Z');
    const days = {
      unclaimedOn: '2027-11-22',
      reportBy: '2028-11-01',
      notice: { from: '2028-05-05', by: '2028-09-02' },
    };
    expect(await listed('?state=OH&reportBy=2028-11-01')).toMatchObject([
      { ...days, refund: { id, state: 'approved' } },
    ]);
    expect([await listed('?state=TX'), await listed('?reportBy=2028-10-31')]).toEqual([[], []]);
    const early = await report(id);
    expect(early.body.type).toMatch(/owner-not-notified$/);
    expect(early.body).toMatchObject({ refundId: id, noticeFrom: '2028-05-05', noticeBy: '2028-09-02' });
    desk.edge.setNow('2028-06-01T15:00:00.000Z');
    const told = await act(id, 'owner', 2, { did: 'told', reason: 'By mail' });
    expect(told.status).toBe(412);
    const noted = await act(id, 'owner', 1, { did: 'told', reason: 'By mail' });
    expect(noted.body, JSON.stringify(noted.body)).toMatchObject({ ownerNotices: [{ on: '2028-06-01' }], version: 2 });
    const reported = await report(id);
    expect(reported.body.items).toMatchObject([{ state: 'unclaimed', version: 3 }]);
    expect(await books()).toEqual([0, -100_00, 0]);
    expect((await act(id, 'clear', 3, {})).body.type).toMatch(/refund-not-in-state$/);
    expect((await act(id, 'remit', 3, { checkNumber: '7001' })).status).toBe(200);
    expect(await books()).toEqual([0, 0, -100_00]);
  });

  test('is noted on the evening of the request, a day that is already over in UTC', async () => {
    const zone = await desk.send('PUT', '/v1/office', { timeZone: 'America/New_York' }, { version: 0 });
    expect(zone.status, JSON.stringify(zone.body)).toBe(200);
    // 21:00 in New York on November 22.
    desk.edge.setNow('2026-11-23T02:00:00.000Z');
    const id = await refund();
    const noted = await act(id, 'owner', 1, { did: 'told', reason: 'By hand' });
    expect(noted.body, JSON.stringify(noted.body)).toMatchObject({ ownerNotices: [{ on: '2026-11-22' }] });
  });

  test('holds at most fifty letters to its owner, so that it stays one item', async () => {
    const id = await refund();
    for (let version = 1; version <= 50; version += 1) {
      expect((await act(id, 'owner', version, { did: 'told', reason: 'By mail' })).status).toBe(200);
    }
    const more = await act(id, 'owner', 51, { did: 'told', reason: 'By mail' });
    expect(more.body.errors).toMatchObject([{ pointer: '/did' }]);
    expect((await act(id, 'owner', 51, { did: 'heard-of', reason: 'He called' })).status).toBe(200);
  });

  test('starts its period again after contact with its owner, and belongs to the owner who appears after the report', async () => {
    await set({ unclaimed: { assumedMonths: 36, states: [{ ...row, months: 12 }] } });
    const id = await refund();
    desk.edge.setNow('2027-11-22T15:00:00.000Z');
    expect(await listed()).toHaveLength(1);
    const noted = await act(id, 'owner', 1, { did: 'heard-of', on: '2027-11-20', reason: 'By phone' });
    expect(noted.body).toMatchObject({ ownerAnsweredOn: '2027-11-20' });
    expect(await listed()).toEqual([]);
    expect((await act(id, 'owner', 2, { did: 'told', on: '2027-11-23', reason: 'x' })).body.errors).toMatchObject([
      { pointer: '/on' },
    ]);
    desk.edge.setNow('2028-11-20T15:00:00.000Z');
    expect((await report(id)).status).toBe(201);
    const back = await act(id, 'stop', 3, { reason: 'She came' });
    expect(back.body).toMatchObject({ state: 'approved', ownerAnsweredOn: '2028-11-20' });
    expect(back.body.stopped).toBeUndefined();
    expect((await send(id)).status).toBe(201);
  });
});

test('settings about unclaimed money that cannot be followed are refused', async () => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const put = async (state: object) => {
    const unclaimed = { assumedMonths: 36, states: [state] };
    return (await desk.send('PUT', '/v1/billing-settings', { ...settings, unclaimed }, { version })).body.errors;
  };
  const { report: _report, ...unreported } = yearly;
  expect(await put(unreported)).toMatchObject([{ pointer: '/unclaimed/states/0/report' }]);
  expect(await put({ ...yearly, report: { heldOn: '02-30', by: '11-01' } })).toMatchObject([
    { pointer: '/unclaimed/states/0/report/heldOn' },
  ]);
  const notice = { ...yearly.notice, atLeastDays: 181 };
  expect(await put({ ...yearly, notice })).toMatchObject([{ pointer: '/unclaimed/states/0/notice/atLeastDays' }]);
});

/**
 * The payer has paid 50.00 and left 30.00 to a later payer, which paid 20.00 of it and reduced 10.00. The first answer
 * is taken off. Now the later payer owes nothing of the claim, so its balance is 30.00 below zero.
 */
const bluecross = 'CLP*{A}*1*100*50*30*12*ICNA*11*1\nSVC*HC:99213*100*50**1\nCAS*PR*2*30\nCAS*CO*45*20';
const medicaid = 'CLP*{A}*2*100*20*0*MC*TCNA*11*1\nSVC*HC:99213*100*20**1\nCAS*CO*45*80';

test('a payer’s uncashed check has the period for businesses, and is removed from the books like a patient’s', async () => {
  const store = await startTestTable();
  onTestFinished(() => store.stop());
  const pipeline = createPipeline(store);
  const call = await wholeApi(pipeline.edge);
  const visit = { patient: 'kim', payers: ['bluecross', 'medicaid'], lines: [100_00], on: '2026-10-05' } as const;
  const none = { accounts: {}, claims: {}, books: {}, work: [] };
  const claims = { A: visit };
  const story = { name: '', reasoning: '', patients: ['kim'], claims, steps: [], asOf: '2026-11-27', expected: none };
  const names = namesOf(story as never);
  await pipeline.table.transact(partiesOf(story as never, names));
  await pipeline.table.transact(chargeWrites(names, 'A', visit));
  const claimId = String(names.get('A'));
  const receive = async (payer: 'bluecross' | 'medicaid', amount: string, trace: string, body: string) => {
    await pipeline.receive(remittanceText(payer, { amount, trace }, body.replace('{A}', claimId)));
    for (let more = true; more; more = (await pipeline.relay()) > 0) await pipeline.drain();
  };
  await receive('bluecross', '50', 'ONE', bluecross);
  await receive('medicaid', '20', 'TWO', medicaid);
  const principal = { ...manager, tenantId: goldenTenant };
  let keys = 0;
  const post = async (path: string, body: object, version?: number) => {
    keys += 1;
    const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
    return call('POST', path, body, { principal, headers: { 'Idempotency-Key': `key-${keys}`, ...match } });
  };
  const entries = (await call('GET', `/v1/ledger-entries?claimId=${claimId}`, undefined, { principal })).body.items;
  const answer = entries.find((each: { adjudication?: { share: number } }) => each.adjudication?.share === 0);
  expect((await post(`/v1/ledger-entries/${answer.id}/unpost`, { reason: 'x' })).status).toBe(200);
  const open = (await call('GET', '/v1/exceptions', undefined, { principal })).body.items;
  const says = open.find(({ code }: { code: string }) => code === 'later-payer-answered');
  const moved = await post(`/v1/exceptions/${says.id}/move`, { to: 'refund', reason: 'x' }, says.version);
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  const id = moved.body.refundId;
  const asked = (await call('GET', `/v1/refunds/${id}`, undefined, { principal })).body;
  expect(asked).toMatchObject({ of: { kind: 'payer' }, cents: 30_00, payee: { isBusiness: true } });
  if (asked.state === 'requested') await post(`/v1/refunds/${id}/approve`, { reason: 'x' }, 1);
  const sent = await post('/v1/refund-checks', { refundIds: [id], firstCheckNumber: 1, reason: 'x' });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  const balance = async () => {
    const { accounts } = (await call('GET', '/v1/trial-balance', undefined, { principal })).body;
    const of = (name: string) =>
      accounts.find((each: { readonly account: string }) => each.account === name)?.balanceCents ?? 0;
    return [of('refunds-payable'), of('refunds-sent'), of('bank')];
  };
  expect(await balance()).toEqual([-30_00, 30_00, -30_00]);
  pipeline.edge.setNow('2029-12-01T15:00:00.000Z');
  // Ohio exempts what businesses owe each other.
  expect((await call('GET', '/v1/unclaimed-refunds', undefined, { principal })).body.items).toEqual([]);
  // The office's own row says nothing of businesses: the list assumes three years.
  const { version: seen, ...settings } = (await call('GET', '/v1/billing-settings', undefined, { principal })).body;
  const unclaimed = { assumedMonths: 36, states: [{ ...row, months: 12 }] };
  const headers = { 'If-Match': `"${seen}"` };
  await call('PUT', '/v1/billing-settings', { ...settings, unclaimed }, { principal, headers });
  const listed = (await call('GET', '/v1/unclaimed-refunds', undefined, { principal })).body.items;
  expect(listed).toMatchObject([{ refund: { id }, law: { askCounsel: true } }]);
  const looked = (await store.items()).filter(({ action }) => action === 'refunds-read');
  expect(looked).toMatchObject([{ facts: { items: 1, claimIds: claimId } }]);
  const { version } = sent.body.items[0];
  expect((await post('/v1/unclaimed-refunds', { refundIds: [id], reason: 'x' })).status).toBe(201);
  expect(await balance()).toEqual([-30_00, 0, 0]);
  expect((await post(`/v1/refunds/${id}/remit`, { checkNumber: '9' }, version + 1)).status).toBe(200);
  expect(await balance()).toEqual([0, 0, -30_00]);
  expect(bookFaults(await store.items())).toEqual([]);
});
