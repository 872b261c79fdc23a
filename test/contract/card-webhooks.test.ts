import { createHmac } from 'node:crypto';
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

describe('events of the processor', () => {
  const paidOnce = async () => {
    await desk.selfPaid();
    const { address } = await desk.link();
    desk.practice.payOnPage(await start(address));
  };

  test('are posted once, in whatever order and however often they come, and with a look that finds it first', async () => {
    await paidOnce();
    const events = desk.practice.takeEvents(desk.edge.now());
    expect(events.length).toBeGreaterThan(1);
    for (const event of [...events.toReversed(), ...events]) expect((await desk.tell(event)).status).toBe(200);
    desk.edge.setNow('2026-11-23T16:05:06.789Z');
    expect(await desk.workOff()).toBe(0);
    expect(await payments()).toHaveLength(1);
    expect(await books('patient-receivable')).toEqual([0]);
  });

  test('that never come are made up for by a look after the page has closed', async () => {
    await paidOnce();
    await desk.workOff();
    expect(await payments()).toHaveLength(0);
    desk.edge.setNow('2026-11-23T15:07:00.000Z');
    await desk.workOff();
    expect(await payments()).toHaveLength(1);
  });

  test('are answered whatever they are: none with a wrong signature, an old time, another mode or another form is looked at', async () => {
    await paidOnce();
    const [event] = desk.practice.takeEvents(desk.edge.now());
    const sign = (text: string, at = desk.edge.now(), secret = 'whsec_practice') => {
      const seconds = Math.floor(at.getTime() / 1000);
      return {
        text,
        signature: `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')}`,
      };
    };
    const text = event?.text ?? '';
    const old = new Date(desk.edge.now().getTime() - 301_000);
    const tries = [
      [{ text, signature: '' }, 400, 'webhook-signature-wrong'],
      [{ text: `${text} `, signature: event?.signature ?? '' }, 400, 'webhook-signature-wrong'],
      [sign(text, undefined, 'whsec_other'), 400, 'webhook-signature-wrong'],
      [sign(text, old), 400, 'webhook-too-old'],
      [sign(text.replace('"livemode": false', '"livemode": true')), 400, 'webhook-unreadable'],
      [sign('not JSON'), 400, 'webhook-unreadable'],
      [sign(''), 400, 'webhook-unreadable'],
    ] as const;
    for (const [sent, status, kind] of tries) {
      const answer = await desk.tell(sent);
      expect([answer.status, answer.body.type]).toEqual([status, expect.stringMatching(new RegExp(`${kind}$`))]);
    }
    await desk.workOff();
    expect(await payments()).toHaveLength(0);
    const unknown = sign(
      JSON.stringify({ id: 'evt_x', type: 'invoice.paid', livemode: false, data: { object: { id: 'in_1' } } }),
    );
    expect((await desk.tell(unknown)).body).toEqual({ taken: 'not-ours' });
    expect((await desk.tell({ text, signature: event?.signature ?? '' })).body).toEqual({ taken: 'new' });
    await desk.workOff();
    // After it was worked off, too.
    expect((await desk.tell({ text, signature: event?.signature ?? '' })).body).toEqual({ taken: 'before' });
    const elsewhere = await desk.call('POST', `/v1/card-webhooks/other-office/${desk.connectionId}`, undefined, {
      rawBody: text,
      headers: { 'Stripe-Signature': event?.signature ?? '' },
    });
    expect(elsewhere.status).toBe(404);
  });

  test('of payments that were not made here are none of ours', async () => {
    const { state } = desk.practice;
    const foreign = {
      id: 'pi_foreign',
      chargeId: 'ch_foreign',
      cents: 500,
      metadata: {},
      status: 'succeeded',
      refundedCents: 0,
    } as const;
    state.payments.set('pi_foreign', { ...foreign });
    state.events.push({ type: 'payment_intent.succeeded', object: { id: 'pi_foreign' } });
    state.events.push({ type: 'charge.dispute.created', object: { id: desk.practice.dispute('pi_foreign') } });
    await desk.tellAll();
    expect(await desk.workOff()).toBe(0);
    expect(await payments()).toHaveLength(0);
  });

  test('wait for a processor that cannot be asked', async () => {
    await paidOnce();
    await desk.tellAll();
    desk.net.fail(500, 500, 500);
    expect(await desk.workOff()).toBeGreaterThan(0);
    await desk.workOff();
    expect(await payments()).toHaveLength(1);
  });
});
