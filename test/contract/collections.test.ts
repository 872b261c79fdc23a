import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { type CollectionDesk, openCollectionDesk } from '../support/collection-desk.ts';
import { partnerBody } from '../support/replaced-bodies.ts';

let desk: CollectionDesk;
beforeEach(async () => {
  desk = await openCollectionDesk();
  await desk.set({});
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
const get = async (path: string) => {
  const { status, body } = await desk.call('GET', path);
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
  return body;
};
const candidate = async () => (await get(`/v1/collection-candidates?accountId=${desk.accountId}`)).items[0];
const hold = (body: object) => desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, { reason: 'Told', ...body });

/** Accounts of the chart that are not zero. */
async function books(): Promise<Record<string, number>> {
  const { accounts } = await get('/v1/trial-balance');
  const rows = accounts as readonly { readonly account: string; readonly balanceCents: number }[];
  return Object.fromEntries(rows.filter((row) => row.balanceCents !== 0).map((row) => [row.account, row.balanceCents]));
}

/** The placement of a claim of 141.00. */
async function placed() {
  const claimId = await desk.owed();
  const { status, body } = await desk.place();
  expect(status, JSON.stringify(body)).toBe(201);
  return { claimId, placement: body.items[0] };
}
const readCase = (id: string) => get(`/v1/collection-cases/${id}`);
const file = () => desk.send('POST', '/v1/agency-files', { agencyId: desk.agencyId });
const textOf = async (id: string): Promise<string[]> => {
  const { file: at } = await get(`/v1/agency-files/${id}`);
  const bytes = await desk.files.get(String(at.url).replace('https://files.example/', ''));
  return Buffer.from(bytes).toString().trim().split('\r\n');
};

describe('what may go to an agency', () => {
  test('is listed with every unmet condition, and from which day each will be met', async () => {
    desk.on('2026-11-23');
    const claimId = await desk.selfPaid();
    expect(await candidate()).toMatchObject({
      ...{ isReady: false, owedCents: 141_00, placeableCents: 0, warnings: ['policy-missing'], state: 'OH' },
      claims: [
        {
          claimId,
          statements: 0,
          missing: [{ condition: 'statements-missing' }, { condition: 'too-young', from: '2027-03-23' }],
        },
      ],
    });
    await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    await hold({ kind: 'dispute' });
    const [{ missing }] = (await candidate()).claims;
    expect(missing).toEqual([
      { condition: 'dispute' },
      { condition: 'notice-running', from: '2026-12-23' },
      { condition: 'too-young', from: '2027-03-23' },
    ]);
    const refused = await desk.place();
    expect([refused.status, refused.body.missing]).toEqual([409, 'dispute notice-running too-young']);
    expect(refused.body.errors[0]).toEqual({ pointer: '/accounts/0', detail: `dispute of claim ${claimId}` });
  });

  test('waits because of a plan, cash, a credit or the least amount', async () => {
    const claimId = await desk.owed();
    expect(await candidate()).toMatchObject({ isReady: true, placeableCents: 141_00, ageDays: 143 });
    const plan = { accountId: desk.accountId, firstDueOn: '2027-05-15', every: 'month', count: 2 };
    const agreed = await desk.send('POST', '/v1/payment-plans', plan);
    expect((await candidate()).claims[0].missing).toEqual([{ condition: 'plan-in-force' }]);
    await desk.send(
      'POST',
      `/v1/payment-plans/${agreed.body.id}/end`,
      { as: 'broken', reason: 'Missed' },
      { version: 1 },
    );
    const paid = {
      accountId: desk.accountId,
      method: 'cash',
      receivedOn: '2026-11-20',
      entityId: desk.office.entityId,
    };
    await desk.send('POST', '/v1/patient-payments', { ...paid, cents: 100, allocations: [] });
    expect((await candidate()).missing).toEqual([{ condition: 'cash-unapplied' }]);
    await desk.send('POST', '/v1/patient-payments', {
      ...paid,
      cents: 92_00,
      allocations: [{ claimId, cents: 92_00 }],
    });
    expect((await candidate()).missing).toEqual([{ condition: 'cash-unapplied' }, { condition: 'below-minimum' }]);
    const page = await get('/v1/collection-candidates?missing=below-minimum&minAgeDays=100');
    expect(page.sums).toEqual({
      ...{ items: 1, owedCents: 49_00, ready: 0, placeableCents: 0 },
      missing: { 'below-minimum': 1, 'cash-unapplied': 1 },
    });
    expect((await get('/v1/collection-candidates?ready=true')).items).toEqual([]);
    const unknown = '/v1/collection-candidates?agencyId=cag_00000000000000000000000000';
    expect((await desk.call('GET', unknown)).body.errors).toMatchObject([{ pointer: 'query/agencyId' }]);
  });

  test('waits 120 days from the first statement of a nonprofit hospital, and the agency is told both dates', async () => {
    await desk.set({ nonprofitEntityIds: [desk.office.entityId], ageDays: 0, noticeDays: 0 });
    await desk.owed();
    desk.on('2027-03-22');
    expect((await candidate()).claims[0].missing).toEqual([{ condition: 'assistance-period', from: '2027-03-23' }]);
    desk.on('2027-03-23');
    expect((await desk.place()).body.items).toMatchObject([{ firstStatementOn: '2026-11-23' }]);
    const made = await file();
    expect((await textOf(made.body.id))[1]).toContain('forbidden,2027-03-23,2027-07-21,');
  });
});

describe('a placement', () => {
  test('is told on a statement of the account, until it is recalled', async () => {
    const { placement } = await placed();
    const statement = async () => {
      const made = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const { dueCents, agencyHasVisits, sender } = await get(`/v1/statements/${made.body.id}`);
      expect(sender).toMatchObject({ name: 'Example Clinic', phone: '6145550100' });
      return [dueCents, agencyHasVisits];
    };
    expect(await statement()).toEqual([0, true]);
    const reason = 'Agreed';
    const back = await desk.send('POST', `/v1/collection-cases/${placement.id}/recall`, { reason }, { version: 1 });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(await statement()).toEqual([141_00, undefined]);
  });

  test('books bad debt, holds the claim, and is reported to the agency once, with the itemisation', async () => {
    const { claimId, placement } = await placed();
    expect(placement).toMatchObject({ state: 'placed', placedCents: 141_00, creditReporting: false, version: 1 });
    expect(placement.told).toEqual({
      ...{ on: '2026-11-23', thenCents: 141_00, interestCents: 0, feesCents: 0, raisedCents: 0 },
      ...{ paymentsCents: 0, creditsCents: 0, currentCents: 141_00 },
    });
    expect(await books()).toEqual({ 'bad-debt': 141_00, charges: -141_00 });
    const account = await get(`/v1/accounts/${desk.accountId}`);
    expect(account.holds).toMatchObject([{ kind: 'agency', claimIds: [claimId], caseId: placement.id }]);
    const ended = await desk.send('POST', `/v1/accounts/${desk.accountId}/holds/1/end`, { reason: 'No' });
    expect(ended.body.type).toMatch(/hold-of-placement$/);
    expect((await hold({ kind: 'agency' })).body.type).toMatch(/hold-of-placement$/);
    const made = await file();
    expect([made.status, made.body.placements, made.body.hasMore], JSON.stringify(made.body)).toEqual([201, 1, false]);
    const [head, row, ...more] = await textOf(made.body.id);
    expect(more).toEqual([]);
    expect(head?.split(',')).toHaveLength(30);
    expect(row).toMatch(new RegExp(`^placement,${placement.id},${desk.accountId},`));
    expect(row).toContain('2026-11-23,last-statement,141.00,0.00,0.00,0.00,0.00,0.00,141.00,');
    expect((await file()).body.type).toMatch(/nothing-to-tell$/);
    expect((await desk.send('POST', `/v1/agency-files/${made.body.id}/deliver`, { reason: 'Lost' })).body.type).toMatch(
      /agency-file-by-hand$/,
    );
    expect(await textOf(made.body.id)).toEqual([head, row]);
  });

  test('is delivered into a drop folder by the agency’s trading partner, and again with the same bytes', async () => {
    const delivery = { kind: 's3-drop', folder: 'agency', fileName: '{control}.csv' };
    const partner = { ...partnerBody, delivery };
    const made = await desk.call('POST', '/v1/trading-partners', partner);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const agency = await get(`/v1/collection-agencies/${desk.agencyId}`);
    const body = { ...agency, receiverId: partner.receiverId };
    const path = `/v1/collection-agencies/${desk.agencyId}`;
    const unknown = await desk.send('PUT', path, { ...body, receiverId: 'NOBODY' }, { version: 1 });
    expect(unknown.body.errors).toEqual([{ pointer: '/receiverId', detail: 'no such trading partner' }]);
    expect((await desk.send('PUT', path, body, { version: 1 })).status).toBe(200);
    await placed();
    const told = await file();
    const again = await desk.send('POST', `/v1/agency-files/${told.body.id}/deliver`, { reason: 'Lost by the agency' });
    expect(again.status, JSON.stringify(again.body)).toBe(202);
    const read = await get(`/v1/agency-files/${told.body.id}`);
    expect(read.deliveries).toMatchObject([
      { number: 1, state: 'waiting' },
      { number: 2, state: 'waiting', reason: 'Lost by the agency' },
    ]);
    const items = (await desk.store.items()).filter(({ type }) => type === 'delivery');
    expect(items.map(({ sha256 }) => sha256)).toEqual([told.body.sha256, told.body.sha256]);
    const page = await get('/v1/collection-cases');
    expect(page.sums).toEqual({
      ...{ items: 1, placedCents: 141_00, collectedCents: 0, feeCents: 0, oldestPlacedOn: '2027-04-15' },
    });
  });

  test('is recalled: the amount is the patient’s as before, the hold ends, and the agency is told', async () => {
    const { placement } = await placed();
    await file();
    const back = await desk.send(
      'POST',
      `/v1/collection-cases/${placement.id}/recall`,
      { reason: 'Mistake' },
      { version: 1 },
    );
    expect(back.body).toMatchObject({ state: 'recalled', version: 2 });
    expect(await books()).toEqual({ 'patient-receivable': 141_00, charges: -141_00 });
    expect((await get(`/v1/accounts/${desk.accountId}`)).state).toBe('active');
    const told = await file();
    expect(told.body).toMatchObject({ placements: 0, recalls: 1, number: 2 });
    expect((await textOf(told.body.id))[1]).toMatch(/^recall,.*,Mistake$/);
    const again = await desk.send(
      'POST',
      `/v1/collection-cases/${placement.id}/recall`,
      { reason: 'No' },
      { version: 2 },
    );
    expect(again.body).toMatchObject({ state: 'recalled', status: 409 });
  });

  test('is returned by the agency with its bad debt, until it is recalled; then another agency may have it', async () => {
    const { claimId, placement } = await placed();
    const gave = await desk.send(
      ...(['POST', `/v1/collection-cases/${placement.id}/return`] as const),
      ...([
        { as: 'uncollectible', reason: 'Skip' },
        { version: 1, principal: biller },
      ] as const),
    );
    expect(gave.body).toMatchObject({ state: 'returned', returned: 'uncollectible', holdNumber: 2 });
    expect((await books())['bad-debt']).toBe(141_00);
    await desk.send('POST', `/v1/collection-cases/${placement.id}/recall`, { reason: 'Try another' }, { version: 2 });
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
    expect((await desk.place()).body.items).toMatchObject([{ state: 'placed', placedCents: 141_00 }]);
    expect((await get('/v1/collection-cases?state=recalled')).items).toMatchObject([{ id: placement.id }]);
  });

  test('has updates for the agency: cash that the office received, why it must stop, and that nothing is owed any more', async () => {
    const { claimId, placement } = await placed();
    await file();
    const paid = { accountId: desk.accountId, method: 'check', reference: '1', cents: 41_00, receivedOn: '2027-04-14' };
    const { entityId } = desk.office;
    const first = await desk.send('POST', '/v1/patient-payments', { ...paid, entityId });
    expect(first.body.unappliedCents).toBe(41_00);
    const path = `/v1/collection-cases/${placement.id}/payments`;
    const put = await desk.send('POST', path, { paymentId: first.body.id }, { version: 1 });
    expect(put.body.claims, JSON.stringify(put.body)).toMatchObject([{ claimId, badDebtCents: 100_00 }]);
    expect(await books()).toEqual({ 'bad-debt': 100_00, 'deposits-in-transit': 41_00, charges: -141_00 });
    await hold({ kind: 'bankruptcy' });
    expect(await readCase(placement.id)).toMatchObject({ outstandingCents: 100_00, mustStop: 'bankruptcy' });
    const second = await file();
    expect(second.body).toMatchObject({ placements: 0, updates: 1 });
    expect((await textOf(second.body.id))[1]).toMatch(/141\.00,0\.00,0\.00,0\.00,41\.00,0\.00,100\.00,.*,bankruptcy$/);
    const spent = await desk.send('POST', path, { paymentId: first.body.id }, { version: 3 });
    expect(spent.body.errors, JSON.stringify(spent.body)).toMatchObject([{ pointer: '/paymentId' }]);
    const rest = await desk.send('POST', '/v1/patient-payments', { ...paid, reference: '2', cents: 120_00, entityId });
    await desk.send('POST', path, { paymentId: rest.body.id }, { version: 3 });
    expect((await get(`/v1/patient-payments/${rest.body.id}`)).unappliedCents).toBe(20_00);
    const third = await file();
    expect((await textOf(third.body.id))[1]).toMatch(/,141\.00,0\.00,0\.00,0\.00,141\.00,0\.00,0\.00,.*,paid$/);
    expect((await readCase(placement.id)).state).toBe('closed');
  });

  test('has its changes reported wherever the last file stopped to look, however many unchanged ones come before it', async () => {
    await desk.set({ booksBadDebt: false });
    const { claimId, placement } = await placed();
    await file();
    const items = await desk.store.items();
    const outbox = items.find(({ type }) => type === 'agency-outbox');
    const own = items.find(({ type }) => type === 'collection-case');
    if (outbox === undefined || own === undefined) throw new Error('there are both');
    // Another agency has a thousand placements with earlier days.
    const others = Array.from({ length: 1_000 }, (_, index) => {
      const id = `col_${String(index).padStart(26, '0')}`;
      const key = { pk: own.pk.replace(placement.id, id), g1sk: `2020-01-01#${id}`, g2pk: `${own.g2pk}-2` };
      return { put: { ...own, ...key, id, agencyId: 'cag_other', placedOn: '2020-01-01', claims: [] } };
    });
    for (let start = 0; start < others.length; start += 100) {
      await desk.store.table.transact(others.slice(start, start + 100));
    }
    const tellsChange = async (lookedThrough: string, reason: string) => {
      const { pk, sk } = outbox;
      await desk.store.table.transact([{ update: { pk, sk }, set: { lookedThrough } }]);
      await desk.send('POST', '/v1/adjustments', { claimId, why: 'billing-error', cents: 10_00, reason });
      return (await file()).body;
    };
    expect(await tellsChange('2019-01-01#', 'Charged twice')).toMatchObject({ updates: 1, hasMore: false });
    expect(await tellsChange('2999-01-01#', 'Charged thrice')).toMatchObject({ updates: 1 });
    expect((await file()).body.type).toMatch(/nothing-to-tell$/);
    expect((await readCase(placement.id)).told).toMatchObject({ creditsCents: 20_00, currentCents: 121_00 });
  });

  test('stays a receivable if the office books no bad debt, and changes by a payer or the office are reported', async () => {
    await desk.set({ booksBadDebt: false });
    const { claimId, placement } = await placed();
    expect(await books()).toEqual({ 'patient-receivable': 141_00, charges: -141_00 });
    await file();
    const adjusted = { claimId, why: 'billing-error', cents: 41_00, reason: 'Charged twice' };
    await desk.send('POST', '/v1/adjustments', adjusted);
    const made = await file();
    expect((await textOf(made.body.id))[1]).toContain(',141.00,0.00,0.00,0.00,0.00,41.00,100.00,');
    expect((await readCase(placement.id)).told).toMatchObject({ creditsCents: 41_00, currentCents: 100_00 });
  });
});
