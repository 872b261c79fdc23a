import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { billingProviderBody } from '../support/office.ts';

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
const charge = async (unitCents: number, { billingProviderId }: { billingProviderId: string } = desk.office) => {
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

  test('is taken off its charges again, which are owed as before; a returned payment is, too', async () => {
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

  test('pays charges of other legal entities too: the paid one then owes them the money, and nothing is left without a reason', async () => {
    const other = await desk.send('POST', '/v1/providers', {
      ...{ ...billingProviderBody, npi: '1234567885' },
      billing: { ...billingProviderBody.billing, taxId: { kind: 'ein', value: '987654321' } },
    });
    expect(other.status, JSON.stringify(other.body)).toBe(201);
    const { entityId: otherEntity } = other.body;
    const { entityId } = desk.office;
    await charge(45_50);
    await charge(20_00, { billingProviderId: other.body.id });
    const paid = await pay(70_00, { entityId });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    const elsewhere = [{ entityId: otherEntity, cents: 20_00 }];
    expect(paid.body).toMatchObject({ chargesCents: 65_50, chargesElsewhere: elsewhere, unappliedCents: 4_50 });
    expect(await due()).toEqual([0, 4_50, -4_50]);
    const between = async (id: string) => {
      const { accounts } = (await desk.call('GET', `/v1/trial-balance?entityId=${id}`)).body;
      return accounts.find(({ account }: { account: string }) => account === 'between-entities')?.balanceCents ?? 0;
    };
    expect([await between(entityId), await between(otherEntity)]).toEqual([-20_00, 20_00]);
    const off = await change(paid.body.id, 'take-off', { reason: 'Another account' }, 1);
    expect(off.body).toMatchObject({ unappliedCents: 70_00 });
    expect(off.body.chargesElsewhere).toBeUndefined();
    expect(await due()).toEqual([65_50, 70_00, -4_50]);
    expect([await between(entityId), await between(otherEntity)]).toEqual([0, 0]);
    // A check for the wrong entity alone.
    await change(paid.body.id, 'reverse', { as: 'voided', reason: 'Nothing came' }, 2);
    const wrong = await pay(10_00, { entityId: otherEntity });
    expect(wrong.body).toMatchObject({ chargesCents: 10_00, unappliedCents: 0 });
    expect((await pay(50_00, { entityId: otherEntity })).body).toMatchObject({ chargesCents: 50_00 });
    expect(await due()).toEqual([5_50, 0, 5_50]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('leaves charges unpaid if nobody wants it applied, and never pays more than is owed, even with two payments at once', async () => {
    await charge(45_50);
    expect((await pay(10_00, { allocations: [] })).body).toMatchObject({ unappliedCents: 10_00 });
    const answers = await Promise.all([pay(45_50), pay(45_50)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await due()).toEqual([0, 10_00, -10_00]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('that was too much is refunded to the employer by check, once another person approves', async () => {
    await charge(45_50);
    const { body: paid } = await pay(60_00);
    const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
    const ask = (cents: number) =>
      desk.send('POST', '/v1/refunds', { paymentId: paid.id, cents, reason: 'Paid too much' }, { principal: biller });
    // 60.00 were paid for 45.50: the employer can get back 14.50, and not a cent more.
    expect((await ask(14_51)).body).toMatchObject({ status: 409, creditCents: 14_50 });
    const asked = await ask(14_50);
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect(asked.body).toMatchObject({
      ...{ state: 'requested', accountId, cents: 14_50, of: { kind: 'payment', paymentId: paid.id } },
      payee: { name: 'Example Works', address: { line1: '5 Example Mill Rd' } },
    });
    expect(await due()).toEqual([0, 0, 0]);
    const agreed = await desk.send(
      ...(['POST', `/v1/refunds/${asked.body.id}/approve`, { reason: 'Looked at' }, { version: 1 }] as const),
    );
    expect(agreed.body).toMatchObject({ state: 'approved', approved: { by: 'user-manager' } });
    const check = { refundIds: [asked.body.id], firstCheckNumber: 5001, reason: 'Printed' };
    const sent = await desk.send('POST', '/v1/refund-checks', check);
    expect(sent.body.items, JSON.stringify(sent.body)).toMatchObject([
      { state: 'sent', sent: { checkNumber: '5001' } },
    ]);
    const { body: payment } = await desk.call('GET', `/v1/patient-payments/${paid.id}`);
    expect(payment).toMatchObject({ chargesCents: 45_50, unappliedCents: 0, refundedCents: 14_50 });
    const { accounts } = (await desk.call('GET', '/v1/trial-balance')).body;
    const standing = accounts.flatMap(({ account, balanceCents }: Readonly<Record<string, unknown>>) =>
      balanceCents === 0 ? [] : [[account, balanceCents]],
    );
    // 60.00 were received and are in transit to the bank; 14.50 were refunded. That leaves 45.50, which is what was
    // charged.
    expect(Object.fromEntries(standing)).toEqual({ 'deposits-in-transit': 60_00, bank: -14_50, charges: -45_50 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });
});
