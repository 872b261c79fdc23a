import { describe, expect, test } from 'vitest';
import { cardDeskForEach } from '../support/card-desk.ts';
import { textOfPdf } from '../support/pdf-content.ts';

const here = cardDeskForEach();
const { get, payments, charges, books, start } = here;
describe('a pay link', () => {
  test('shows what is owed and nothing about who owes it, and a part that is paid is a payment with its fee', async () => {
    const claimId = await here.desk.selfPaid();
    const { address, id } = await here.desk.link();
    const shown = await here.desk.visit('GET', address);
    expect(shown.body).toEqual({ payee: expect.any(String), openCents: 141_00, expiresOn: '2027-02-21' });
    expect(Object.keys(await get(`/v1/pay-links/${id}`))).not.toContain('address');
    const page = await start(address, { cents: 60_00 });
    here.desk.practice.payOnPage(page);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const [payment] = await payments();
    // 60.00 at 2.9 % and 0.30 costs 2.04.
    expect(payment).toMatchObject({
      method: 'card',
      cents: 60_00,
      feeCents: 2_04,
      card: { brand: 'visa', last4: '4242' },
    });
    expect(payment.allocations).toMatchObject([{ claimId, cents: 60_00 }]);
    const named = ['patient-receivable', 'deposits-in-transit', 'merchant-and-agency-fees', 'unapplied-patient-cash'];
    expect(await books(...named)).toEqual([81_00, 57_96, 2_04, 0]);
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(81_00);
    expect(await charges()).toMatchObject([{ state: 'paid', way: 'page', paymentId: payment.id, linkId: id }]);
    expect(here.desk.edge.logLines.join()).not.toMatch(/plk_\w+\./);
  });

  test('checks again when paying: never more than is owed, the old page closes, and a paid one is not opened again', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    const first = await start(address);
    expect(await start(address)).toBe(first);
    const body = {
      accountId: here.desk.accountId,
      method: 'check',
      reference: '1001',
      cents: 100_00,
      receivedOn: '2026-11-22',
    };
    await here.desk.send('POST', '/v1/patient-payments', body);
    const more = await here.desk.visit('POST', address, { cents: 50_00 });
    expect(more.body).toMatchObject({ type: expect.stringMatching(/charge-exceeds-owed$/), openCents: 41_00 });
    const second = await start(address);
    expect(here.desk.practice.state.pages.get(first)?.status).toBe('expired');
    here.desk.practice.payOnPage(second);
    // Somebody pays a second time before the event is processed.
    expect((await here.desk.visit('POST', address)).status).toBe(409);
    await here.desk.tellAll();
    await here.desk.workOff();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect((await here.desk.visit('POST', address)).body.type).toMatch(/charge-of-nothing$/);
    // Both were begun in the same millisecond.
    const states = (await charges()).map(({ state }: { state: string }) => state);
    expect(states.toSorted()).toEqual(['lapsed', 'paid']);
  });

  test('of a visit covers that visit alone; credits and cash of the account are deducted', async () => {
    const [one, two] = [await here.desk.selfPaid(), await here.desk.selfPaid()];
    const { encounterId } = await get(`/v1/claims/${one}`);
    const { address } = await here.desk.link({ encounterId });
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(141_00);
    const body = {
      accountId: here.desk.accountId,
      method: 'cash',
      cents: 200_00,
      receivedOn: '2026-11-22',
      allocations: [],
    };
    await here.desk.send('POST', '/v1/patient-payments', { ...body, entityId: here.desk.office.entityId });
    // Of 282.00 only 82.00 are owed in all.
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(82_00);
    expect(two).not.toBe(one);
  });

  test('of the account or of a statement includes the fee of a returned check, which is paid after the visits', async () => {
    const { version, ...settings } = await get('/v1/billing-settings');
    const returnedChecks = { feeCents: 25_00, states: [{ state: 'OH', mostCents: 25_00, from: '2026-01-01' }] };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, returnedChecks }, { version });
    const claimId = await here.desk.selfPaid();
    const check = { accountId: here.desk.accountId, method: 'check', cents: 100_00, reference: '1' };
    const paid = await here.desk.send('POST', '/v1/patient-payments', { ...check, receivedOn: '2026-11-22' });
    const back = { as: 'returned', reason: 'No funds' };
    await here.desk.send('POST', `/v1/patient-payments/${paid.body.id}/reverse`, back, { version: 1 });
    const visit = await here.desk.link({ encounterId: (await get(`/v1/claims/${claimId}`)).encounterId });
    expect((await here.desk.visit('GET', visit.address)).body.openCents).toBe(141_00);
    const { body: made } = await here.desk.send('POST', '/v1/statements', { accountId: here.desk.accountId });
    const ofStatement = await here.desk.link({ statementId: made.id });
    expect((await here.desk.visit('GET', ofStatement.address)).body.openCents).toBe(166_00);
    const { address } = await here.desk.link();
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(166_00);
    here.desk.practice.payOnPage(await start(address, { cents: 150_00 }));
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    const payment = (await payments()).find(({ cents }: { cents: number }) => cents === 150_00);
    expect(payment).toMatchObject({ allocations: [{ claimId, cents: 141_00 }], chargesCents: 9_00, unappliedCents: 0 });
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(16_00);
  });

  test('shows the amount that settles the debt with a prompt-payment discount, and that amount can be paid', async () => {
    const claims = [await here.desk.selfPaid(), await here.desk.selfPaid()];
    const { version, ...settings } = await get('/v1/billing-settings');
    const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
    const { address } = await here.desk.link();
    const shown = (await here.desk.visit('GET', address)).body;
    expect(shown).toMatchObject({ openCents: 282_00, settles: { cents: 253_80, until: '2026-12-07' } });
    here.desk.practice.payOnPage(await start(address, { cents: 253_80 }));
    await here.desk.tellAll();
    await here.desk.workOff();
    const [{ allocations }] = await payments();
    expect(allocations.map(({ cents }: { cents: number }) => cents)).toEqual([126_90, 126_90]);
    expect(allocations.map(({ claimId }: { claimId: string }) => claimId).toSorted()).toEqual(claims.toSorted());
  });

  test('settles with the minimum card amount, where less than that is left after the discount', async () => {
    await here.desk.selfPaid();
    const { version, ...settings } = await get('/v1/billing-settings');
    const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
    const cash = { accountId: here.desk.accountId, method: 'cash', cents: 126_60, receivedOn: '2026-11-23' };
    await here.desk.send('POST', '/v1/patient-payments', cash);
    await here.desk.workOff();
    const { address } = await here.desk.link();
    // 141.00 with a discount of 14.10. After 126.60 of cash, 0.30 more would settle it, which is less than a card can
    // be charged.
    const shown = (await here.desk.visit('GET', address)).body;
    expect(shown).toMatchObject({ openCents: 14_40, settles: { cents: 50 } });
    here.desk.practice.payOnPage(await start(address, {}));
    await here.desk.tellAll();
    await here.desk.workOff();
    expect((await payments()).map(({ cents }: { cents: number }) => cents)).toContain(50);
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(0);
  });

  test('settles several visits with the minimum card amount, which makes the first discount smaller', async () => {
    const { version, ...settings } = await get('/v1/billing-settings');
    const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
    for (const _visit of ['first', 'second']) {
      const claimId = await here.desk.selfPaid();
      const allocations = [{ claimId, cents: 126_80 }];
      const cash = { accountId: here.desk.accountId, method: 'cash', cents: 126_80, receivedOn: '2026-11-23' };
      const paid = { ...cash, entityId: here.desk.office.entityId, allocations };
      expect((await here.desk.send('POST', '/v1/patient-payments', paid)).status).toBe(201);
    }
    await here.desk.workOff();
    const { address } = await here.desk.link();
    const shown = (await here.desk.visit('GET', address)).body;
    // Of each 14.20 are left, 14.10 of it by discount: 0.20 in all would do, and 0.50 is the least.
    expect(shown).toMatchObject({ openCents: 28_40, settles: { cents: 50 } });
    here.desk.practice.payOnPage(await start(address, {}));
    await here.desk.tellAll();
    await here.desk.workOff();
    const byCard = (await payments()).find(({ method }: { method: string }) => method === 'card');
    expect(byCard.allocations.map(({ cents }: { cents: number }) => cents)).toEqual([40, 10]);
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(0);
  });

  test('settles with the discount and pays a fee beside it; unapplied cash of the account is applied first, by a person', async () => {
    const { version, ...settings } = await get('/v1/billing-settings');
    const returnedChecks = { feeCents: 25_00, states: [{ state: 'OH', mostCents: 25_00, from: '2026-01-01' }] };
    const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, returnedChecks, discounts }, { version });
    const claimId = await here.desk.selfPaid();
    const { accountId } = here.desk;
    const check = { accountId, method: 'check', cents: 100_00, reference: '1', receivedOn: '2026-11-22' };
    const { entityId } = here.desk.office;
    const bounced = await here.desk.send('POST', '/v1/patient-payments', { ...check, entityId, allocations: [] });
    await here.desk.send(
      'POST',
      `/v1/patient-payments/${bounced.body.id}/reverse`,
      { as: 'returned', reason: 'No funds' },
      { version: 1 },
    );
    const { address } = await here.desk.link();
    // 141.00 less 14.10, and the fee of 25.00.
    const shown = async () => (await here.desk.visit('GET', address)).body;
    expect(await shown()).toMatchObject({ openCents: 166_00, settles: { cents: 151_90 } });
    const cash = { accountId, method: 'cash', cents: 10_00, receivedOn: '2026-11-23', entityId, allocations: [] };
    const unapplied = await here.desk.send('POST', '/v1/patient-payments', cash);
    // The cash is on no claim: 141.90 would leave 10.00 of it open beside its discount.
    const beside = await shown();
    expect(beside.openCents).toBe(156_00);
    expect(beside).not.toHaveProperty('settles');
    const applied = await here.desk.send(
      'POST',
      `/v1/patient-payments/${unapplied.body.id}/allocate`,
      { allocations: [{ claimId, cents: 10_00 }] },
      { version: 1 },
    );
    expect(applied.status, JSON.stringify(applied.body)).toBe(200);
    expect(await shown()).toMatchObject({ openCents: 156_00, settles: { cents: 141_90 } });
    here.desk.practice.payOnPage(await start(address, {}));
    await here.desk.tellAll();
    await here.desk.workOff();
    const byCard = (await payments()).find(({ method }: { method: string }) => method === 'card');
    expect(byCard).toMatchObject({ allocations: [{ claimId, cents: 116_90 }], chargesCents: 25_00, unappliedCents: 0 });
    expect((await shown()).openCents).toBe(0);
  });

  test('does not work once it is revoked, has expired, or the account is held; a wrong token is not found', async () => {
    await here.desk.selfPaid();
    const { address, id } = await here.desk.link({ accountId: here.desk.accountId, expiresOn: '2026-11-24' });
    const wrong = address.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'));
    expect((await here.desk.visit('GET', wrong)).status).toBe(404);
    expect((await here.desk.visit('GET', address.replace('first-office', 'other-office'))).status).toBe(404);
    const held = await here.desk.send('POST', `/v1/accounts/${here.desk.accountId}/holds`, {
      kind: 'bankruptcy',
      reason: 'Chapter 7',
    });
    const closed = await here.desk.visit('GET', address);
    expect([closed.status, closed.body.type]).toEqual([409, expect.stringMatching(/pay-link-closed$/)]);
    expect(JSON.stringify(closed.body)).not.toMatch(/bankrupt/);
    expect((await here.desk.send('POST', '/v1/pay-links', { accountId: here.desk.accountId })).body.because).toBe(
      'bankruptcy',
    );
    const [hold] = held.body.holds;
    await here.desk.send('POST', `/v1/accounts/${here.desk.accountId}/holds/${hold.number}/end`, {
      reason: 'Dismissed',
    });
    expect((await here.desk.visit('GET', address)).status).toBe(200);
    here.desk.edge.setNow('2026-11-25T15:00:00.000Z');
    expect((await here.desk.visit('GET', address)).status).toBe(410);
    here.desk.edge.setNow('2026-11-23T15:00:00.000Z');
    await here.desk.send('POST', `/v1/pay-links/${id}/revoke`, { reason: 'Sent to the wrong address' }, { version: 1 });
    expect((await here.desk.visit('GET', address)).body.type).toMatch(/pay-link-over$/);
  });

  test('opens no page while the processor cannot be reached, and one afterwards', async () => {
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.net.fail('unsent');
    expect(await here.desk.visit('POST', address)).toMatchObject({ status: 503, body: { fault: 'unreachable' } });
    here.desk.net.fail('lost');
    expect((await here.desk.visit('POST', address)).status).toBe(503);
    await start(address);
    expect(await charges()).toHaveLength(1);
  });
});

