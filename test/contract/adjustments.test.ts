import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';

let desk: AccountDesk;
let claimId: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  claimId = await desk.selfPaid();
});
afterEach(() => desk.store.stop());

const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
const second = { ...manager, subject: 'user-second' };
const ask = (body: object, principal = biller) =>
  desk.send('POST', '/v1/adjustments', { claimId, reason: 'Asked for', ...body }, { principal });
const decide = (id: string, deed: string, version: number, principal = second) =>
  desk.send('POST', `/v1/adjustments/${id}/${deed}`, { reason: 'Looked at' }, { version, principal });
const get = async (path: string) => (await desk.call('GET', path)).body;
const owed = async () => (await get(`/v1/claims/${claimId}`)).patientCents;

/** The sum of an account of the chart over all days. */
async function inTheBooks(account: string): Promise<number> {
  const { accounts } = await get('/v1/trial-balance');
  return accounts.find((each: { readonly account: string }) => each.account === account)?.balanceCents ?? 0;
}

describe('an adjustment without a denial', () => {
  test('within the limit of who asks is booked at once, and taken back by an entry of its own', async () => {
    const { status, body } = await ask({ why: 'service-complaint', cents: 41_00 });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'booked', as: 'write-off', cents: 41_00, requested: { by: 'user-biller' } });
    expect(await owed()).toBe(100_00);
    expect(await get(`/v1/ledger-entries/${body.ledgerEntryId}`)).toMatchObject({
      kind: 'write-off',
      legs: [
        { account: 'other-adjustments', cents: 41_00, reason: 'service-complaint', reference: body.id },
        { account: 'patient-receivable', cents: -41_00 },
      ],
    });
    const back = await decide(body.id, 'reverse', 1, biller);
    expect(back.body).toMatchObject({ state: 'reversed', version: 2, reversed: { by: 'user-biller' } });
    expect([await owed(), await inTheBooks('other-adjustments')]).toEqual([141_00, 0]);
    expect((await decide(body.id, 'reverse', 2)).body.type).toMatch(/adjustment-not-booked$/);
    const { items } = await get(`/v1/adjustments?claimId=${claimId}`);
    expect(items).toEqual([back.body]);
  });

  test('above the limit waits, moves nothing, and is booked when another person agrees', async () => {
    const { body } = await ask({ why: 'uncollectible' });
    expect(body).toMatchObject({ state: 'waiting', cents: 141_00 });
    expect(await owed()).toBe(141_00);
    expect((await get('/v1/adjustments?state=waiting')).items).toEqual([body]);
    expect((await decide(body.id, 'approve', 1, biller)).status).toBe(403);
    const agreed = await decide(body.id, 'approve', 1);
    expect(agreed.body).toMatchObject({ state: 'booked', version: 2, decided: { by: 'user-second' } });
    expect([await owed(), await inTheBooks('bad-debt')]).toEqual([0, 141_00]);
    expect((await get('/v1/adjustments?state=waiting')).items).toEqual([]);
    expect((await decide(body.id, 'approve', 2)).body.type).toMatch(/adjustment-not-waiting$/);
  });

  test('is agreed to by nobody who asked for it, and declined by another or withdrawn', async () => {
    const { version: _version, ...settings } = await get('/v1/billing-settings');
    const limits = { ...settings.limits, writeOff: { billerCents: 0, managerCents: 50_00 } };
    const replaced = await desk.send('PUT', '/v1/billing-settings', { ...settings, limits }, { version: 0 });
    expect(replaced.status, JSON.stringify(replaced.body)).toBe(200);
    const own = (await ask({ why: 'billing-error' }, second)).body;
    expect((await decide(own.id, 'approve', 1)).body.type).toMatch(/decided-by-oneself$/);
    expect((await decide(own.id, 'decline', 1, biller)).body.type).toMatch(/adjustment-not-yours$/);
    expect((await decide(own.id, 'decline', 1)).body).toMatchObject({ state: 'declined' });
    expect(await owed()).toBe(141_00);
  });

  test('that waits is checked again when somebody agrees, and only one of two is booked', async () => {
    const [first, other] = [await ask({ why: 'uncollectible' }), await ask({ why: 'bankruptcy' })];
    const answers = await Promise.all([
      decide(first.body.id, 'approve', 1),
      decide(other.body.id, 'approve', 1, { ...manager, subject: 'user-third' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([await owed(), await inTheBooks('bad-debt')]).toEqual([0, 141_00]);
    const left = answers[0]?.status === 409 ? first : other;
    expect((await decide(left.body.id, 'approve', 1)).body.type).toMatch(/adjustment-exceeds-balance$/);
    expect((await decide(left.body.id, 'decline', 1)).status).toBe(200);
  });

  test('moves nothing beyond the balance, for no reason of another balance, and of no other claim', async () => {
    expect((await ask({ why: 'billing-error', cents: 141_01 })).body.type).toMatch(/adjustment-exceeds-balance$/);
    expect((await ask({ why: 'filed-late' })).body.type).toMatch(/adjustment-does-not-fit$/);
    expect((await ask({ why: 'coverage-ended', payerPosition: 0 })).body.type).toMatch(/adjustment-does-not-fit$/);
    expect((await ask({ why: 'no-reason-of-ours' })).status).toBe(400);
    expect((await ask({ why: 'courtesy', claimId: 'S0000000000000AB' })).status).toBeGreaterThanOrEqual(400);
    expect((await get(`/v1/adjustments?claimId=${claimId}`)).items).toEqual([]);
  });

  test('gives nothing to collections that an open dispute keeps from them', async () => {
    const hold = { kind: 'dispute', reason: 'Says it was paid' };
    expect((await desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, hold)).status).toBeLessThan(300);
    const { body } = await ask({ why: 'unpaid-after-notices', cents: 10_00 });
    expect([body.type, body.because]).toEqual([expect.stringMatching(/account-forbids$/), 'dispute']);
  });
});
