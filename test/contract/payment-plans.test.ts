import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { stranger } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
let claimId: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  claimId = await desk.selfPaid();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
/** Three instalments of the visit's 141.00: 47.00 each, from the 30th of November 2026 on. Today is the 23rd. */
const agree = (more: object = { count: 3 }) =>
  desk.send('POST', '/v1/payment-plans', {
    ...{ accountId: desk.accountId, firstDueOn: '2026-11-30', every: 'month' },
    ...more,
  });
const pay = (more: object) =>
  desk.send('POST', '/v1/patient-payments', {
    ...{ accountId: desk.accountId, method: 'cash', receivedOn: '2026-11-23' },
    ...more,
  });
const pointers = ({ body }: { readonly body: { readonly errors?: readonly { readonly pointer: string }[] } }) =>
  body.errors?.map(({ pointer }) => pointer);

describe('a payment plan', () => {
  test('divides what is owed, and is paid by payments on its claims, its own instalments first', async () => {
    const agreed = await agree();
    expect(agreed.status, JSON.stringify(agreed.body)).toBe(201);
    expect(agreed.body).toMatchObject({
      ...{ state: 'current', totalCents: 141_00, remainingCents: 141_00, claimIds: [claimId] },
      instalments: [
        { number: 1, dueOn: '2026-11-30', cents: 47_00, state: 'coming' },
        { number: 2, dueOn: '2026-12-30', cents: 47_00 },
        { number: 3, dueOn: '2027-01-30', cents: 47_00 },
      ],
    });
    const lines = [{ procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-09-30' }];
    await desk.selfPaid(undefined, { lines });
    const { id: planId } = agreed.body;
    const paid = await pay({ planId, cents: 50_00 });
    expect(paid.body).toMatchObject({ planId, allocations: [{ claimId, cents: 50_00 }] });
    const path = `/v1/payment-plans/${planId}`;
    expect(await get(path)).toMatchObject({
      paidCents: 50_00,
      remainingCents: 91_00,
      instalments: [{ state: 'paid' }, { paidCents: 3_00 }, {}],
    });
    const back = { as: 'returned', reason: 'No funds' };
    await desk.send('POST', `/v1/patient-payments/${paid.body.id}/reverse`, back, { version: 1 });
    expect(await get(path)).toMatchObject({ paidCents: 0, remainingCents: 141_00 });
    await pay({ planId, cents: 141_00 });
    expect(await get(path)).toMatchObject({ state: 'completed', remainingCents: 0 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('mentions Regulation Z beyond four instalments, and has no zero instalment and none in the past', async () => {
    expect((await agree({ count: 5 })).body).toMatchObject({ status: 409, instalments: 5 });
    expect((await agree({ instalmentCents: 30_00 })).body).toMatchObject({ status: 409, instalments: 5 });
    expect(pointers(await agree({ instalmentCents: 0 }))).toEqual(['/instalmentCents']);
    expect(pointers(await agree({ count: 3, firstDueOn: '2026-11-22' }))).toEqual(['/firstDueOn']);
    expect(pointers(await agree({ count: 3, firstDueOn: '2027-11-24' }))).toEqual(['/firstDueOn']);
    expect(pointers(await agree({ count: 3, firstDueOn: '9999-12-31' }))).toEqual(['/firstDueOn']);
    expect(pointers(await agree({ instalmentCents: 1_00 }))).toEqual(['/instalmentCents']);
    expect(pointers(await agree({ count: 5, disclosedOn: '2026-11-24' }))).toEqual(['/disclosedOn']);
    expect(pointers(await agree({ count: 2, claimIds: ['S0123456789ABCD9'] }))).toEqual(['/claimIds/0']);
    expect((await agree({ count: 5, disclosedOn: '2026-11-23' })).status).toBe(201);
  });

  test('is one at a time, also when two people agree on one at once; a completed plan makes room for another', async () => {
    const answers = await Promise.all([agree(), agree()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [open] = (await get('/v1/payment-plans')).items;
    expect((await agree()).body).toMatchObject({ status: 409, planId: open.id });
    await pay({ planId: open.id, cents: 141_00 });
    expect((await agree()).body.type).toMatch(/plan-for-nothing$/);
    await desk.selfPaid();
    expect((await agree()).status).toBe(201);
    expect(await get(`/v1/payment-plans/${open.id}`)).toMatchObject({ state: 'completed', ended: { as: 'completed' } });
  });

  test('ends when a person ends it, and as completed only when it is paid', async () => {
    const { body } = await agree();
    const end = (as: string, version = 1) =>
      desk.send('POST', `/v1/payment-plans/${body.id}/end`, { as, reason: 'Asked for it' }, { version });
    expect(pointers(await end('completed'))).toEqual(['/as']);
    expect((await end('cancelled', 2)).body.type).toMatch(/version-changed$/);
    expect((await end('cancelled')).body).toMatchObject({ version: 2, state: 'cancelled', ended: { as: 'cancelled' } });
    expect((await end('broken', 2)).body.type).toMatch(/plan-ended-already$/);
    expect((await agree()).status).toBe(201);
  });

  test('is listed while it is active, and then in the month of its end; not in another office', async () => {
    const { body } = await agree();
    const listed = async (query: string) => (await get(`/v1/payment-plans?${query}`)).items.length;
    expect(await get('/v1/payment-plans')).toMatchObject({ count: 1, totalCents: 141_00, items: [{ id: body.id }] });
    expect([await listed('state=current'), await listed('state=behind'), await listed('state=ended')]).toEqual([
      1, 0, 0,
    ]);
    expect(await listed(`accountId=acc_01JD0EXAMP1E00000000000000`)).toBe(0);
    await desk.send('POST', `/v1/payment-plans/${body.id}/end`, { as: 'broken', reason: 'Missed two' }, { version: 1 });
    expect([await listed(''), await listed('state=ended')]).toEqual([0, 1]);
    const foreign = await desk.call('GET', `/v1/payment-plans/${body.id}`, undefined, { principal: stranger });
    expect(foreign.status).toBe(404);
  });

  test('is listed as behind from the day after an instalment that nobody paid, and no longer once it is paid', async () => {
    const { body } = await agree();
    const behind = () => get('/v1/payment-plans?state=behind');
    desk.edge.setNow('2026-11-30T15:00:00.000Z');
    expect((await behind()).items).toEqual([]);
    desk.edge.setNow('2026-12-01T15:00:00.000Z');
    const missed = {
      ...{ id: body.id, state: 'behind', missedCents: 47_00, dueCents: 47_00, remainingCents: 141_00 },
      instalments: [{ state: 'missed' }, { state: 'coming' }, { state: 'coming' }],
    };
    expect(await behind()).toMatchObject({ count: 1, totalCents: 141_00, items: [missed] });
    expect((await get('/v1/payment-plans?state=current')).items).toEqual([]);
    const late = await pay({ planId: body.id, cents: 47_00, receivedOn: '2026-12-01' });
    expect(late.status, JSON.stringify(late.body)).toBe(201);
    expect((await behind()).items).toEqual([]);
    expect((await get('/v1/payment-plans?state=current')).items).toMatchObject([{ id: body.id, missedCents: 0 }]);
  });

  test('is not made for an account from which nothing may be collected', async () => {
    await desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, { kind: 'dispute', reason: 'Says it was paid' });
    expect((await agree()).body).toMatchObject({ status: 409, because: 'dispute' });
  });
});
