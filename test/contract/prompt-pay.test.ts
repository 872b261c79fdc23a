import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { bookFaults } from '../support/book-faults.ts';
import { giveEarnedDiscounts } from '../support/give-discounts.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const patientCents = async (claimId: string) => (await get(`/v1/claims/${claimId}`)).patientCents;
/**
 * Ten percent for payment within the given number of days. Today is 2026-11-23, and services of 2026-11-20 are owed
 * since today.
 */
const offer = async (promptPay: object = { isAutomatic: true }) => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, ...promptPay } };
  const set = await desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
};
const pay = async (cents: number, more: object = {}) => {
  const own = { accountId: desk.accountId, method: 'check', reference: String(cents), receivedOn: '2026-11-23' };
  const paid = await desk.send('POST', '/v1/patient-payments', { ...own, cents, ...more });
  expect(paid.status, JSON.stringify(paid.body)).toBe(201);
  return paid.body;
};
const workOff = () => giveEarnedDiscounts(desk);
const adjustments = async (claimId: string) => (await get(`/v1/adjustments?claimId=${claimId}`)).items;

describe('a discount for prompt payment', () => {
  test('is shown before, given automatically once the rest is paid in time, and reversed when the check is returned', async () => {
    const claimId = await desk.selfPaid();
    await offer();
    const [standing] = (await get(`/v1/accounts/${desk.accountId}/balance`)).claims;
    // Of 141.00 ten percent are 14.10.
    expect(standing.promptPay).toEqual({ payCents: 126_90, discountCents: 14_10, until: '2026-12-07' });
    const payment = await pay(126_90);
    expect(await patientCents(claimId)).toBe(14_10);
    expect(await workOff()).toBe(1);
    expect(await patientCents(claimId)).toBe(0);
    const [given] = await adjustments(claimId);
    expect(given).toMatchObject({ why: 'prompt-pay-discount', cents: 14_10, state: 'booked', madeBy: payment.id });
    expect((await get(`/v1/accounts/${desk.accountId}/balance`)).claims).toEqual([]);
    const back = { as: 'returned', reason: 'No funds' };
    const returned = await desk.send('POST', `/v1/patient-payments/${payment.id}/reverse`, back, { version: 1 });
    expect(returned.status, JSON.stringify(returned.body)).toBe(200);
    await workOff();
    expect(await patientCents(claimId)).toBe(141_00);
    const [taken] = await adjustments(claimId);
    expect(taken).toMatchObject({
      state: 'reversed',
      reversed: { by: 'give-up-by-rule', reason: 'The payment was returned' },
    });
    // Paid again in time, the claim gets the discount again.
    await pay(126_90, { method: 'cash' });
    await workOff();
    expect(await patientCents(claimId)).toBe(0);
  });

  test('is not given for a partial payment, too late, or where the office gives it by hand', async () => {
    const claimId = await desk.selfPaid();
    await offer({});
    await pay(126_90);
    expect(await workOff()).toBe(0);
    await offer();
    await pay(10_00);
    await workOff();
    // 4.10 are left, which is less than ten percent: apart from the discount the claim was paid.
    expect(await patientCents(claimId)).toBe(0);
    const other = await desk.selfPaid();
    await pay(100_00);
    await workOff();
    expect(await patientCents(other)).toBe(41_00);
    desk.edge.setNow('2026-12-08T15:00:00.000Z');
    await pay(26_90, { receivedOn: '2026-12-08' });
    await workOff();
    expect(await patientCents(other)).toBe(14_10);
    expect((await get(`/v1/accounts/${desk.accountId}/balance`)).claims[0].promptPay).toBe(undefined);
  });

  test('on several visits is earned by one payment of the amount that settles them all', async () => {
    const claims = [await desk.selfPaid(), await desk.selfPaid()];
    await offer();
    const payment = await pay(2 * 126_90);
    expect(payment.allocations.map(({ cents }: { cents: number }) => cents)).toEqual([126_90, 126_90]);
    await workOff();
    expect(await Promise.all(claims.map(patientCents))).toEqual([0, 0]);
    // When a payment is taken off one visit, only that visit loses the discount.
    const off = { claimIds: [claims[0]], reason: 'Wrong visit' };
    await desk.send('POST', `/v1/patient-payments/${payment.id}/take-off`, off, { version: payment.version });
    await offer({ isAutomatic: false });
    await workOff();
    expect(await Promise.all(claims.map(patientCents))).toEqual([141_00, 0]);
  });
});
