import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles } from '../../shared/store/files.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { coverageBody, encounterBody, payerBody } from '../support/office.ts';

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
  test('within the limit of the person is booked at once, and reversed by its own entry', async () => {
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

  test('cannot be approved by the person who requested it; another person can decline it, that person can withdraw it', async () => {
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

  test('that waits is checked again when it is approved, and only one of two is booked', async () => {
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

  test('cannot exceed the balance, have a reason for another kind of balance, or be about another claim', async () => {
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

  test('moves to collections what notices did not bring: it is bad debt, and the patient owes the rest', async () => {
    const { status, body } = await ask({ why: 'unpaid-after-notices', cents: 45_00 });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'booked', as: 'collections', cents: 45_00 });
    const told = { reason: 'unpaid-after-notices', reference: body.id };
    const { legs } = await get(`/v1/ledger-entries/${body.ledgerEntryId}`);
    expect(legs).toEqual([
      { account: 'bad-debt', cents: 45_00, ...told },
      { account: 'patient-receivable', cents: -45_00, ...told },
    ]);
    // 141.00 less 45.00.
    expect([await owed(), await inTheBooks('bad-debt')]).toEqual([96_00, 45_00]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('moves the whole balance of a payer that was never billed to the next payer, and back', async () => {
    const insured = await insuredTwice();
    const order = { claimId: insured.claimId, payerPosition: 0, why: 'other-payer-first' };
    expect((await ask({ ...order, cents: 100_00 })).body.type).toMatch(/adjustment-does-not-fit$/);
    const { status, body } = await ask(order, manager);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'booked', as: 'next-payer', cents: 141_00, payerPosition: 0 });
    const told = { account: 'insurance-receivable', reason: 'other-payer-first', reference: body.id };
    const [first, second] = insured.payerIds;
    const { legs } = await get(`/v1/ledger-entries/${body.ledgerEntryId}`);
    expect(legs).toEqual([
      { ...told, cents: 141_00, payerId: second, share: 1 },
      { ...told, cents: -141_00, payerId: first, share: 0 },
    ]);
    const payers = async () => (await get(`/v1/claims/${insured.claimId}`)).payers;
    expect(await payers()).toMatchObject([
      { receivableCents: 0, status: 'answered', isPassedOver: true },
      { receivableCents: 141_00, status: 'open' },
    ]);
    expect((await decide(body.id, 'reverse', 1)).body).toMatchObject({ state: 'reversed' });
    expect(await payers()).toMatchObject([
      { receivableCents: 141_00, status: 'open' },
      { receivableCents: 0, status: 'waiting' },
    ]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });
});

/** A claim of 141.00 with two payers, the usual one first; it was withdrawn before it was sent. */
async function insuredTwice() {
  const { office, send } = desk;
  const other = { name: 'Example Supplement', claimPayerId: '88888', remittanceIdentities: [] };
  const { id: second } = (await send('POST', '/v1/payers', { ...payerBody, ...other })).body;
  const coverage = { ...coverageBody, payerId: second, order: 2, memberId: 'M88888' };
  await send('POST', `/v1/patients/${office.patientId}/coverages`, coverage);
  const draft = await send('POST', '/v1/encounters', encounterBody(office));
  const final = await send('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, { version: 1 });
  const [insured] = final.body.state.claimIds;
  const files = createFiles(memoryS3(), 'files');
  await assembleEncounter(
    { tenantId: manager.tenantId as TenantId, encounterId: draft.body.id },
    { ...desk.edge, files },
  );
  const { version } = await get(`/v1/claims/${insured}`);
  const withdrawn = await send(
    'POST',
    `/v1/claims/${insured}/withdraw`,
    { reason: 'The other plan is first' },
    { version },
  );
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200);
  return { claimId: insured as string, payerIds: [office.payerId, second] };
}
