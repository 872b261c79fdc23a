import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { type CollectionDesk, openCollectionDesk } from '../support/collection-desk.ts';
import { giveEarnedDiscounts } from '../support/give-discounts.ts';

/*
 * The index of the table is late: for a moment it does not show what was just written. Nothing decides about money by
 * it (docs/adr/0002-one-table-tenant-first.md).
 */

let desk: CollectionDesk;
beforeEach(async () => {
  desk = await openCollectionDesk();
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

/** From now on, queries of the index find only what they found in the partitions before. */
function stopIndex(partition: RegExp): void {
  const { table } = desk.store;
  const { query, queryAll } = table;
  const isLate = ({ index, partition: asked }: Parameters<typeof queryAll>[0]) =>
    index !== undefined && partition.test(asked);
  Object.assign(table, {
    query: async (asked: Parameters<typeof query>[0]) => (isLate(asked) ? { items: [] } : query(asked)),
    queryAll: async (asked: Parameters<typeof queryAll>[0]) => (isLate(asked) ? [] : queryAll(asked)),
  });
}

test('interest is charged once for the same days', async () => {
  const states = [{ state: 'OH', from: '2020-01-01', source: 'made up', interest: { maximumBasisPoints: 800 } }];
  await desk.set({ interest: { basisPoints: 600, afterDays: 30 }, states } as never);
  const claimId = await desk.owed();
  stopIndex(/INTEREST/);
  const charge = () => desk.send('POST', '/v1/interest-charges', { claimId, reason: 'As the statement says' });
  const first = await charge();
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  const second = await charge();
  expect([second.status, second.body.type]).toEqual([409, expect.stringMatching(/interest-not-due$/)]);
  const back = await desk.send(
    'POST',
    `/v1/interest-charges/${first.body.id}/reverse`,
    { reason: 'Goodwill' },
    { version: 1 },
  );
  expect(back.status, JSON.stringify(back.body)).toBe(200);
  expect((await charge()).body).toMatchObject({ cents: first.body.cents });
});

test('a discount for prompt payment is taken back with its payment', async () => {
  const claimId = await desk.selfPaid();
  const { version, ...settings } = (await desk.call('GET', '/v1/billing-settings')).body;
  const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
  const set = await desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  const payment = { method: 'check', cents: 126_90, receivedOn: '2026-11-23', reference: '1001' };
  const paid = await desk.send('POST', '/v1/patient-payments', { ...payment, accountId: desk.accountId });
  await giveEarnedDiscounts(desk);
  const owed = async () => (await desk.call('GET', `/v1/claims/${claimId}`)).body.patientCents;
  expect(await owed()).toBe(0);
  stopIndex(/ADJUSTMENTS/);
  const path = `/v1/patient-payments/${paid.body.id}/reverse`;
  const back = await desk.send('POST', path, { as: 'returned', reason: 'No funds' }, { version: 1 });
  expect(back.status, JSON.stringify(back.body)).toBe(200);
  await giveEarnedDiscounts(desk);
  expect(await owed()).toBe(141_00);
});

test('a check that was just entered is not entered again', async () => {
  stopIndex(/ACCOUNT-PAYMENTS/);
  const payment = { method: 'check', cents: 100_00, receivedOn: '2026-11-22', reference: '1001' };
  const enter = () =>
    desk.send('POST', '/v1/patient-payments', { ...payment, accountId: desk.accountId, allocations: [] });
  const first = await enter();
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  expect((await enter()).body).toMatchObject({ status: 409, paymentId: first.body.id });
});