describe('the same debt with two links', () => {
  test('is paid once: opening one page closes the other, and simultaneous requests pay it once', async () => {
    await here.desk.selfPaid();
    const [one, two] = [await here.desk.link(), await here.desk.link()];
    const first = await start(one.address);
    const second = await start(two.address);
    expect(here.desk.practice.state.pages.get(first)?.status).toBe('expired');
    here.desk.practice.payOnPage(second);
    expect((await here.desk.visit('POST', one.address)).body.type).toMatch(/payment-under-way$/);
    await here.desk.tellAll();
    await here.desk.workOff();
    expect(await payments()).toMatchObject([{ cents: 141_00, unappliedCents: 0 }]);
    await here.desk.selfPaid();
    const both = await Promise.all([one, two].map(({ address }) => here.desk.visit('POST', address)));
    const open = [...here.desk.practice.state.pages.values()].filter(({ status }) => status === 'open');
    const answered = both.filter(({ status }) => status === 200).length;
    expect([answered, open.length >= answered]).toEqual([1, true]);
  });

  test('with more than is owed leaves the rest with the account, as unapplied cash, and it is returned to the card', async () => {
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    const page = await start(address);
    const check = { accountId: here.desk.accountId, method: 'check', reference: '1001', cents: 100_00 };
    await here.desk.send('POST', '/v1/patient-payments', { ...check, receivedOn: '2026-11-22' });
    here.desk.practice.payOnPage(page);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await books('patient-receivable', 'unapplied-patient-cash')).toEqual([0, -100_00]);
    const { items } = await get('/v1/patient-payments?state=unapplied');
    expect(items).toMatchObject([{ method: 'card', cents: 141_00, unappliedCents: 100_00 }]);
    expect((await get('/v1/credits?kind=unapplied')).items).toMatchObject([{ cents: 100_00 }]);
  });

  test('of a guarantor who died or is bankrupt cannot be paid; a payment on an open page stays unapplied', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    const page = await start(address);
    const { version, ...patient } = await get(`/v1/patients/${here.desk.office.patientId}`);
    const { accountId: _account, id: _id, ...own } = patient;
    const died = await here.desk.send(
      'PUT',
      `/v1/patients/${here.desk.office.patientId}`,
      { ...own, deathDate: '2026-11-20' },
      { version },
    );
    expect(died.status, JSON.stringify(died.body)).toBe(200);
    for (const method of ['GET', 'POST'] as const) {
      const closed = await here.desk.visit(method, address);
      expect([closed.status, closed.body.type]).toEqual([409, expect.stringMatching(/pay-link-closed$/)]);
      expect(JSON.stringify(closed.body)).not.toMatch(/died|deceased/);
    }
    here.desk.practice.payOnPage(page);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await payments()).toMatchObject([{ cents: 141_00, unappliedCents: 141_00, allocations: [] }]);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(141_00);
  });
});

