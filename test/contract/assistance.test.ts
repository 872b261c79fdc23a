import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

/** A person who enters applications, and does not decide about them. */
const frontDesk = { ...manager, subject: 'user-front-desk' };
const get = async (path: string) => (await desk.call('GET', path)).body;
const apply = async (more: object = {}) => {
  const household = { size: 3, incomeCents: 60_000_00 };
  const documents = [{ kind: 'pay-stubs', receivedOn: '2026-11-20' }];
  const body = { accountId: desk.accountId, appliedOn: '2026-11-20', household, documents };
  return desk.send('POST', '/v1/assistance-applications', { ...body, ...more }, { principal: frontDesk });
};
const act = (id: string, deed: string, version: number, body: object = {}, principal = manager) =>
  desk.send(
    'POST',
    `/v1/assistance-applications/${id}/${deed}`,
    { reason: 'Looked at', ...body },
    { version, principal },
  );
/** A made-up guideline: 15,000.00 for one person, 5,000.00 for each further one. */
const setPolicy = async () => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const assistance = {
    guidelines: [{ year: 2026, region: 'contiguous', firstCents: 15_000_00, furtherCents: 5_000_00 }],
    bands: [
      { upToPercent: 200, rate: 10_000 },
      { upToPercent: 300, rate: 5_000 },
    ],
    ...{ lookBackDays: 240, validDays: 180 },
  };
  const answer = await desk.send('PUT', '/v1/billing-settings', { ...settings, assistance }, { version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

describe('an application for financial assistance', () => {
  test('holds the account while it is open; approved, it writes off the part for its income band, which can be reversed like an adjustment', async () => {
    await setPolicy();
    const claimId = await desk.selfPaid();
    const { status, body } = await apply();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'open', given: [], holdNumber: 1 });
    const account = () => get(`/v1/accounts/${desk.accountId}`);
    expect((await account()).state).toBe('assistance-pending');
    expect((await apply()).body).toMatchObject({ status: 409, applicationId: body.id });
    expect((await act(body.id, 'approve', 1, {}, frontDesk)).body.type).toMatch(/decided-by-oneself$/);
    // 60,000.00 are 240 % of 25,000.00: half of 141.00 is given up.
    const approved = await act(body.id, 'approve', 1);
    expect(approved.body).toMatchObject({
      ...{ state: 'approved', decision: { percent: 240, rate: 5_000, guidelineYear: 2026 } },
      ...{ from: '2026-03-25', until: '2027-05-19', given: [{ claimId, cents: 70_50 }] },
    });
    expect([(await account()).state, (await get(`/v1/claims/${claimId}`)).patientCents]).toEqual(['active', 70_50]);
    const { adjustmentId } = approved.body.given[0];
    expect(await get(`/v1/adjustments/${adjustmentId}`)).toMatchObject({
      why: 'financial-assistance',
      madeBy: body.id,
    });
    // The next visit gets the discount too; the first one does not get it again.
    const next = await desk.selfPaid();
    const more = await act(body.id, 'apply', 2);
    expect(more.body.given).toMatchObject([{ claimId }, { claimId: next, cents: 70_50 }]);
    const back = await desk.send(
      'POST',
      `/v1/adjustments/${adjustmentId}/reverse`,
      { reason: 'Wrong income' },
      { version: 1 },
    );
    expect([back.status, (await get(`/v1/claims/${claimId}`)).patientCents]).toEqual([200, 141_00]);
    expect((await act(body.id, 'end', 3)).body.state).toBe('ended');
    expect((await act(body.id, 'apply', 4)).body.type).toMatch(/assistance-not-approved$/);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('is not approved without the guideline, above every band, or above the limit of the person', async () => {
    await desk.selfPaid();
    const { body } = await apply();
    expect((await act(body.id, 'approve', 1)).body).toMatchObject({ status: 409, year: 2026, region: 'contiguous' });
    await setPolicy();
    const rich = { household: { size: 3, incomeCents: 75_000_01 }, documents: [] };
    const amended = await desk.send('POST', `/v1/assistance-applications/${body.id}/amend`, rich, {
      ...{ version: 1, principal: frontDesk },
    });
    expect(amended.body).toMatchObject({ version: 2, household: { incomeCents: 75_000_01 } });
    expect((await act(body.id, 'approve', 2)).body.type).toMatch(/income-above-bands$/);
    const poor = { household: { size: 3, incomeCents: 10_000_00 }, documents: [] };
    await desk.send('POST', `/v1/assistance-applications/${body.id}/amend`, poor, {
      ...{ version: 2, principal: frontDesk },
    });
    expect((await act(body.id, 'approve', 3, {}, biller)).body).toMatchObject({ status: 403, limitCents: 100_00 });
    const denied = await act(body.id, 'deny', 3);
    expect(denied.body).toMatchObject({ state: 'denied', given: [] });
    expect((await get(`/v1/accounts/${desk.accountId}`)).state).toBe('active');
    expect((await get('/v1/assistance-applications?state=open')).items).toEqual([]);
    expect((await get(`/v1/assistance-applications?accountId=${desk.accountId}`)).items).toEqual([denied.body]);
    expect((await act(body.id, 'approve', 4)).body.type).toMatch(/assistance-not-open$/);
  });
});

describe('a discount', () => {
  test('for self-pay follows from the settings, up to the limit of the person, and takes no amount in the request', async () => {
    const claimId = await desk.selfPaid();
    const ask = (body: object, principal = biller) =>
      desk.send('POST', '/v1/adjustments', { claimId, reason: 'No insurance', ...body }, { principal });
    expect((await ask({ why: 'self-pay-discount' })).body.type).toMatch(/discount-not-offered$/);
    const { version, ...settings } = await get('/v1/billing-settings');
    const discounts = { selfPayRate: 3000, promptPay: { rate: 0, withinDays: 0 } };
    await desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
    // 30 % of 141.00.
    expect((await ask({ why: 'self-pay-discount', cents: 42_31 })).body).toMatchObject({
      status: 409,
      mostCents: 42_30,
    });
    expect((await ask({ why: 'self-pay-discount' })).body).toMatchObject({ state: 'booked', cents: 42_30 });
    expect((await ask({ why: 'financial-assistance' })).body.type).toMatch(/adjustment-made-by-rule$/);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(98_70);
  });
});
