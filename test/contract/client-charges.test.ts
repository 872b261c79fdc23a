import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readClientBalance } from '../../shared/store/accounts.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { address } from '../support/office.ts';

let desk: AccountDesk;
let works: string;
beforeEach(async () => {
  desk = await openAccountDesk();
  const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
  works = (await desk.send('POST', '/v1/accounts', { guarantor })).body.id;
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
const screens = { description: 'Drug screen', quantity: 3, unitCents: 45_50 };
const charge = (items: readonly object[], accountId = works) => {
  const body = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-20', items };
  return desk.send('POST', `/v1/accounts/${accountId}/charges`, body);
};
const move = (claimId: string, more: object = {}, principal = manager) =>
  desk.send(
    'POST',
    `/v1/accounts/${works}/shares`,
    { claimId, reason: 'Paid by the employer', ...more },
    { principal },
  );
const reverse = (chargeId: string) =>
  desk.send('POST', `/v1/accounts/${works}/charges/${chargeId}/reverse`, { reason: 'By mistake' });

/** The sum of an account of the chart over the whole day. */
async function inTheBooks(account: string): Promise<number> {
  const { accounts } = await get('/v1/trial-balance');
  return accounts.find((each: { readonly account: string }) => each.account === account)?.balanceCents ?? 0;
}
const owed = async () => (await get(`/v1/accounts/${works}/balance`)).clientCents;

describe('what an employer or a facility is charged', () => {
  test('is priced by quantity, booked as a separate receivable, and reversed', async () => {
    // 3 × 45.50 is 136.50; 0.5 × 80.25 is 40.125, so 40.13.
    const { status, body } = await charge([
      { ...screens, patientId: desk.office.patientId },
      { description: 'Nurse on site, hours', quantity: '0.5', unitCents: 80_25 },
    ]);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.items).toMatchObject([
      { accountId: works, cents: 136_50, of: { kind: 'item', quantity: '3', patientId: desk.office.patientId } },
      { cents: 40_13, of: { description: 'Nurse on site, hours' } },
    ]);
    expect(await get(`/v1/accounts/${works}/balance`)).toMatchObject({
      ...{ clientCents: 176_63, dueCents: 176_63, owedCents: 0 },
      positions: [{ position: 'client', cents: 176_63, ageing: [{ age: '0-30', cents: 176_63 }, {}, {}, {}, {}] }],
    });
    const listed = await get(`/v1/accounts/${works}/charges`);
    expect(listed.items.map(({ id }: { readonly id: string }) => id).sort()).toEqual(
      body.items.map(({ id }: { readonly id: string }) => id).sort(),
    );
    const [first] = body.items;
    expect(await get(`/v1/ledger-entries/${first.ledgerEntryId}`)).toMatchObject({
      ...{ kind: 'account-charge', accountId: works, entityId: desk.office.entityId, by: manager.subject },
      legs: [
        { account: 'client-receivable', cents: 136_50, reference: first.id },
        { account: 'charges', cents: -136_50 },
      ],
    });
    const back = await reverse(first.id);
    expect(back.body).toMatchObject({ version: 2, reversed: { by: manager.subject, reason: 'By mistake' } });
    expect(await owed()).toBe(40_13);
    expect(await inTheBooks('client-receivable')).toBe(40_13);
    expect(await inTheBooks('charges')).toBe(-40_13);
    expect((await reverse(first.id)).body.type).toMatch(/charge-taken-back$/);
    const { items } = await get(`/v1/ledger-entries?accountId=${works}`);
    expect(items.map(({ kind }: { readonly kind: string }) => kind).sort()).toEqual([
      'account-charge',
      'account-charge',
      'account-charge-reversal',
    ]);
  });

  test('is refused for a patient, for a provider who does not bill, for nobody, and for nothing', async () => {
    expect((await charge([screens], desk.accountId)).body.type).toMatch(/account-of-no-client$/);
    const body = { billingProviderId: desk.office.renderingProviderId, serviceOn: '2026-11-20', items: [screens] };
    const asked = await desk.send('POST', `/v1/accounts/${works}/charges`, body);
    expect(asked.body.errors).toMatchObject([{ pointer: '/billingProviderId' }]);
    const nobody = await charge([{ ...screens, patientId: 'pat_01JD0EXAMP1E00000000000000' }]);
    expect(nobody.body.errors).toMatchObject([{ pointer: '/items/0/patientId' }]);
    expect((await charge([{ ...screens, unitCents: 0 }])).status).toBe(400);
    expect((await charge([{ ...screens, quantity: '0.001', unitCents: 1 }])).body.errors).toMatchObject([
      { pointer: '/items/0/quantity' },
    ]);
    expect((await charge([{ ...screens, quantity: '0.0001' }])).status).toBe(400);
    expect(await owed()).toBe(0);
  });

  test('is charged once, however often it is sent with the same key', async () => {
    const body = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-20', items: [screens] };
    const headers = { 'Idempotency-Key': 'one-key' };
    const path = `/v1/accounts/${works}/charges`;
    const [first, again] = [
      await desk.call('POST', path, body, { headers }),
      await desk.call('POST', path, body, { headers }),
    ];
    expect(again.body).toEqual(first.body);
    expect(await owed()).toBe(136_50);
  });
});

describe('a patient’s share', () => {
  test('moves to an employer in part, and back, with the claim’s entries adding up', async () => {
    const claimId = await desk.selfPaid();
    const moved = await move(claimId, { cents: 100_00 });
    expect(moved.body).toMatchObject({
      ...{ cents: 100_00, serviceOn: '2026-11-20' },
      of: { kind: 'share', claimId, patientId: desk.office.patientId, reason: 'Paid by the employer' },
    });
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(41_00);
    expect((await get(`/v1/accounts/${desk.accountId}/balance`)).owedCents).toBe(41_00);
    expect(await owed()).toBe(100_00);
    expect(await inTheBooks('patient-receivable')).toBe(41_00);
    expect((await reverse(moved.body.id)).status).toBe(200);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
    expect(await owed()).toBe(0);
    expect(await inTheBooks('client-receivable')).toBe(0);
    const all = await move(claimId);
    expect(all.body.cents).toBe(141_00);
    expect((await get(`/v1/accounts/${desk.accountId}/balance`)).claims).toEqual([]);
  });

  test('never moves beyond what the patient owes, nor above the limit of a role', async () => {
    const claimId = await desk.selfPaid();
    expect((await move(claimId, { cents: 141_01 })).body.type).toMatch(/share-exceeds-balance$/);
    const settings = await get('/v1/billing-settings');
    const limits = { ...settings.limits, transfer: { billerCents: 50_00, managerCents: 100_00 } };
    await desk.send('PUT', '/v1/billing-settings', { ...settings, limits }, { version: 0 });
    expect((await move(claimId, { cents: 50_01 }, biller)).body).toMatchObject({ status: 403, limitCents: 50_00 });
    expect((await move(claimId, { cents: 100_01 })).body).toMatchObject({ status: 403, limitCents: 100_00 });
    expect((await move(claimId, { cents: 50_00 }, biller)).status).toBe(201);
    expect((await move(claimId, { cents: 91_00 })).status).toBe(201);
    expect((await move(claimId)).body.type).toMatch(/share-exceeds-balance$/);
    const unknown = await move('S0123456789ABCD9');
    expect(unknown.body.errors).toMatchObject([{ pointer: '/claimId' }]);
  });

  test('cannot go back to the patient once the employer has paid it', async () => {
    const claimId = await desk.selfPaid();
    const { body } = await move(claimId);
    const tenant = manager.tenantId as TenantId;
    const balance = await readClientBalance(desk.store.table, tenant, works);
    const { pk } = { pk: `${tenant}#ACCOUNT#${works}` };
    const paid = { receivables: [{ entityId: desk.office.entityId, cents: 1 }], version: balance.version + 1 };
    await desk.store.table.transact([{ update: { pk, sk: 'BALANCE' }, set: paid }]);
    expect((await reverse(body.id)).body.type).toMatch(/charge-paid$/);
  });
});
