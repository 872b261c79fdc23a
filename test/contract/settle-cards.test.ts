import { describe, expect, test } from 'vitest';
import { cardDeskForEach } from '../support/card-desk.ts';

const here = cardDeskForEach();
const { get, payments, books, start } = here;
describe('a fee', () => {
  test('that is reported later is booked then, once, and the payout is the batch’s total', async () => {
    await here.reopen({ feesAtOnce: false });
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
    await here.desk.tellAll();
    await here.desk.workOff();
    expect(await books('merchant-and-agency-fees', 'deposits-in-transit')).toEqual([0, 141_00]);
    const [{ id, reference }] = await payments();
    here.desk.practice.tellFee(reference);
    here.desk.practice.tellFee(reference);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    // 141.00 at 2.9 % is 4.09, and 0.30.
    expect(await books('merchant-and-agency-fees', 'deposits-in-transit')).toEqual([4_39, 136_61]);
    const slip = { entityId: here.desk.office.entityId, depositedOn: '2026-11-23', paymentIds: [id] };
    const gross = await here.desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 141_00 });
    expect(gross.body).toMatchObject({ type: expect.stringMatching(/batch-total-differs$/), differenceCents: -4_39 });
    expect((await here.desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 136_61 })).status).toBe(201);
  });
});

describe('a dispute', () => {
  const paid = async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
    await here.desk.tellAll();
    await here.desk.workOff();
    const [payment] = await payments();
    return { claimId, payment };
  };
  const told = async () => {
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
  };
  const named = ['patient-receivable', 'deposits-in-transit', 'merchant-and-agency-fees', 'unapplied-patient-cash'];

  test('reverses the payment with the processor’s charge, and is an entry again when it is won', async () => {
    const { claimId, payment } = await paid();
    const disputeId = here.desk.practice.dispute(payment.reference);
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
    here.desk.practice.endDispute(disputeId, 'won');
    await told();
    await here.desk.tellAll();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect(await books(...named)).toEqual([0, 121_61, 19_39, 0]);
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
    expect(await payments()).toHaveLength(2);
  });

  test('accepts evidence until the office’s day at the processor’s hour', async () => {
    const { payment } = await paid();
    const zone = await here.desk.send('PUT', '/v1/office', { timeZone: 'Pacific/Guam' }, { version: 0 });
    expect(zone.status, JSON.stringify(zone.body)).toBe(200);
    here.desk.practice.dispute(payment.reference);
    await told();
    // 14:40 UTC on 11 December is after midnight in the office's time zone.
    const { items } = await get('/v1/card-charges?list=disputed');
    expect(items).toMatchObject([{ disputes: [{ evidenceBy: '2026-12-12' }] }]);
  });

  test('of a part leaves the rest with the claims, and for a payment in a deposit batch the bank shows it', async () => {
    const { claimId, payment } = await paid();
    const slip = { entityId: here.desk.office.entityId, depositedOn: '2026-11-23', paymentIds: [payment.id] };
    expect((await here.desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 136_61 })).status).toBe(201);
    here.desk.practice.dispute(payment.reference, { cents: 41_00 });
    await told();
    const after = await get(`/v1/patient-payments/${payment.id}`);
    expect(after).toMatchObject({ unappliedCents: 0, chargedBack: { cents: 41_00, isBatched: true } });
    expect(after.reversed).toBe(undefined);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(41_00);
    const entered = {
      entityId: here.desk.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'card',
    };
    const taken = await here.desk.send('POST', '/v1/deposits', { ...entered, cents: -56_00, reference: 'debit' });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    const { id, version } = taken.body.deposit;
    const match = await here.desk.send(
      'POST',
      `/v1/deposits/${id}/match`,
      { remittanceIds: [payment.id] },
      { version },
    );
    expect(match.status, JSON.stringify(match.body)).toBe(200);
  });

  test('that is only an inquiry of the bank moves nothing, and is on the list until it ends', async () => {
    const { payment } = await paid();
    const disputeId = here.desk.practice.dispute(payment.reference, { isOnlyAsked: true });
    await told();
    expect((await get('/v1/card-charges?list=disputed')).items).toMatchObject([
      { disputes: [{ state: 'inquiry', booked: 'no' }] },
    ]);
    expect(await books('patient-receivable')).toEqual([0]);
    here.desk.practice.endDispute(disputeId, 'warning_closed');
    await told();
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
  });

  test('of more than is left is work until the refund is declined, or a manager books the rest as the office’s loss; when it is won, it is returned to both', async () => {
    const { payment } = await paid();
    await here.desk.send(
      'POST',
      `/v1/patient-payments/${payment.id}/take-off`,
      { reason: 'Wrong visit' },
      { version: payment.version },
    );
    const ask = async (cents: number) =>
      (await here.desk.send('POST', '/v1/refunds', { paymentId: payment.id, cents, reason: 'Paid twice' })).body;
    const [small, other] = [await ask(41_00), await ask(50_00)];
    const disputeId = here.desk.practice.dispute(payment.reference);
    await told();
    const [charge] = (await get('/v1/card-charges?list=disputed')).items;
    expect(charge.disputes).toMatchObject([{ booked: 'no' }]);
    expect(await books('bad-debt')).toEqual([0]);
    // One refund is declined; the other one has been sent.
    await here.desk.send('POST', `/v1/refunds/${other.id}/decline`, { reason: 'Disputed' }, { version: other.version });
    const check = { refundIds: [small.id], firstCheckNumber: 5001, reason: 'Printed' };
    expect((await here.desk.send('POST', '/v1/refund-checks', check)).status).toBe(201);
    const path = `/v1/card-charges/${charge.id}`;
    await here.desk.send('POST', `${path}/retry`, { reason: 'Declined' }, { version: charge.version });
    await here.desk.workOff();
    expect((await get(path)).disputes).toMatchObject([{ booked: 'no' }]);
    const bear = (more: object) =>
      here.desk.send(
        'POST',
        `${path}/bear-dispute`,
        { disputeId, reason: 'Given back', ...more },
        { version: charge.version },
      );
    expect((await bear({ disputeId: 'dp_other' })).body.errors).toMatchObject([{ pointer: '/disputeId' }]);
    expect((await bear({})).body.disputes).toMatchObject([{ borne: { reason: 'Given back' } }]);
    expect(await here.desk.workOff()).toBe(0);
    // 100.00 were left of the payment, and are owed again; the office bears the other 41.00.
    expect((await get(path)).disputes).toMatchObject([{ booked: 'yes', borne: { cents: 41_00 } }]);
    expect(await get(`/v1/patient-payments/${payment.id}`)).toMatchObject({ chargedBack: { cents: 100_00 } });
    expect(await books('bad-debt', ...named)).toEqual([41_00, 141_00, -19_39, 19_39, 0]);
    here.desk.practice.endDispute(disputeId, 'won');
    await told();
    await told();
    expect((await get(path)).disputes).toMatchObject([{ state: 'won', borne: { regainedOn: '2026-11-23' } }]);
    expect(await books('bad-debt', ...named)).toEqual([0, 41_00, 121_61, 19_39, 0]);
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
  });

  test('of a completely refunded payment is the office’s loss in full, and is lost', async () => {
    const { payment } = await paid();
    const { id, version } = payment;
    await here.desk.send('POST', `/v1/patient-payments/${id}/take-off`, { reason: 'Wrong visit' }, { version });
    const { body: refund } = await here.desk.send('POST', '/v1/refunds', { paymentId: id, reason: 'Paid twice' });
    const check = { refundIds: [refund.id], firstCheckNumber: 5001, reason: 'Printed' };
    expect((await here.desk.send('POST', '/v1/refund-checks', check)).status).toBe(201);
    const disputeId = here.desk.practice.dispute(payment.reference);
    await told();
    here.desk.practice.endDispute(disputeId, 'lost');
    await told();
    const [charge] = (await get('/v1/card-charges?list=disputed')).items;
    const body = { disputeId, reason: 'Given back' };
    await here.desk.send('POST', `/v1/card-charges/${charge.id}/bear-dispute`, body, { version: charge.version });
    expect(await here.desk.workOff()).toBe(0);
    expect(await books('bad-debt', 'deposits-in-transit', 'merchant-and-agency-fees')).toEqual([141_00, -19_39, 19_39]);
    expect((await get('/v1/card-charges?list=disputed')).items).toEqual([]);
    const entered = {
      entityId: here.desk.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'card',
    };
    const debit = await here.desk.send('POST', '/v1/deposits', { ...entered, cents: -156_00, reference: 'debit' });
    const [row] = (await get('/v1/deposits-in-transit')).items;
    const match = await here.desk.send(
      'POST',
      `/v1/deposits/${debit.body.deposit.id}/match`,
      { remittanceIds: [row.remittanceId] },
      { version: debit.body.deposit.version },
    );
    expect(match.status, JSON.stringify(match.body)).toBe(200);
  });

  test('that is reported before the payment posts both', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
    const [paymentId = ''] = [...here.desk.practice.state.payments.keys()];
    here.desk.practice.dispute(paymentId);
    await here.desk.tellAll((events) => events.toReversed());
    expect(await here.desk.workOff()).toBe(0);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
    expect(await payments()).toMatchObject([{ reversed: { as: 'charged-back' } }]);
  });
});

describe('a payment by card', () => {
  test('cannot be voided, and no number of a card can be entered beside one', async () => {
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
    await here.desk.tellAll();
    await here.desk.workOff();
    const [{ id, version }] = await payments();
    const body = { as: 'voided', reason: 'By mistake' };
    const voided = await here.desk.send('POST', `/v1/patient-payments/${id}/reverse`, body, { version });
    expect(voided.body.type).toMatch(/payment-by-card$/);
    for (const reference of ['4242424242424242', 'VISA 4242 4242 4242 4242', '3782-822463-10005']) {
      const entered = {
        accountId: here.desk.accountId,
        method: 'card',
        reference,
        cents: 100,
        receivedOn: '2026-11-22',
      };
      const { status, body: problem } = await here.desk.send('POST', '/v1/patient-payments', entered);
      expect([status, problem.errors?.[0]?.pointer]).toEqual([400, '/reference']);
    }
  });
});