describe('the link of a statement', () => {
  test('is printed on its pages only, collects its visits until they are paid, and can be revoked', async () => {
    const claimId = await here.desk.selfPaid();
    const made = await here.desk.send('POST', '/v1/statements', { accountId: here.desk.accountId });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { body: shown } = await here.desk.call('GET', `/v1/statements/${made.body.id}`);
    expect(JSON.stringify(shown)).not.toMatch(/payLink|payToken/);
    await here.desk.selfPaid();
    await here.desk.call('GET', `/v1/statements/${made.body.id}/file`);
    const pdf = [...here.desk.bucket.objects].find(([key]) => key.endsWith('.pdf'))?.[1] ?? new Uint8Array();
    const printed = textOfPdf(pdf).replace(/\s/g, '');
    const [address = ''] = /https:\/\/pay\.example\.com\/c\/first-office\/stm_\w{26}\.\w{26}/.exec(printed) ?? [];
    // The second visit is on no statement yet.
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(141_00);
    here.desk.practice.payOnPage(await start(address));
    await here.desk.tellAll();
    await here.desk.workOff();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(0);
    const [link] = (await get(`/v1/pay-links?accountId=${here.desk.accountId}`)).items;
    expect(link).toMatchObject({ of: { kind: 'statement', statementId: made.body.id } });
    await here.desk.send(
      'POST',
      `/v1/pay-links/${link.id}/revoke`,
      { reason: 'Lost letter' },
      { version: link.version },
    );
    expect((await here.desk.visit('GET', address)).status).toBe(410);
  });
});
