import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { batchedWrite, waitingChangedWrite } from '../../shared/store/deposit-batches.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager, stranger } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
let entityId: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  [{ id: entityId }] = (await get('/v1/legal-entities')).items;
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const pay = async (cents: number, more: object = {}): Promise<string> => {
  const body = { accountId: desk.accountId, entityId, method: 'check', receivedOn: '2026-11-20', ...more };
  const paid = await desk.send('POST', '/v1/patient-payments', { ...body, cents });
  expect(paid.status, JSON.stringify(paid.body)).toBe(201);
  return paid.body.id;
};
const bring = (more: object) =>
  desk.send('POST', '/v1/deposit-batches', { entityId, depositedOn: '2026-11-21', reference: 'SLIP-7', ...more });
const atBank = async (cents: number, more: object = {}) => {
  const body = { entityId, bankAccount: 'Operating', depositedOn: '2026-11-23', cents, kind: 'check', ...more };
  return (await desk.send('POST', '/v1/deposits', body)).body.deposit;
};
const reverse = (id: string, as: string) =>
  desk.send('POST', `/v1/patient-payments/${id}/reverse`, { as, reason: 'Said so' }, { version: 1 });
const pointers = ({ body }: { readonly body: { readonly errors?: readonly { readonly pointer: string }[] } }) =>
  body.errors?.map(({ pointer }) => pointer);
/** The amount in transit by the lists, which must equal the balance of the account. */
const inTransit = async () => {
  const { ages, waiting } = await get('/v1/deposits-in-transit');
  const { accounts } = await get('/v1/trial-balance');
  const listed = ages.reduce((sum: number, { cents }: { readonly cents: number }) => sum + cents, waiting.cents);
  const account = accounts.find(({ account: name }: { readonly account: string }) => name === 'deposits-in-transit');
  expect(listed).toBe(account?.balanceCents ?? 0);
  return { waiting: waiting.cents, listed };
};

