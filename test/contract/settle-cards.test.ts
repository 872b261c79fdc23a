import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { type CardDesk, keepsCardNumber, openCardDesk } from '../support/card-desk.ts';

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(async () => {
  const items = await desk.store.items();
  expect(bookFaults(items)).toEqual([]);
  // No token of a link, no key, and nothing that looks like a card's number is kept anywhere.
  const kept = JSON.stringify(items);
  expect(kept).not.toMatch(/sk_test|whsec_|(?:plk|stm)_\w{26}\.\w/);
  expect(keepsCardNumber(items)).toBe(false);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const payments = async () => (await get(`/v1/patient-payments?accountId=${desk.accountId}`)).items;
async function books(...names: readonly string[]): Promise<number[]> {
  const { accounts } = await get('/v1/trial-balance');
  const of = (name: string) => accounts.find((each: { account: string }) => each.account === name)?.balanceCents ?? 0;
  return names.map(of);
}
const pageOf = (url: string) => url.split('/').at(-1) as string;
/** Opens the processor's page of a link. @returns the page's id */
const start = async (address: string, body: object = {}) => {
  const answer = await desk.visit('POST', address, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return pageOf(answer.body.url);
};

describe('a fee', () => {
  test('that is told later is booked then, once, and the payout is the batch’s total', async () => {
    await desk.store.stop();
    desk = await openCardDesk({ feesAtOnce: false });
    await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
    await desk.tellAll();
    await desk.workOff();
    expect(await books('merchant-and-agency-fees', 'deposits-in-transit')).toEqual([0, 141_00]);
    const [{ id, reference }] = await payments();
    desk.practice.tellFee(reference);
    desk.practice.tellFee(reference);
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    // 141.00 at 2.9 % is 4.09, and 0.30.
    expect(await books('merchant-and-agency-fees', 'deposits-in-transit')).toEqual([4_39, 136_61]);
    const slip = { entityId: desk.office.entityId, depositedOn: '2026-11-23', paymentIds: [id] };
    const gross = await desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 141_00 });
    expect(gross.body).toMatchObject({ type: expect.stringMatching(/batch-total-differs$/), differenceCents: -4_39 });
    expect((await desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 136_61 })).status).toBe(201);
  });
});

describe('a dispute', () => {
  const paid = async () => {
    const claimId = await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
    await desk.tellAll();
    await desk.workOff();
    const [payment] = await payments();
    return { claimId, payment };
  };
  const told = async () => {
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
  };
  const named = ['patient-receivable', 'deposits-in-transit', 'merchant-and-agency-fees', 'unapplied-patient-cash'];

  test('takes the payment back by reversal with the processor’s charge, and is an entry again when it is won', async () => {
    const { claimId, payment } = await paid();
    const disputeId = desk.practice.dispute(payment.reference);
    await told();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
    const chargedBack = { disputeId, cents: 141_00, feeCents: 15_00, isBatched: false };
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({
      chargedBack,
      reversed: { as: 'charged-back' },
    });
    // The fee of 4.39 stays, and 15.00 come on top: the processor takes both from the next payout.
    expect(await books(...named)).toEqual([141_00, -19_39, 19_39, 0]);
    const { items } = await get('/v1/card-charges?list=disputed');
    expect(items).toMatchObject([
      { disputes: [{ id: disputeId, state: 'open', booked: 'yes', evidenceBy: '2026-12-11' }] },
    ]);
    desk.practice.endDispute(disputeId, 'won');
    await told();
    await desk.tellAll();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect(await books(...named)).toEqual([0, 121_61, 19_39, 0]);
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
    expect(await payments()).toHaveLength(2);
  });

  test('of a part leaves the rest with the claims, and of a payment in a deposit batch is seen by the bank', async () => {
    const { claimId, payment } = await paid();
    const slip = { entityId: desk.office.entityId, depositedOn: '2026-11-23', paymentIds: [payment.id] };
    expect((await desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 136_61 })).status).toBe(201);
    desk.practice.dispute(payment.reference, { cents: 41_00 });
    await told();
    const after = await get(`/v1/patient-payments/${payment.id}`);
    expect(after).toMatchObject({ unappliedCents: 0, chargedBack: { cents: 41_00, isBatched: true } });
    expect(after.reversed).toBe(undefined);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(41_00);
    const entered = {
      entityId: desk.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'card',
    };
    const taken = await desk.send('POST', '/v1/deposits', { ...entered, cents: -56_00, reference: 'debit' });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    const { id, version } = taken.body.deposit;
    const match = await desk.send('POST', `/v1/deposits/${id}/match`, { remittanceIds: [payment.id] }, { version });
    expect(match.status, JSON.stringify(match.body)).toBe(200);
  });

  test('that is only a question of the bank moves nothing, is on the list, and leaves it', async () => {
    const { payment } = await paid();
    const disputeId = desk.practice.dispute(payment.reference, { isOnlyAsked: true });
    await told();
    expect((await get('/v1/card-charges?list=disputed')).items).toMatchObject([
      { disputes: [{ state: 'inquiry', booked: 'no' }] },
    ]);
    expect(await books('patient-receivable')).toEqual([0]);
    desk.practice.endDispute(disputeId, 'warning_closed');
    await told();
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
  });

  test('that is told before the payment posts both', async () => {
    const claimId = await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
    const [paymentId = ''] = [...desk.practice.state.payments.keys()];
    desk.practice.dispute(paymentId);
    await desk.tellAll((events) => events.toReversed());
    expect(await desk.workOff()).toBe(0);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
    expect(await payments()).toMatchObject([{ reversed: { as: 'charged-back' } }]);
  });
});

