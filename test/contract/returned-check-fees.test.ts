import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const balance = () => get(`/v1/accounts/${desk.accountId}/balance`);
const pay = async (more: object = {}) => {
  const body = { accountId: desk.accountId, method: 'check', cents: 100_00, receivedOn: '2026-11-22', reference: '1' };
  const answer = await desk.send('POST', '/v1/patient-payments', { ...body, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const bounce = async (id: string, more: object = {}, version = 1) =>
  (
    await desk.send(
      'POST',
      `/v1/patient-payments/${id}/reverse`,
      { as: 'returned', reason: 'No funds', ...more },
      { version },
    )
  ).body;
const setFee = async () => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const returnedChecks = { feeCents: 30_00, states: [{ state: 'OH', mostCents: 25_00, from: '2026-01-01' }] };
  const answer = await desk.send('PUT', '/v1/billing-settings', { ...settings, returnedChecks }, { version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

describe('a check that the bank returned', () => {
  test('costs what the office sets and the state allows: it is owed, on the statement, paid, and reversed', async () => {
    await setFee();
    const claimId = await desk.selfPaid();
    const { reversed } = await bounce((await pay()).id);
    expect(reversed.fee).toEqual({ chargeId: expect.stringMatching(/^chg_/), cents: 25_00 });
    expect(await balance()).toMatchObject({ owedCents: 141_00, clientCents: 25_00, dueCents: 166_00 });
    const made = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    expect(await get(`/v1/statements/${made.body.id}`)).toMatchObject({
      ...{ dueCents: 166_00, owedCents: 141_00, fees: [{ on: '2026-11-23', cents: 25_00 }] },
    });
    // The visit is paid first, and the rest pays the fee.
    const paid = await pay({ cents: 150_00, reference: '2' });
    expect(paid).toMatchObject({ allocations: [{ claimId, cents: 141_00 }], chargesCents: 9_00, unappliedCents: 0 });
    expect(await balance()).toMatchObject({ owedCents: 0, clientCents: 16_00, dueCents: 16_00 });
    const charge = `/v1/accounts/${desk.accountId}/charges/${reversed.fee.chargeId}/reverse`;
    expect((await desk.send('POST', charge, { reason: 'The bank’s mistake' })).body.type).toMatch(/charge-paid$/);
    const off = { claimIds: undefined, reason: 'To take the fee back' };
    await desk.send('POST', `/v1/patient-payments/${paid.id}/take-off`, off, { version: 1 });
    expect((await desk.send('POST', charge, { reason: 'The bank’s mistake' })).status).toBe(200);
    expect(await balance()).toMatchObject({ owedCents: 141_00, clientCents: 0, unappliedCents: 150_00 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('that paid a fee leaves that fee unpaid again, and adds its own fee', async () => {
    await setFee();
    await bounce((await pay()).id);
    const second = await pay({ cents: 25_00, reference: '2' });
    expect(second.chargesCents).toBe(25_00);
    await bounce(second.id);
    expect(await balance()).toMatchObject({ clientCents: 50_00, dueCents: 50_00 });
    const run = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    expect(run.body.dueCents).toBe(50_00);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test.each([
    ['was cash', { method: 'cash' }, {}, 'no-check'],
    ['is excused', {}, { withoutFee: true }, 'not-wanted'],
  ])('costs nothing when it %s', async (_, paid, returned, noFee) => {
    await setFee();
    expect((await bounce((await pay(paid)).id, returned)).reversed.noFee).toBe(noFee);
    expect(await balance()).toMatchObject({ clientCents: 0, dueCents: 0 });
  });

  test('costs nothing while the account is held, where the state is not known, and a patient with Medicaid', async () => {
    expect((await bounce((await pay()).id)).reversed.noFee).toBe('not-wanted');
    await setFee();
    const hold = `/v1/accounts/${desk.accountId}/holds`;
    await desk.send('POST', hold, { kind: 'dispute', reason: 'Says it was paid' });
    expect((await bounce((await pay({ reference: '2' })).id)).reversed.noFee).toBe('dispute');
    await desk.send('POST', `${hold}/1/end`, { reason: 'Answered' });
    const payers = (await get('/v1/payers')).items as { readonly id: string; readonly version: number }[];
    for (const { id } of payers) {
      const { body: payer } = await desk.call('GET', `/v1/payers/${id}`);
      const { id: _id, version, ...rest } = payer;
      await desk.send('PUT', `/v1/payers/${id}`, { ...rest, filingIndicator: 'MC' }, { version });
    }
    expect((await bounce((await pay({ reference: '3' })).id)).reversed.noFee).toBe('medicaid');
  });
});
