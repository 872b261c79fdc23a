import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
let desk: AccountDesk;
let sister: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  sister = ownAccountId(await desk.register({ name: { lastName: 'EXAMPLE', firstName: 'SISTER' } }));
});
afterEach(() => desk.store.stop());

const balance = async (accountId: string) => (await desk.call('GET', `/v1/accounts/${accountId}/balance`)).body;
const paid = async (more: object = {}) => {
  const body = {
    accountId: desk.accountId,
    method: 'check',
    cents: 100_00,
    receivedOn: '2026-11-22',
    reference: '1001',
  };
  return (await desk.send('POST', '/v1/patient-payments', { ...body, ...more })).body;
};
const deed = (id: string, name: string, body: object, version = 1, principal = manager) =>
  desk.send('POST', `/v1/patient-payments/${id}/${name}`, body, { version, principal });
const transfer = (id: string, body: object = {}, version = 1) =>
  deed(id, 'transfer', { accountId: sister, reason: 'Paid for her sister', ...body }, version);

describe('unapplied cash that goes to another account', () => {
  test('becomes a payment of its own there, with its original age, and pays that account’s visits', async () => {
    const source = await paid();
    const moved = await transfer(source.id, { cents: 60_00 });
    expect(moved.status, JSON.stringify(moved.body)).toBe(201);
    expect(moved.body).toMatchObject({
      ...{ accountId: sister, method: 'transfer', cents: 60_00, unappliedCents: 60_00, receivedOn: '2026-11-22' },
      ...{ reference: '1001', transferredFrom: { paymentId: source.id, accountId: desk.accountId } },
    });
    expect(await balance(desk.accountId)).toMatchObject({ unappliedCents: 40_00, dueCents: -40_00 });
    expect(await balance(sister)).toMatchObject({ unappliedCents: 60_00, dueCents: -60_00 });
    const entries = (await desk.call('GET', `/v1/ledger-entries?paymentId=${moved.body.id}`)).body.items;
    expect(entries).toMatchObject([{ kind: 'cash-transfer', accountId: sister, paymentId: moved.body.id }]);
    // The transfer is not new money: only the check waits to be deposited.
    const waiting = (await desk.call('GET', '/v1/patient-payments?state=unbatched')).body.items;
    expect(waiting.map(({ id }: { readonly id: string }) => id)).toEqual([source.id]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('goes back when the new payment is voided; until then the check itself cannot be reversed', async () => {
    const source = await paid();
    const { body: moved } = await transfer(source.id);
    const early = await deed(source.id, 'reverse', { as: 'returned', reason: 'No funds' }, 2);
    expect(early.body).toMatchObject({ status: 409, paymentId: moved.id });
    const wrong = await deed(moved.id, 'reverse', { as: 'returned', reason: 'No funds' });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/as' }]);
    const back = await deed(moved.id, 'reverse', { as: 'voided', reason: 'Not her sister' });
    expect(back.body).toMatchObject({ unappliedCents: 0, reversed: { as: 'voided' } });
    expect(await balance(desk.accountId)).toMatchObject({ unappliedCents: 100_00 });
    expect(await balance(sister)).toMatchObject({ unappliedCents: 0, dueCents: 0 });
    const returned = await deed(source.id, 'reverse', { as: 'returned', reason: 'No funds' }, 3);
    expect(returned.body).toMatchObject({ unappliedCents: 0, reversed: { as: 'returned' } });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('cannot exceed the unapplied amount, or the limit of the person', async () => {
    const source = await paid({ cents: 2_000_00 });
    expect((await transfer(source.id, { cents: 2_000_01 })).body).toMatchObject({
      status: 409,
      unappliedCents: 2_000_00,
    });
    expect((await transfer(source.id, { accountId: desk.accountId })).body.errors).toMatchObject([
      { pointer: '/accountId' },
    ]);
    const nobody = 'acc_01JD0EXAMP1E00000000000000';
    expect((await transfer(source.id, { accountId: nobody })).body.errors).toMatchObject([{ pointer: '/accountId' }]);
    const order = { accountId: sister, reason: 'Hers' };
    expect((await deed(source.id, 'transfer', order, 1, biller)).body).toMatchObject({
      status: 403,
      limitCents: 1_000_00,
    });
    expect((await deed(source.id, 'transfer', { ...order, cents: 1_000_00 }, 1, biller)).status).toBe(201);
    expect((await transfer(source.id)).body.type).toMatch(/version-changed$/);
  });
});