describe('a deposit batch', () => {
  test('takes all cash and checks received by its day if they equal the total of the slip, and otherwise nothing', async () => {
    await pay(60_00, { reference: '1001', receivedOn: '2026-11-19' });
    await pay(40_00, { method: 'cash' });
    await pay(30_00, { method: 'card' });
    await pay(20_00, { reference: '1002', receivedOn: '2026-11-22' });
    expect(await inTransit()).toEqual({ waiting: 150_00, listed: 150_00 });
    const short = await bring({ totalCents: 101_00 });
    expect(short.body).toMatchObject({ status: 409, countedCents: 100_00, differenceCents: -1_00 });
    expect(await inTransit()).toEqual({ waiting: 150_00, listed: 150_00 });
    const made = await bring({ totalCents: 100_00 });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({ version: 1, payments: [{ cents: 60_00, reference: '1001' }, { cents: 40_00 }] });
    expect(await inTransit()).toEqual({ waiting: 50_00, listed: 150_00 });
    expect((await get('/v1/patient-payments?state=unbatched')).items).toHaveLength(2);
    expect(pointers(await bring({ totalCents: 100_00 }))).toEqual(['/depositedOn']);
    expect((await get('/v1/deposit-batches')).items).toEqual([made.body]);
  });

  test('takes the named payments, each once, and of its own legal entity', async () => {
    const card = await pay(30_00, { method: 'card' });
    const named = (paymentIds: readonly string[], more: object = {}) =>
      bring({ totalCents: 30_00, paymentIds, ...more });
    expect(pointers(await named([card, card]))).toEqual(['/paymentIds/1']);
    expect(pointers(await named(['pmt_01JD0EXAMP1E00000000000000']))).toEqual(['/paymentIds/0']);
    expect(pointers(await named([card], { entityId: 'ent_01JD0EXAMP1E00000000000000' }))).toEqual(['/entityId']);
    expect(pointers(await named([card], { depositedOn: '2026-11-24' }))).toEqual(['/depositedOn']);
    expect(pointers(await named([card], { totalCents: 0 }))).toEqual(['/totalCents']);
    const answers = await Promise.all([named([card]), named([card])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('is matched with the bank’s deposit by the number of its slip, and then cannot be undone', async () => {
    await pay(60_00, { reference: '1001' });
    const { body: batch } = await bring({ totalCents: 60_00 });
    const deposit = await atBank(60_00, { traceNumber: 'slip 7' });
    expect(deposit).toMatchObject({ state: 'matched', remittanceIds: [batch.id] });
    expect(await inTransit()).toEqual({ waiting: 0, listed: 0 });
    const undo = () => desk.send('POST', `/v1/deposit-batches/${batch.id}/undo`, { reason: 'Wrong' }, { version: 1 });
    expect((await undo()).body.type).toMatch(/batch-matched$/);
    expect((await desk.send('POST', `/v1/deposits/${deposit.id}/unmatch`)).status).toBe(200);
    expect(await inTransit()).toEqual({ waiting: 0, listed: 60_00 });
    expect((await undo()).body).toMatchObject({ version: 2, undone: { reason: 'Wrong' } });
    expect(await inTransit()).toEqual({ waiting: 60_00, listed: 60_00 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('without a number is matched by hand, with the fee that the processor kept', async () => {
    const card = await pay(100_00, { method: 'card' });
    const { body: batch } = await bring({ totalCents: 100_00, paymentIds: [card], reference: undefined });
    const deposit = await atBank(97_00, { kind: 'card' });
    expect(deposit.state).toBe('unmatched');
    const match = { remittanceIds: [batch.id], feeCents: 3_00 };
    const matched = await desk.send('POST', `/v1/deposits/${deposit.id}/match`, match);
    expect(matched.body).toMatchObject({ state: 'matched', matchedFeeCents: 3_00 });
    expect(await inTransit()).toEqual({ waiting: 0, listed: 0 });
  });

  test('keeps its payments: they cannot be voided, but may be returned, and the bank then shows that', async () => {
    const [waiting, check] = [await pay(10_00), await pay(60_00, { reference: '1001' })];
    const { body: batch } = await bring({ totalCents: 60_00, paymentIds: [check] });
    expect((await reverse(check, 'voided')).body).toMatchObject({ status: 409, batchId: batch.id });
    expect((await reverse(waiting, 'voided')).status).toBe(200);
    expect(await inTransit()).toEqual({ waiting: 0, listed: 60_00 });
    expect((await reverse(check, 'returned')).status).toBe(200);
    expect(await inTransit()).toEqual({ waiting: 0, listed: 0 });
    await atBank(60_00, { traceNumber: 'SLIP-7' });
    expect(await inTransit()).toEqual({ waiting: 0, listed: -60_00 });
    expect(await atBank(-60_00, { traceNumber: '1001' })).toMatchObject({ state: 'matched', remittanceIds: [check] });
    expect(await inTransit()).toEqual({ waiting: 0, listed: 0 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('cannot be seen by another office', async () => {
    await pay(60_00);
    const { body } = await bring({ totalCents: 60_00 });
    const foreign = await desk.call('GET', `/v1/deposit-batches/${body.id}`, undefined, { principal: stranger });
    expect(foreign.status).toBe(404);
  });
});

test('a payment whose amount to be deposited has changed since it was read is in no batch', async () => {
  const id = await pay(100_00, { method: 'card', reference: 'TERM-1' });
  const tenant = manager.tenantId as TenantId;
  const read = await readPatientPayment(desk.store.table, tenant, id);
  if (read === undefined) throw new Error('the payment was entered');
  const later = { ...read, feeCents: cents(4_00) };
  const { table } = desk.store;
  expect((await table.transact([waitingChangedWrite(tenant, later)])).ok).toBe(true);
  expect((await table.transact([batchedWrite(tenant, read, 'dpb_1')])).ok).toBe(false);
  expect((await table.transact([batchedWrite(tenant, later, 'dpb_1')])).ok).toBe(true);
});
