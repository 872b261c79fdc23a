import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
let accountId: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
  accountId = (await desk.send('POST', '/v1/accounts', { guarantor })).body.id;
});
afterEach(() => desk.store.stop());

const due = async () => {
  const { body } = await desk.call('GET', `/v1/accounts/${accountId}/balance`);
  return [body.clientCents, body.unappliedCents, body.dueCents];
};
const charge = async (unitCents: number) => {
  const { billingProviderId } = desk.office;
  const items = [{ description: 'Drug screen', quantity: 1, unitCents }];
  const charged = await desk.send('POST', `/v1/accounts/${accountId}/charges`, {
    ...{ billingProviderId, serviceOn: '2026-11-20', items },
  });
  expect(charged.status, JSON.stringify(charged.body)).toBe(201);
};
const pay = (cents: number, more: object = {}) =>
  desk.send('POST', '/v1/patient-payments', {
    ...{ accountId, method: 'ach', cents, receivedOn: '2026-11-22', ...more },
  });
const change = (id: string, deed: string, body: object, version: number) =>
  desk.send('POST', `/v1/patient-payments/${id}/${deed}`, body, { version });

describe('a payment of an employer', () => {
  test('pays what its account was charged, and what is left waits for the next charge', async () => {
    await charge(45_50);
    const paid = await pay(60_00);
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    expect(paid.body).toMatchObject({ chargesCents: 45_50, unappliedCents: 14_50, allocations: [] });
    expect(await due()).toEqual([0, 14_50, -14_50]);
    await charge(20_00);
    const more = await change(paid.body.id, 'allocate', {}, 1);
    expect(more.body).toMatchObject({ version: 2, chargesCents: 60_00, unappliedCents: 0 });
    expect(await due()).toEqual([5_50, 0, 5_50]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('is taken off its charges again, and they are owed as before; so does one that comes back', async () => {
    await charge(45_50);
    const { body } = await pay(40_00);
    const off = await change(body.id, 'take-off', { reason: 'Another account' }, 1);
    expect(off.body).toMatchObject({ version: 2, unappliedCents: 40_00 });
    expect(off.body.chargesCents).toBeUndefined();
    expect(await due()).toEqual([45_50, 40_00, 5_50]);
    expect((await change(body.id, 'allocate', {}, 2)).body).toMatchObject({ chargesCents: 40_00 });
    const back = await change(body.id, 'reverse', { as: 'returned', reason: 'No funds' }, 3);
    expect(back.body).toMatchObject({ unappliedCents: 0, reversed: { as: 'returned' } });
    expect(await due()).toEqual([45_50, 0, 45_50]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('leaves charges alone when nobody wants it put there, and never pays more than is owed, whoever pays at once', async () => {
    await charge(45_50);
    expect((await pay(10_00, { allocations: [] })).body).toMatchObject({ unappliedCents: 10_00 });
    const answers = await Promise.all([pay(45_50), pay(45_50)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await due()).toEqual([0, 10_00, -10_00]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });
});
