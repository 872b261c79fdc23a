import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager, stranger } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const balance = (accountId = desk.accountId) => get(`/v1/accounts/${accountId}/balance`);
const enter = (more: object = {}) =>
  desk.send('POST', '/v1/patient-payments', {
    ...{ accountId: desk.accountId, method: 'check', cents: 100_00, receivedOn: '2026-11-22', reference: '1001' },
    ...more,
  });
const claimCents = async (claimId: string) => (await get(`/v1/claims/${claimId}`)).patientCents;
const pointers = ({ body }: { readonly body: { readonly errors?: readonly { readonly pointer: string }[] } }) =>
  body.errors?.map(({ pointer }) => pointer);

describe('a patient’s payment', () => {
  test('goes to the oldest services; the rest stays with the account until the next claim', async () => {
    const lines = [{ procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-09-30' }];
    const recent = await desk.selfPaid();
    const old = await desk.selfPaid(undefined, { lines });
    // 4 units of 2.75 are 11.00; 100.00 leave 89.00 for the visit of 141.00.
    const paid = await enter();
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    expect(paid.body).toMatchObject({
      allocations: [
        { claimId: old, cents: 11_00 },
        { claimId: recent, cents: 89_00 },
      ],
      unappliedCents: 0,
    });
    expect(await balance()).toMatchObject({ owedCents: 52_00, unappliedCents: 0, dueCents: 52_00 });
    const more = await enter({ cents: 60_00, reference: '1002' });
    expect(more.body).toMatchObject({ allocations: [{ claimId: recent, cents: 52_00 }], unappliedCents: 8_00 });
    expect(await balance()).toMatchObject({ owedCents: 0, unappliedCents: 8_00, dueCents: -8_00 });
    const later = await desk.selfPaid(undefined, { lines });
    const put = await desk.send('POST', `/v1/patient-payments/${more.body.id}/allocate`, {}, { version: 1 });
    expect(put.body).toMatchObject({
      version: 2,
      unappliedCents: 0,
      allocations: [{}, { claimId: later, cents: 8_00 }],
    });
    expect(await claimCents(later)).toBe(3_00);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('of one check is entered once, however many people enter it at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => enter({ allocations: [] })));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await balance()).toMatchObject({ unappliedCents: 100_00 });
    const { id } = all.find(({ status }) => status === 201)?.body ?? {};
    expect((await enter({ allocations: [] })).body).toMatchObject({ status: 409, paymentId: id });
    // Another check with its number and amount can be entered; and the same one again once it was a mistake.
    const another = await enter({ allocations: [], isAnother: true });
    expect(another.status, JSON.stringify(another.body)).toBe(201);
    const voided = { as: 'voided', reason: 'Entered twice' };
    for (const payment of [id, another.body.id]) {
      await desk.send('POST', `/v1/patient-payments/${payment}/reverse`, voided, { version: 1 });
    }
    expect((await enter({ allocations: [] })).status).toBe(201);
    expect(await balance()).toMatchObject({ unappliedCents: 100_00 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('goes where a person decides, to service lines too, up to what is owed and what was paid', async () => {
    const claimId = await desk.selfPaid();
    const order = (more: object) => enter({ allocations: [{ claimId, cents: 50_00, ...more }] });
    expect(pointers(await order({ cents: 141_01 }))).toEqual(['/allocations/0/cents']);
    expect(pointers(await order({ claimId: 'S0123456789ABCD9' }))).toEqual(['/allocations/0/claimId']);
    expect(pointers(await order({ lines: [{ line: 3, cents: 1 }] }))).toEqual(['/allocations/0/lines']);
    expect(pointers(await order({ lines: [{ line: 1, cents: 50_01 }] }))).toEqual(['/allocations/0/lines']);
    expect(pointers(await order({ cents: 10.005 }))).toEqual(['/allocations/0/cents']);
    const exceeded = await order({ cents: 100_01 });
    expect(exceeded.body).toMatchObject({ status: 409, exceedsCents: 1 });
    expect(await balance()).toMatchObject({ owedCents: 141_00, unappliedCents: 0 });
    const paid = await order({ lines: [{ line: 2, cents: 11_00 }] });
    expect(paid.body).toMatchObject({ unappliedCents: 50_00, allocations: [{ lines: [{ line: 2, cents: 11_00 }] }] });
    const entry = await get(`/v1/ledger-entries/${paid.body.allocations[0].ledgerEntryIds[0]}`);
    expect(entry).toMatchObject({
      ...{ kind: 'patient-allocation', effectiveOn: '2026-11-23', paymentId: paid.body.id },
      legs: [
        { account: 'unapplied-patient-cash', cents: 50_00 },
        { account: 'patient-receivable', cents: -11_00, line: 2 },
        { account: 'patient-receivable', cents: -39_00 },
      ],
    });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('of a visit goes to its claims first', async () => {
    await desk.selfPaid(undefined, {
      lines: [{ procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-09-30' }],
    });
    const claimId = await desk.selfPaid();
    const { encounterId } = await get(`/v1/claims/${claimId}`);
    const paid = await enter({ encounterId, cents: 30_00 });
    expect(paid.body.allocations).toMatchObject([{ claimId, cents: 30_00 }]);
    const foreign = await enter({ encounterId: 'enc_01JD0EXAMP1E00000000000000', reference: '7' });
    expect(pointers(foreign)).toEqual(['/encounterId']);
  });

  test('is entered once: the same check again needs a confirmation, and a payment of tomorrow is refused', async () => {
    const first = await enter({ allocations: [] });
    const again = await enter();
    expect(again.body).toMatchObject({ status: 409, paymentId: first.body.id });
    expect((await enter({ isAnother: true })).status).toBe(201);
    expect(pointers(await enter({ receivedOn: '2026-11-24' }))).toEqual(['/receivedOn']);
    expect(pointers(await enter({ accountId: 'acc_01JD0EXAMP1E00000000000000' }))).toEqual(['/accountId']);
    expect((await balance()).unappliedCents).toBe(200_00);
  });

  test('that is taken off its claims stays with the account, and the patient owes the claims again', async () => {
    const claimId = await desk.selfPaid();
    const { body } = await enter();
    const path = `/v1/patient-payments/${body.id}`;
    const off = (claimIds: readonly string[], version: number) =>
      desk.send('POST', `${path}/take-off`, { claimIds, reason: 'Wrong claim' }, { version });
    expect(pointers(await off(['S0123456789ABCD9'], 1))).toEqual(['/claimIds/0']);
    expect((await off([claimId], 2)).body.type).toMatch(/version-changed$/);
    expect((await off([claimId], 1)).body).toMatchObject({ version: 2, allocations: [], unappliedCents: 100_00 });
    expect(await balance()).toMatchObject({ owedCents: 141_00, unappliedCents: 100_00, dueCents: 41_00 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('that the bank returned is owed again, and is no longer a payment', async () => {
    const claimId = await desk.selfPaid();
    const { body } = await enter();
    const path = `/v1/patient-payments/${body.id}`;
    const reverse = (more: object = {}, version = 1) =>
      desk.send('POST', `${path}/reverse`, { as: 'returned', reason: 'No funds', ...more }, { version });
    expect(pointers(await reverse({ on: '2026-11-21' }))).toEqual(['/on']);
    expect((await reverse()).body).toMatchObject({
      ...{ version: 2, allocations: [], unappliedCents: 0 },
      reversed: { as: 'returned', on: '2026-11-23', reason: 'No funds' },
    });
    expect(await claimCents(claimId)).toBe(141_00);
    expect(await balance()).toMatchObject({ owedCents: 141_00, unappliedCents: 0, dueCents: 141_00 });
    expect((await reverse({}, 2)).body.type).toMatch(/payment-reversed-already$/);
    const more = await desk.send('POST', `${path}/allocate`, {}, { version: 2 });
    expect(more.body.type).toMatch(/payment-reversed-already$/);
    // The day sheet shows the payment and its reversal by how it was paid.
    const { receipts } = await get('/v1/day-sheets?day=2026-11-23');
    expect(receipts).toMatchObject([
      { method: 'check', kind: 'patient-payment', cents: 100_00 },
      { method: 'check', kind: 'patient-payment-reversal', cents: -100_00 },
    ]);
    // The same check, deposited once more.
    expect((await enter()).status).toBe(201);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('is never applied to claims twice by two people at once', async () => {
    await desk.selfPaid();
    await desk.selfPaid();
    const { body } = await enter({ allocations: [] });
    const put = () => desk.send('POST', `/v1/patient-payments/${body.id}/allocate`, {}, { version: 1 });
    const answers = await Promise.all([put(), put(), put()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect(await balance()).toMatchObject({ owedCents: 182_00, unappliedCents: 0 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test.each([
    ['by the rule', {}],
    ['as a person says', { cents: 82_00 }],
  ])('reports to the second person that it has changed since it was read: %s', async (_how, more) => {
    const claimId = await desk.selfPaid();
    // The payment covers all that the claim owes, so the second request finds nothing to apply it to.
    const { body } = await enter({ allocations: [], cents: 141_00 });
    const orders = 'cents' in more ? { allocations: [{ claimId, ...more }] } : {};
    const put = () => desk.send('POST', `/v1/patient-payments/${body.id}/allocate`, orders, { version: 1 });
    const { sender } = desk.store;
    const send = sender.send.bind(sender);
    let isFirst = true;
    const statuses: number[] = [];
    sender.send = async (command, options) => {
      if (isFirst && command.input.IndexName !== undefined) {
        isFirst = false;
        statuses.push((await put()).status);
      }
      return send(command, options);
    };
    const late = await put();
    sender.send = send;
    expect([...statuses, late.status], JSON.stringify(late.body)).toEqual([200, 412]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('is listed by month, by account, and while a part of it is not applied to a claim', async () => {
    await desk.selfPaid();
    const applied = await enter({ cents: 41_00 });
    const unapplied = await enter({ cents: 150_00, reference: '1002', receivedOn: '2026-10-31' });
    const ids = async (query: string) =>
      (await get(`/v1/patient-payments?${query}`)).items.map(({ id }: { readonly id: string }) => id);
    expect(await ids('')).toEqual([applied.body.id]);
    expect(await ids('month=2026-10')).toEqual([unapplied.body.id]);
    expect(await ids('state=unapplied')).toEqual([unapplied.body.id]);
    expect(await ids(`accountId=${desk.accountId}`)).toEqual([applied.body.id, unapplied.body.id]);
    expect(await ids(`accountId=${desk.accountId}&minCents=5000`)).toEqual([unapplied.body.id]);
    expect(await get(`/v1/patient-payments/${applied.body.id}`)).toEqual(applied.body);
  });

  test('of another office is not found, and auditors enter none', async () => {
    const { body } = await enter({ allocations: [] });
    const path = `/v1/patient-payments/${body.id}`;
    expect((await desk.call('GET', path, undefined, { principal: stranger })).status).toBe(404);
    const auditor = { ...manager, roles: 'auditor' };
    const asAuditor = await desk.send('POST', '/v1/patient-payments', {}, { principal: auditor });
    expect(asAuditor.status).toBe(403);
  });
});