describe('a payment by card', () => {
  test('cannot be voided, and no number of a card can be entered beside one', async () => {
    await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
    await desk.tellAll();
    await desk.workOff();
    const [{ id, version }] = await payments();
    const body = { as: 'voided', reason: 'By mistake' };
    const voided = await desk.send('POST', `/v1/patient-payments/${id}/reverse`, body, { version });
    expect(voided.body.type).toMatch(/payment-by-card$/);
    for (const reference of ['4242424242424242', 'VISA 4242 4242 4242 4242', '3782-822463-10005']) {
      const entered = { accountId: desk.accountId, method: 'card', reference, cents: 100, receivedOn: '2026-11-22' };
      const { status, body: problem } = await desk.send('POST', '/v1/patient-payments', entered);
      expect([status, problem.errors?.[0]?.pointer]).toEqual([400, '/reference']);
    }
  });
});

describe('a refund to the card that paid', () => {
  const second = { ...manager, subject: 'user-second' };
  /** 141.00 paid by card on a claim; 41.00 of it are then taken off and asked back. @returns the approved refund */
  const approved = async () => {
    await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
    await desk.tellAll();
    await desk.workOff();
    const [payment] = await payments();
    const off = await desk.send(
      'POST',
      `/v1/patient-payments/${payment.id}/take-off`,
      { reason: 'Wrong visit' },
      { version: payment.version },
    );
    const asked = await desk.send('POST', '/v1/refunds', { paymentId: payment.id, cents: 41_00, reason: 'Paid twice' });
    expect(off.body.unappliedCents).toBe(141_00);
    return { payment, refund: asked.body };
  };
  const credit = (refund: { id: string; version: number }, body: object = {}) =>
    desk.send('POST', `/v1/refunds/${refund.id}/credit-card`, body, { version: refund.version, principal: second });
  const named = ['unapplied-patient-cash', 'refunds-payable', 'deposits-in-transit'];

  test('is credited once, and the bank sees it', async () => {
    const { payment, refund } = await approved();
    expect(refund.state).toBe('approved');
    expect(await books(...named)).toEqual([-100_00, -41_00, 136_61]);
    const begun = await credit(refund);
    expect(begun.body).toMatchObject({ state: 'crediting', card: { paymentId: payment.id, attempt: 1 } });
    desk.net.fail('unsent', 'lost');
    for (let times = 0; times < 3; times += 1) await desk.workOff();
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    const done = await get(`/v1/refunds/${refund.id}`);
    expect(done).toMatchObject({ state: 'cleared', card: { processorRefundId: expect.stringMatching(/^re_/) } });
    expect(desk.practice.state.refunds.size).toBe(1);
    expect(await books(...named)).toEqual([-100_00, 0, 95_61]);
    const entered = {
      entityId: desk.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'card',
    };
    const taken = await desk.send('POST', '/v1/deposits', { ...entered, cents: -41_00, reference: 'debit' });
    const { id, version } = taken.body.deposit;
    const match = await desk.send('POST', `/v1/deposits/${id}/match`, { remittanceIds: [refund.id] }, { version });
    expect(match.status, JSON.stringify(match.body)).toBe(200);
  });

  test('that is pending waits; one that fails is approved as before, and goes by check or to the card again', async () => {
    await desk.store.stop();
    desk = await openCardDesk({ refundsAtOnce: false });
    const { refund } = await approved();
    await credit(refund);
    await desk.workOff();
    expect(await get(`/v1/refunds/${refund.id}`)).toMatchObject({ state: 'crediting' });
    const [refundId = ''] = [...desk.practice.state.refunds.keys()];
    desk.practice.endRefund(refundId, 'failed');
    await desk.tellAll();
    await desk.workOff();
    const back = await get(`/v1/refunds/${refund.id}`);
    expect(back).toMatchObject({ state: 'approved', cardFailures: [{ code: 'lost_or_stolen_card', attempt: 1 }] });
    expect(await books('refunds-payable')).toEqual([-41_00]);
    const check = { refundIds: [refund.id], firstCheckNumber: 5001, reason: 'Printed' };
    expect((await desk.send('POST', '/v1/refund-checks', check)).status).toBe(201);
  });

  test('that comes back after it had arrived is owed again', async () => {
    const { refund } = await approved();
    await credit(refund);
    await desk.workOff();
    const [refundId = ''] = [...desk.practice.state.refunds.keys()];
    desk.practice.endRefund(refundId, 'failed');
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    const back = await get(`/v1/refunds/${refund.id}`);
    expect(back).toMatchObject({ state: 'approved', cardFailures: [{ processorRefundId: refundId }] });
    expect(await books(...named)).toEqual([-100_00, -41_00, 136_61]);
    await credit(back);
    await desk.workOff();
    expect(await get(`/v1/refunds/${refund.id}`)).toMatchObject({ state: 'cleared', card: { attempt: 2 } });
  });

  test('is refused for another card, more than was paid, and a payer; made at the processor by hand it is booked as it is', async () => {
    const { payment, refund } = await approved();
    const other = {
      accountId: desk.accountId,
      method: 'check',
      cents: 50_00,
      receivedOn: '2026-11-22',
      reference: '1001',
    };
    const check = await desk.send('POST', '/v1/patient-payments', {
      ...other,
      allocations: [],
      entityId: payment.entityId,
    });
    expect((await credit(refund, { paymentId: check.body.id })).body.errors).toMatchObject([{ pointer: '/paymentId' }]);
    const asked = await desk.send('POST', '/v1/refunds', { paymentId: check.body.id, reason: 'Too much' });
    expect((await credit(asked.body)).body.type).toMatch(/refund-not-to-card$/);
    desk.practice.refundElsewhere(payment.reference, 30_00);
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({
      unappliedCents: 70_00,
      refundedCents: 71_00,
    });
    const { items } = await get('/v1/refunds?state=cleared');
    expect(items).toMatchObject([{ cents: 30_00, requested: { reason: 'Given back at the card processor' } }]);
  });

  test('that is made at the processor waits for a person while the money is with another account, and is booked once it is back', async () => {
    const { payment, refund } = await approved();
    const accountId = (await get(`/v1/patients/${await desk.register()}`)).accountId;
    const { version } = await get(`/v1/patient-payments/${payment.id}`);
    const moved = await desk.send(
      'POST',
      `/v1/patient-payments/${payment.id}/transfer`,
      { accountId, reason: 'His son’s' },
      { version },
    );
    expect(moved.status, JSON.stringify(moved.body)).toBe(201);
    desk.practice.refundElsewhere(payment.reference, 50_00);
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    const waits = async () => (await get('/v1/exceptions?code=card-refund-not-booked')).items;
    expect(await waits()).toMatchObject([{ facts: { paymentId: payment.id, cents: 50_00 } }]);
    desk.edge.setNow('2026-11-25T15:00:00.000Z');
    expect(await desk.workOff()).toBe(0);
    expect(await waits()).toHaveLength(1);
    const [there] = (await get(`/v1/patient-payments?accountId=${accountId}`)).items;
    const back = { as: 'voided', reason: 'Not his' };
    const taken = await desk.send('POST', `/v1/patient-payments/${there.id}/reverse`, back, { version: there.version });
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
    desk.edge.setNow('2026-11-27T15:00:00.000Z');
    expect(await desk.workOff()).toBe(0);
    expect(await waits()).toEqual([]);
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({ unappliedCents: 50_00 });
    expect(refund.cents).toBe(41_00);
  });
});
