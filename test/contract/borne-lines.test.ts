import { afterEach, beforeEach, expect, test } from 'vitest';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { type CollectionDesk, openCollectionDesk } from '../support/collection-desk.ts';

/*
 * An agency takes back a payment of which a part had been refunded; the figures are worked out by hand. A claim of
 * 141.00 is placed, and 150.00 are collected with a fee of 37.50: the claim is paid, and the remaining 9.00 are
 * refunded to the patient by check. Then all 150.00 are returned, and the agency gives its fee back: 141.00 are owed
 * again, in bad debt as before, and the 9.00 are lost. The file also has 200.00 of an unknown patient, with a fee of
 * 50.00.
 */

let desk: CollectionDesk;
beforeEach(async () => {
  desk = await openCollectionDesk();
  await desk.set({});
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const second = { ...manager, subject: 'user-second' };
const get = async (path: string) => (await desk.call('GET', path)).body;
const books = async (): Promise<Record<string, number>> => {
  const { accounts } = await get('/v1/trial-balance');
  const rows = accounts as readonly { readonly account: string; readonly balanceCents: number }[];
  return Object.fromEntries(rows.filter((row) => row.balanceCents !== 0).map((row) => [row.account, row.balanceCents]));
};

/** A payment of an unknown patient, which keeps the total of the agency's file above zero. */
const other = 'payment,A-2,THEIR-1,2027-04-11,agency,200.00,50.00,150.00';
/** The reversals that wait. */
const backs = async () => {
  const { items } = await get('/v1/agency-remit-lines');
  return items.filter(({ record }: { readonly record: string }) => record === 'reversal');
};

test('if an agency takes back money that was refunded, the office bears that part, and the rest leaves the payment', async () => {
  const claimId = await desk.owed();
  const placement = (await desk.place()).body.items[0];
  const paid = await desk.remit(
    [`payment,A-1,${placement.id},2027-04-10,agency,150.00,37.50,112.50`],
    'total,1,,,,150.00,37.50,112.50',
  );
  const [{ paymentId }] = (await get(`/v1/agency-remits/${paid.body.id}/lines`)).items;
  const asked = await desk.send('POST', '/v1/refunds', { paymentId, reason: 'Too much' });
  expect(asked.body, JSON.stringify(asked.body)).toMatchObject({ state: 'approved', cents: 9_00 });
  await desk.send('POST', '/v1/refund-checks', { refundIds: [asked.body.id], firstCheckNumber: 1, reason: 'x' });
  const back = await desk.remit(
    [other, `reversal,A-1,${placement.id},2027-04-12,agency,-150.00,-37.50,-112.50`],
    'total,2,,,,50.00,12.50,37.50',
  );
  const waiting = await backs();
  expect(waiting).toMatchObject([{ reference: 'A-1', because: 'payment-refunded' }]);
  const path = `/v1/agency-remits/${back.body.id}/lines/${waiting[0].line}`;
  const bear = (more: object = { paymentId }) =>
    desk.send('POST', `${path}/bear`, { caseId: placement.id, reason: 'Given back', ...more }, { principal: second });
  // While the check is out, it can still be stopped.
  expect((await bear()).body).toMatchObject({ status: 409, refundId: asked.body.id });
  await desk.send('POST', `/v1/refunds/${asked.body.id}/clear`, {}, { version: 2 });
  const match = { caseId: placement.id, paymentId, reason: 'x' };
  expect((await desk.send('POST', `${path}/match`, match)).status).toBe(400);
  const biller = { ...second, roles: 'biller' };
  const refused = await desk.send('POST', `${path}/bear`, { ...match }, { principal: biller });
  expect(refused.status).toBe(403);
  const borne = await bear();
  expect(borne.body, JSON.stringify(borne.body)).toMatchObject({
    ...{ state: 'posted', borneCents: 9_00, matched: { by: 'user-second' } },
  });
  expect(await books()).toEqual({
    ...{ 'bad-debt': 150_00, bank: -9_00, charges: -141_00, 'unidentified-receipts': -200_00 },
    ...{ 'deposits-in-transit': 150_00, 'merchant-and-agency-fees': 50_00 },
  });
  expect(await backs()).toEqual([]);
  expect((await bear()).body.type).toMatch(/remit-line-not-waiting$/);
  expect(await get(`/v1/collection-cases/${placement.id}`)).toMatchObject({
    ...{ state: 'placed', collectedCents: 0, outstandingCents: 141_00 },
  });
  expect(await get(`/v1/patient-payments/${paymentId}`)).toMatchObject({ reversed: { as: 'returned' } });
  expect(claimId).toBeDefined();
});

test('a reversal of an unknown payment is borne as a whole', async () => {
  await desk.owed();
  const placement = (await desk.place()).body.items[0];
  const back = await desk.remit(
    [other, `reversal,A-7,${placement.id},2027-04-12,agency,-20.00,-5.00,-15.00`],
    'total,2,,,,180.00,45.00,135.00',
  );
  const [line] = await backs();
  expect(line).toMatchObject({ because: 'payment-unknown' });
  const path = `/v1/agency-remits/${back.body.id}/lines/${line.line}/bear`;
  const borne = await desk.send('POST', path, { caseId: placement.id, reason: 'Unknown' }, { principal: second });
  expect(borne.body, JSON.stringify(borne.body)).toMatchObject({ state: 'posted', borneCents: 20_00 });
  const after = await books();
  expect(after['unidentified-receipts']).toBe(-200_00);
  // 141.00 of it are in bad debt because of the placement.
  expect(after['bad-debt']).toBe(161_00);
});
