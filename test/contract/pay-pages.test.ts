import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { type CardDesk, keepsCardNumber, openCardDesk } from '../support/card-desk.ts';

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(async () => {
  const items = await desk.store.items();
  expect(bookFaults(items)).toEqual([]);
  // No token of a link, no key, and nothing that looks like a card's number is kept anywhere.
  const kept = JSON.stringify(items);
  expect(kept).not.toMatch(/sk_test|whsec_|(?:plk|stm)_\w{26}\.\w/);
  expect(keepsCardNumber(items)).toBe(false);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const payments = async () => (await get(`/v1/patient-payments?accountId=${desk.accountId}`)).items;
const charges = async () => (await get(`/v1/card-charges?accountId=${desk.accountId}`)).items;
async function books(...names: readonly string[]): Promise<number[]> {
  const { accounts } = await get('/v1/trial-balance');
  const of = (name: string) => accounts.find((each: { account: string }) => each.account === name)?.balanceCents ?? 0;
  return names.map(of);
}
const pageOf = (url: string) => url.split('/').at(-1) as string;
/** Opens the processor's page of a link. @returns the page's id */
const start = async (address: string, body: object = {}) => {
  const answer = await desk.visit('POST', address, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return pageOf(answer.body.url);
};

describe('a pay link', () => {
  test('says what is owed and nothing of who owes it, and a part that is paid is a payment with its fee', async () => {
    const claimId = await desk.selfPaid();
    const { address, id } = await desk.link();
    const shown = await desk.visit('GET', address);
    expect(shown.body).toEqual({ payee: expect.any(String), openCents: 141_00, expiresOn: '2027-02-21' });
    expect(Object.keys(await get(`/v1/pay-links/${id}`))).not.toContain('address');
    const page = await start(address, { cents: 60_00 });
    desk.practice.payOnPage(page);
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
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
    expect((await desk.visit('GET', address)).body.openCents).toBe(81_00);
    expect(await charges()).toMatchObject([{ state: 'paid', way: 'page', paymentId: payment.id, linkId: id }]);
    expect(desk.edge.logLines.join()).not.toMatch(/plk_\w+\./);
  });

  test('asks again at the moment of paying: never more than is owed, the old page closes, and a paid one is not opened again', async () => {
    const claimId = await desk.selfPaid();
    const { address } = await desk.link();
    const first = await start(address);
    expect(await start(address)).toBe(first);
    const body = {
      accountId: desk.accountId,
      method: 'check',
      reference: '1001',
      cents: 100_00,
      receivedOn: '2026-11-22',
    };
    await desk.send('POST', '/v1/patient-payments', body);
    const more = await desk.visit('POST', address, { cents: 50_00 });
    expect(more.body).toMatchObject({ type: expect.stringMatching(/charge-exceeds-owed$/), openCents: 41_00 });
    const second = await start(address);
    expect(desk.practice.state.pages.get(first)?.status).toBe('expired');
    desk.practice.payOnPage(second);
    // Somebody pays once more before the event is worked off.
    expect((await desk.visit('POST', address)).status).toBe(409);
    await desk.tellAll();
    await desk.workOff();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect((await desk.visit('POST', address)).body.type).toMatch(/charge-of-nothing$/);
    // Both were begun in the same millisecond.
    const states = (await charges()).map(({ state }: { state: string }) => state);
    expect(states.toSorted()).toEqual(['lapsed', 'paid']);
  });

  test('of a visit asks for that visit alone; credits and cash of the account are taken off', async () => {
    const [one, two] = [await desk.selfPaid(), await desk.selfPaid()];
    const { encounterId } = await get(`/v1/claims/${one}`);
    const { address } = await desk.link({ encounterId });
    expect((await desk.visit('GET', address)).body.openCents).toBe(141_00);
    const body = {
      accountId: desk.accountId,
      method: 'cash',
      cents: 200_00,
      receivedOn: '2026-11-22',
      allocations: [],
    };
    await desk.send('POST', '/v1/patient-payments', { ...body, entityId: desk.office.entityId });
    // Of 282.00 only 82.00 are owed in all.
    expect((await desk.visit('GET', address)).body.openCents).toBe(82_00);
    expect(two).not.toBe(one);
  });

  test('is of no use once it is taken back, has expired, or the account is held; a wrong token is not found', async () => {
    await desk.selfPaid();
    const { address, id } = await desk.link({ accountId: desk.accountId, expiresOn: '2026-11-24' });
    const wrong = address.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'));
    expect((await desk.visit('GET', wrong)).status).toBe(404);
    expect((await desk.visit('GET', address.replace('first-office', 'other-office'))).status).toBe(404);
    const held = await desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, {
      kind: 'bankruptcy',
      reason: 'Chapter 7',
    });
    const closed = await desk.visit('GET', address);
    expect([closed.status, closed.body.type]).toEqual([409, expect.stringMatching(/pay-link-closed$/)]);
    expect(JSON.stringify(closed.body)).not.toMatch(/bankrupt/);
    expect((await desk.send('POST', '/v1/pay-links', { accountId: desk.accountId })).body.because).toBe('bankruptcy');
    const [hold] = held.body.holds;
    await desk.send('POST', `/v1/accounts/${desk.accountId}/holds/${hold.number}/end`, { reason: 'Dismissed' });
    expect((await desk.visit('GET', address)).status).toBe(200);
    desk.edge.setNow('2026-11-25T15:00:00.000Z');
    expect((await desk.visit('GET', address)).status).toBe(410);
    desk.edge.setNow('2026-11-23T15:00:00.000Z');
    await desk.send('POST', `/v1/pay-links/${id}/revoke`, { reason: 'Sent to the wrong address' }, { version: 1 });
    expect((await desk.visit('GET', address)).body.type).toMatch(/pay-link-over$/);
  });

  test('opens no page while the processor cannot be asked, and one afterwards', async () => {
    await desk.selfPaid();
    const { address } = await desk.link();
    desk.net.fail('unsent');
    expect(await desk.visit('POST', address)).toMatchObject({ status: 503, body: { fault: 'unreachable' } });
    desk.net.fail('lost');
    expect((await desk.visit('POST', address)).status).toBe(503);
    await start(address);
    expect(await charges()).toHaveLength(1);
  });
});

/** What a PDF shows, without the places. */
function textOfPdf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    } catch {
      return stream;
    }
  });
  return [...streams.join('\n').matchAll(/<([0-9A-Fa-f]+)> Tj/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join(' ');
}

describe('the link of a statement', () => {
  test('is on its pages alone, asks for its visits until they are paid, and can be taken back', async () => {
    const claimId = await desk.selfPaid();
    const made = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { body: shown } = await desk.call('GET', `/v1/statements/${made.body.id}`);
    expect(JSON.stringify(shown)).not.toMatch(/payLink|payToken/);
    await desk.selfPaid();
    await desk.call('GET', `/v1/statements/${made.body.id}/file`);
    const pdf = [...desk.bucket.objects].find(([key]) => key.endsWith('.pdf'))?.[1] ?? new Uint8Array();
    const printed = textOfPdf(pdf).replace(/\s/g, '');
    const [address = ''] = /https:\/\/pay\.example\.com\/c\/first-office\/stm_\w{26}\.\w{26}/.exec(printed) ?? [];
    // The second visit is on no statement yet.
    expect((await desk.visit('GET', address)).body.openCents).toBe(141_00);
    desk.practice.payOnPage(await start(address));
    await desk.tellAll();
    await desk.workOff();
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(0);
    expect((await desk.visit('GET', address)).body.openCents).toBe(0);
    const [link] = (await get(`/v1/pay-links?accountId=${desk.accountId}`)).items;
    expect(link).toMatchObject({ of: { kind: 'statement', statementId: made.body.id } });
    await desk.send('POST', `/v1/pay-links/${link.id}/revoke`, { reason: 'Lost letter' }, { version: link.version });
    expect((await desk.visit('GET', address)).status).toBe(410);
  });
});
