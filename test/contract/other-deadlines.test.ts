import { afterEach, describe, expect, it } from 'vitest';
import { watchDeadlines } from '../../functions/watch-deadlines/watch-deadlines.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { coder, manager } from '../support/api-event.ts';
import { contractDesk } from '../support/contract-desk.ts';
import { firstAnswer } from '../support/next-payer-desk.ts';
import { startTestTable, type TestEdge, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/*
 * Deadlines that are not about claims on their way to payers. The offices' current day is 23 November 2026; people are
 * warned 15 days before.
 */

type Message = MessageOf<'watch-deadlines'>;
const biller = { ...coder, subject: 'user-biller', roles: 'biller' };
const boss = { ...manager, subject: 'user-boss' };

let store: TestTable;
afterEach(() => store.stop());

/** Checks all deadlines, or only the alarms whose action may have been taken. */
async function watch(edge: TestEdge, work: Message['work'] = 'round') {
  const message = { schemaVersion: 1, tenantId: manager.tenantId, work } as Message;
  const delivery = { messageId: 'watch', receiveCount: 1, remainingMilliseconds: () => 300_000 };
  await watchDeadlines(message, delivery, { ...edge, queues: { send: async () => undefined } });
}

/** What a person sees on the lists of deadlines and of alarms. */
async function seen(call: CallApi, kind: string, principal = manager) {
  const deadlines = (await call('GET', `/v1/deadlines?kind=${kind}`, undefined, { principal })).body;
  const { items } = (await call('GET', '/v1/exceptions?limit=200', undefined, { principal })).body;
  const told = items.filter(({ facts }: { readonly facts: { readonly kind?: string } }) => facts.kind === kind);
  return { ...deadlines, told };
}

describe('the last day to answer a patient’s dispute of a bill', () => {
  it('is listed and raises an alarm with the amount owed on the claims, until the answer is noted or the dispute has ended', async () => {
    const desk = await openAccountDesk();
    store = desk.store;
    const { call, edge, office } = desk;
    const claimId = await desk.selfPaid();
    const services = [{ description: 'Visit', procedure: '99213', modifiers: [], units: 1, chargeCents: 1000 }];
    const facts = { patientId: office.patientId, kind: 'self-pay', asked: { by: 'request', on: '2026-11-02' } };
    const more = { primaryService: 'Visit', diagnoses: [], billingProviderId: office.billingProviderId, services };
    const estimate = { ...facts, ...more, coProviders: [], separately: [] };
    const made = await desk.send('POST', '/v1/estimates', estimate, { principal: boss });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const path = `/v1/estimates/${made.body.id}`;
    const notice = { reference: 'SDR-1', noticeOn: '2026-11-16', claimIds: [claimId] };
    const disputed = await desk.send('POST', `${path}/disputes`, notice, { version: 1, principal: boss });
    expect(disputed.status, JSON.stringify(disputed.body)).toBe(200);
    // Ten business days after Monday 16 November: 17 to 20, 23 to 25, 27 (Thanksgiving on the 26th), 30, 1 December (45 CFR 149.620(e)(2)).
    const item = { on: '2026-12-01', daysLeft: 8, basis: 'federal', estimateId: made.body.id, cents: 141_00 };
    expect(await seen(call, 'bill-dispute')).toMatchObject({
      ...{ count: 1, items: [{ ...item, accountId: desk.accountId, stands: { code: 'bill-disputed' } }] },
    });
    await watch(edge);
    expect((await seen(call, 'bill-dispute')).told).toMatchObject([{ code: 'deadline-near', cents: 141_00 }]);
    const answer = { reason: 'Uploaded', on: '2026-11-15' };
    const early = await desk.send('POST', `${path}/disputes/answer`, answer, { version: 2, principal: boss });
    expect(early.body.errors).toMatchObject([{ pointer: '/on' }]);
    const sent = { reason: 'Uploaded' };
    const answered = await desk.send('POST', `${path}/disputes/answer`, sent, { version: 2, principal: boss });
    expect(answered.body, JSON.stringify(answered.body)).toMatchObject({
      disputes: [{ answered: { on: '2026-11-23' } }],
    });
    const again = await desk.send('POST', `${path}/disputes/answer`, sent, { version: 3, principal: boss });
    expect(again.body.type).toMatch(/estimate-dispute-answered$/);
    await watch(edge, 'ended');
    expect(await seen(call, 'bill-dispute')).toMatchObject({ count: 0, told: [] });
  });
});

describe('the last day to claim from an estate', () => {
  let desk: AccountDesk;
  const estateOf = (number: number, estate: object) =>
    desk.send('POST', `/v1/accounts/${desk.accountId}/holds/${number}/estate`, { estate }, { principal: biller });

  it('is listed and raises an alarm with the amount owed, until the office has filed its claim', async () => {
    desk = await openAccountDesk();
    store = desk.store;
    await desk.selfPaid();
    const { accountId, call, edge } = desk;
    const dead = { kind: 'deceased', reason: 'A letter of the son', estate: { court: 'Franklin County' } };
    await desk.send('POST', `/v1/accounts/${accountId}/holds`, dead, { principal: biller });
    expect(await seen(call, 'estate-claim')).toMatchObject({ count: 0, told: [] });
    const known = { court: 'Franklin County', claimBy: '2026-12-09' };
    expect((await estateOf(1, known)).status).toBe(200);
    await watch(edge);
    const item = { on: '2026-12-09', daysLeft: 16, basis: 'stated', accountId, cents: 141_00 };
    const listed = await seen(call, 'estate-claim');
    expect(listed).toMatchObject({ count: 1, items: [{ ...item, stands: { code: 'estate-open' } }], told: [] });
    expect(listed.items[0]).not.toHaveProperty('claimId');
    edge.setNow('2026-11-24T15:00:00.000Z');
    await watch(edge);
    await watch(edge);
    expect((await seen(call, 'estate-claim')).told).toMatchObject([
      { code: 'deadline-near', cents: 141_00, facts: { on: '2026-12-09', accountId } },
    ]);
    expect((await estateOf(1, { ...known, filedOn: '2026-11-25' })).body.errors).toEqual([
      { pointer: '/estate/filedOn', detail: 'is in the future' },
    ]);
    expect((await estateOf(2, known)).body.type).toMatch(/hold-not-open$/);
    expect((await estateOf(1, { ...known, filedOn: '2026-11-24' })).status).toBe(200);
    await watch(edge, 'ended');
    expect(await seen(call, 'estate-claim')).toMatchObject({ count: 0, told: [] });
  });

  it('passes, and stays listed until a person decides; there is none for a patient who owes nothing', async () => {
    desk = await openAccountDesk();
    store = desk.store;
    const { accountId, call, edge } = desk;
    const dead = { kind: 'deceased', reason: 'A letter', estate: { claimBy: '2026-11-20' } };
    await desk.send('POST', `/v1/accounts/${accountId}/holds`, dead);
    expect((await seen(call, 'estate-claim')).count).toBe(0);
    await desk.selfPaid();
    await watch(edge);
    expect(await seen(call, 'estate-claim')).toMatchObject({
      items: [{ daysLeft: -3 }],
      told: [{ code: 'deadline-missed' }],
    });
    await desk.send('POST', `/v1/accounts/${accountId}/holds/1/end`, { reason: 'The son answers for it' });
    await watch(edge, 'ended');
    expect(await seen(call, 'estate-claim')).toMatchObject({ count: 0, told: [] });
  });
});

describe('the day on which an overpayment found in a case must be returned', () => {
  it('is listed and raises an alarm only for those who may see the case', async () => {
    const { call, edge, send, store: own } = await openAccountDesk();
    store = own;
    const report = { source: 'hotline', receivedOn: '2026-09-20', summary: 'Visits', concerns: ['user-boss'] };
    const { id } = (await send('POST', '/v1/audit-cases', report)).body;
    const act = (version: number, action: object) => send('POST', `/v1/audit-cases/${id}/actions`, action, { version });
    expect((await seen(call, 'case-return')).count).toBe(0);
    // Sixty days from 4 October are 3 December.
    await act(1, { do: 'identify', on: '2026-10-04' });
    await watch(edge);
    const mine = await seen(call, 'case-return');
    expect(mine).toMatchObject({
      items: [{ on: '2026-12-03', daysLeft: 10, basis: 'federal', auditCaseId: id, cents: 0 }],
      told: [{ code: 'deadline-near', facts: { auditCaseId: id, on: '2026-12-03' } }],
    });
    const alarm = `/v1/exceptions/${mine.told[0].id}`;
    for (const principal of [biller, boss]) {
      expect(await seen(call, 'case-return', principal)).toMatchObject({ count: 0, told: [] });
      expect((await call('GET', alarm, undefined, { principal })).status).toBe(404);
      const closed = await send('POST', `${alarm}/close`, { reason: 'No' }, { version: 1, principal });
      expect(closed.status).toBe(404);
    }
    const looks = (await own.items()).filter(({ action }) => action === 'audit-cases-read');
    expect(looks).toMatchObject([{ subject: 'user-manager', facts: { cases: id } }]);
    await act(2, { do: 'disclose', on: '2026-11-23', to: 'Medicare', cents: 120_00 });
    await watch(edge, 'ended');
    expect(await seen(call, 'case-return')).toMatchObject({ count: 0, told: [] });
  });
});

describe('the last day to dispute an underpayment', () => {
  it('is listed and raises an alarm with the missing amount, until a letter is written', async () => {
    store = await startTestTable();
    const desk = await contractDesk(store);
    const call = await wholeApi(desk.edge, desk.files);
    // Fourteen days from the answer of 20 November are 4 December.
    await desk.contract(['rate,code,amount', 'fee,X9003,120.00', 'fee,J*,2.75'], { disputeDays: 14 });
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    await watch(desk.edge);
    expect(await seen(call, 'underpayment')).toMatchObject({
      items: [{ on: '2026-12-04', daysLeft: 11, basis: 'contract', claimId, payerPosition: 0, cents: 10_00 }],
      told: [{ code: 'deadline-near', claimId, cents: 10_00 }],
    });
    const body = { payerId: desk.office.payerId };
    const written = await desk.contracts('POST', '/v1/payment-disputes', body, { headers: desk.newKey() });
    expect(written.status, JSON.stringify(written.body)).toBe(201);
    await watch(desk.edge, 'ended');
    expect(await seen(call, 'underpayment')).toMatchObject({ count: 0, told: [] });
    // The same payment goes on as a federal dispute: the notice of Friday the 20th gives until 5 January, and the four days after it.
    const { items } = (await call('GET', '/v1/payment-variances')).body;
    const notice = { varianceId: items[0].id, on: '2026-11-20', isEligibilityChecked: true, reason: 'Out of network' };
    const begun = await call('POST', '/v1/federal-disputes', notice, { headers: desk.newKey() });
    expect(begun.body, JSON.stringify(begun.body)).toMatchObject({
      ...{ of: { kind: 'variance' }, claimId, cents: 10_00, firstAnswerOn: '2026-11-20', procedures: ['X9003'] },
    });
    const listed = await seen(call, 'dispute');
    expect(listed).toMatchObject({
      items: [
        {
          ...{ on: begun.body.clock.on, federalDisputeId: begun.body.id, stands: { code: 'negotiating' } },
          countedFrom: { event: 'notice', on: '2026-11-20' },
        },
      ],
    });
  });
});
