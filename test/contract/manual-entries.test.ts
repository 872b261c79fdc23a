import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

const second = { ...manager, subject: 'user-second' };
let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const fee = (cents: number) => [
  { account: 'merchant-and-agency-fees', cents, note: 'Terminal of October' },
  { account: 'bank', cents: -cents },
];
const post = (lines: readonly object[], more: object = {}) =>
  desk.send('POST', '/v1/manual-entries', { entityId: desk.office.entityId, lines, reason: 'The bank’s fee', ...more });
const decide = (id: string, deed: string, version: number, principal = second) =>
  desk.send('POST', `/v1/manual-entries/${id}/${deed}`, { reason: 'Looked at' }, { version, principal });
const books = async () => {
  const { accounts } = await get('/v1/trial-balance');
  return Object.fromEntries(
    accounts.flatMap((each: { readonly account: string; readonly balanceCents: number }) =>
      each.balanceCents === 0 ? [] : [[each.account, each.balanceCents]],
    ),
  );
};

describe('a manual entry', () => {
  test('is booked, is shown on the day sheet, and is reversed by an opposite entry', async () => {
    const { status, body } = await post(fee(35_00));
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'booked', cents: 35_00, postedOn: '2026-11-23' });
    expect(await books()).toEqual({ bank: -35_00, 'merchant-and-agency-fees': 35_00 });
    expect(await get(`/v1/ledger-entries/${body.ledgerEntryId}`)).toMatchObject({
      ...{ kind: 'manual-entry', manualId: body.id, by: 'user-manager', reason: 'The bank’s fee' },
    });
    const sheet = await get('/v1/day-sheets?day=2026-11-23');
    expect(sheet.receipts).toEqual([]);
    expect(sheet.manual).toMatchObject([
      { account: 'bank', kind: 'manual-entry', cents: -35_00 },
      { account: 'merchant-and-agency-fees', kind: 'manual-entry', cents: 35_00 },
    ]);
    const back = await decide(body.id, 'reverse', 1);
    expect(back.body).toMatchObject({ state: 'reversed', version: 2 });
    expect(await books()).toEqual({});
    expect((await decide(body.id, 'reverse', 2)).body.type).toMatch(/manual-entry-not-booked$/);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('above the limit waits for a second person, who may decline it', async () => {
    const { body } = await post(fee(1_000_01));
    expect([body.state, await books()]).toEqual(['waiting', {}]);
    expect((await get('/v1/manual-entries?state=waiting')).items).toEqual([body]);
    expect((await decide(body.id, 'approve', 1, manager)).body.type).toMatch(/decided-by-oneself$/);
    expect((await decide(body.id, 'approve', 1)).body).toMatchObject({
      state: 'booked',
      decided: { by: 'user-second' },
    });
    expect(await books()).toEqual({ bank: -1_000_01, 'merchant-and-agency-fees': 1_000_01 });
    const other = (await post(fee(2_000_00))).body;
    expect((await decide(other.id, 'decline', 1)).body.state).toBe('declined');
    expect((await decide(other.id, 'approve', 2)).body.type).toMatch(/manual-entry-not-waiting$/);
  });

  test('must balance, use accounts that no other record depends on, and have a day that is open', async () => {
    expect((await post([...fee(35_00), { account: 'bad-debt', cents: 1 }])).body).toMatchObject({
      status: 422,
      differenceCents: 1,
    });
    expect((await post([{ account: 'bank', cents: -5 }])).body).toMatchObject({ status: 422, differenceCents: -5 });
    const control = await post([
      { account: 'patient-receivable', cents: 5 },
      { account: 'bank', cents: -5 },
    ]);
    expect(control.body.errors).toMatchObject([{ pointer: '/lines/0/account' }]);
    expect((await post(fee(1), { postedOn: '2026-11-24' })).body.errors).toMatchObject([{ pointer: '/postedOn' }]);
    // 1926 instead of 2026: the books would begin in that year.
    expect((await post(fee(1), { postedOn: '1926-11-23' })).body.errors).toMatchObject([{ pointer: '/postedOn' }]);
    const late = await post(fee(5_00), { postedOn: '2026-10-31' });
    expect(late.status, JSON.stringify(late.body)).toBe(201);
    const { entityId } = desk.office;
    const closed = await desk.send(
      'POST',
      `/v1/accounting-periods/${entityId}/2026-10/close`,
      { accepted: [] },
      { version: 1 },
    );
    expect(closed.status, JSON.stringify(closed.body)).toBe(200);
    expect((await post(fee(5_00), { postedOn: '2026-10-31' })).body.type).toMatch(/period-closed$/);
    // A patient's payment of a closed month is booked in the open month, with its own day as the effective day.
    const paid = { patientId: desk.office.patientId, method: 'cash', cents: 5_00, receivedOn: '2026-10-31', entityId };
    const payment = await desk.send('POST', '/v1/patient-payments', paid);
    expect(payment.status, JSON.stringify(payment.body)).toBe(201);
    const { items } = (await desk.call('GET', `/v1/ledger-entries?paymentId=${payment.body.id}`)).body;
    expect(items).toMatchObject([{ period: '2026-11', postedOn: '2026-11-23', effectiveOn: '2026-10-31' }]);
    // Half a cent is refused everywhere.
    const half = await desk.send('POST', '/v1/patient-payments', { ...paid, cents: 12.5 });
    expect(half.body.errors).toMatchObject([{ pointer: '/cents' }]);
  });
});
