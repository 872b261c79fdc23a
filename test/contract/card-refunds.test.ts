import { describe, expect, test } from 'vitest';
import { manager } from '../support/api-event.ts';
import { cardDeskForEach } from '../support/card-desk.ts';

const here = cardDeskForEach();
const { get, payments, books, start } = here;

describe('a refund to the card that paid', () => {
  const second = { ...manager, subject: 'user-second' };
  /**
   * 141.00 were paid by card on a claim; 41.00 are taken off it and a refund of them is requested.
   * @returns the approved refund
   */
  const approved = async () => {
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
    await here.desk.tellAll();
    await here.desk.workOff();
    const [payment] = await payments();
    const off = await here.desk.send(
      'POST',
      `/v1/patient-payments/${payment.id}/take-off`,
      { reason: 'Wrong visit' },
      { version: payment.version },
    );
    const asked = await here.desk.send('POST', '/v1/refunds', {
      paymentId: payment.id,
      cents: 41_00,
      reason: 'Paid twice',
    });
    expect(off.body.unappliedCents).toBe(141_00);
    return { payment, refund: asked.body };
  };
  const credit = (refund: { id: string; version: number }, body: object = {}) =>
    here.desk.send('POST', `/v1/refunds/${refund.id}/credit-card`, body, {
      version: refund.version,
      principal: second,
    });
  /** The bank shows the debit of a card credit. */
  const seenAtBank = async (refund: { id: string }) => {
    const entered = {
      entityId: here.desk.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'card',
    };
    const taken = await here.desk.send('POST', '/v1/deposits', { ...entered, cents: -41_00, reference: 'debit' });
    const { id, version } = taken.body.deposit;
    const match = await here.desk.send('POST', `/v1/deposits/${id}/match`, { remittanceIds: [refund.id] }, { version });
    expect(match.status, JSON.stringify(match.body)).toBe(200);
  };
  const named = ['unapplied-patient-cash', 'refunds-payable', 'deposits-in-transit'];

  test('is credited once, and the bank sees it', async () => {
    const { payment, refund } = await approved();
    expect(refund.state).toBe('approved');
    expect(await books(...named)).toEqual([-100_00, -41_00, 136_61]);
    const begun = await credit(refund);
    expect(begun.body).toMatchObject({ state: 'crediting', card: { paymentId: payment.id, attempt: 1 } });
    here.desk.net.fail('unsent', 'lost');
    for (let times = 0; times < 3; times += 1) await here.desk.workOff();
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const done = await get(`/v1/refunds/${refund.id}`);
    expect(done).toMatchObject({ state: 'cleared', card: { processorRefundId: expect.stringMatching(/^re_/) } });
    expect(here.desk.practice.state.refunds.size).toBe(1);
    expect(await books(...named)).toEqual([-100_00, 0, 95_61]);
    await seenAtBank(refund);
  });

  test('waits while it is pending; if it fails it is approved as before, and goes by check or to the card again', async () => {
    await here.reopen({ refundsAtOnce: false });
    const { refund } = await approved();
    await credit(refund);
    await here.desk.workOff();
    expect(await get(`/v1/refunds/${refund.id}`)).toMatchObject({ state: 'crediting' });
    const [refundId = ''] = [...here.desk.practice.state.refunds.keys()];
    here.desk.practice.endRefund(refundId, 'failed');
    await here.desk.tellAll();
    await here.desk.workOff();
    const back = await get(`/v1/refunds/${refund.id}`);
    expect(back).toMatchObject({ state: 'approved', cardFailures: [{ code: 'lost_or_stolen_card', attempt: 1 }] });
    expect(await books('refunds-payable')).toEqual([-41_00]);
    const check = { refundIds: [refund.id], firstCheckNumber: 5001, reason: 'Printed' };
    expect((await here.desk.send('POST', '/v1/refund-checks', check)).status).toBe(201);
  });

  test('that is returned after it had arrived is owed again', async () => {
    const { refund } = await approved();
    await credit(refund);
    await here.desk.workOff();
    const [refundId = ''] = [...here.desk.practice.state.refunds.keys()];
    here.desk.practice.endRefund(refundId, 'failed');
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const back = await get(`/v1/refunds/${refund.id}`);
    expect(back).toMatchObject({ state: 'approved', cardFailures: [{ processorRefundId: refundId }] });
    expect(await books(...named)).toEqual([-100_00, -41_00, 136_61]);
    await credit(back);
    await here.desk.workOff();
    expect(await get(`/v1/refunds/${refund.id}`)).toMatchObject({ state: 'cleared', card: { attempt: 2 } });
  });

  test('that is returned in the evening is in transit by the office’s day, not by UTC', async () => {
    const zone = await here.desk.send('PUT', '/v1/office', { timeZone: 'America/Los_Angeles' }, { version: 0 });
    expect(zone.status, JSON.stringify(zone.body)).toBe(200);
    const { refund } = await approved();
    await credit(refund);
    await here.desk.workOff();
    await seenAtBank(refund);
    const [refundId = ''] = [...here.desk.practice.state.refunds.keys()];
    here.desk.practice.endRefund(refundId, 'failed');
    here.desk.edge.setNow('2026-11-25T04:30:00.000Z');
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const back = await get(`/v1/refunds/${refund.id}`);
    expect(back.cardFailures).toMatchObject([{ failedOn: '2026-11-24', isOnItsWay: true }]);
    const rows = (await here.desk.store.items()).filter(({ remittanceId }) => remittanceId === refund.id);
    expect(rows.filter(({ cents }) => cents === 41_00).map(({ paidOn }) => paidOn)).toEqual(['2026-11-24']);
  });

  test('is refused for another card, for more than was paid, and for a payer; made by hand at the processor it is booked as it is', async () => {
    const { payment, refund } = await approved();
    const other = {
      accountId: here.desk.accountId,
      method: 'check',
      cents: 50_00,
      receivedOn: '2026-11-22',
      reference: '1001',
    };
    const check = await here.desk.send('POST', '/v1/patient-payments', {
      ...other,
      allocations: [],
      entityId: payment.entityId,
    });
    expect((await credit(refund, { paymentId: check.body.id })).body.errors).toMatchObject([{ pointer: '/paymentId' }]);
    const asked = await here.desk.send('POST', '/v1/refunds', { paymentId: check.body.id, reason: 'Too much' });
    expect((await credit(asked.body)).body.type).toMatch(/refund-not-to-card$/);
    here.desk.practice.refundElsewhere(payment.reference, 30_00);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({
      unappliedCents: 70_00,
      refundedCents: 71_00,
    });
    const { items } = await get('/v1/refunds?state=cleared');
    expect(items).toMatchObject([{ cents: 30_00, requested: { reason: 'Refunded at the card processor' } }]);
  });

  test('that is made at the processor and does not arrive is owed again, and is sent to the card once more', async () => {
    const { payment } = await approved();
    here.desk.practice.refundElsewhere(payment.reference, 30_00);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    // 41.00 more are requested.
    expect(await books(...named)).toEqual([-70_00, -41_00, 106_61]);
    const [refundId = ''] = [...here.desk.practice.state.refunds.keys()];
    for (let times = 0; times < 2; times += 1) {
      here.desk.practice.endRefund(refundId, 'failed');
      await here.desk.tellAll();
      expect(await here.desk.workOff()).toBe(0);
    }
    expect(await books(...named)).toEqual([-70_00, -71_00, 136_61]);
    const { items } = await get('/v1/refunds?state=approved');
    const back = items.find((each: { cents: number }) => each.cents === 30_00);
    expect(back).toMatchObject({ cardFailures: [{ code: 'lost_or_stolen_card', processorRefundId: refundId }] });
    await credit(back);
    expect(await here.desk.workOff()).toBe(0);
    expect(await get(`/v1/refunds/${back.id}`)).toMatchObject({ state: 'cleared', card: { attempt: 2 } });
    expect(await books(...named)).toEqual([-70_00, -41_00, 106_61]);
  });

  test('that is made at the processor waits for a person while the money is in another account, and is booked once it is back', async () => {
    const { payment, refund } = await approved();
    const accountId = (await get(`/v1/patients/${await here.desk.register()}`)).accountId;
    const { version } = await get(`/v1/patient-payments/${payment.id}`);
    const moved = await here.desk.send(
      'POST',
      `/v1/patient-payments/${payment.id}/transfer`,
      { accountId, reason: 'His son’s' },
      { version },
    );
    expect(moved.status, JSON.stringify(moved.body)).toBe(201);
    here.desk.practice.refundElsewhere(payment.reference, 50_00);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const waits = async () => (await get('/v1/exceptions?code=card-refund-not-booked')).items;
    expect(await waits()).toMatchObject([{ facts: { paymentId: payment.id, cents: 50_00 } }]);
    here.desk.edge.setNow('2026-11-25T15:00:00.000Z');
    expect(await here.desk.workOff()).toBe(0);
    expect(await waits()).toHaveLength(1);
    const [there] = (await get(`/v1/patient-payments?accountId=${accountId}`)).items;
    const back = { as: 'voided', reason: 'Not his' };
    const taken = await here.desk.send('POST', `/v1/patient-payments/${there.id}/reverse`, back, {
      version: there.version,
    });
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
    here.desk.edge.setNow('2026-11-27T15:00:00.000Z');
    expect(await here.desk.workOff()).toBe(0);
    expect(await waits()).toEqual([]);
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({ unappliedCents: 50_00 });
    expect(refund.cents).toBe(41_00);
  });
});
