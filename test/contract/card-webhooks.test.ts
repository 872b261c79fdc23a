import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cardDeskForEach } from '../support/card-desk.ts';

const here = cardDeskForEach();
const { payments, books, start } = here;
describe('events of the processor', () => {
  const paidOnce = async () => {
    await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.practice.payOnPage(await start(address));
  };

  test('are posted once, in whatever order and however often they come, even if a check finds the payment first', async () => {
    await paidOnce();
    const events = here.desk.practice.takeEvents(here.desk.edge.now());
    expect(events.length).toBeGreaterThan(1);
    for (const event of [...events.toReversed(), ...events]) expect((await here.desk.tell(event)).status).toBe(200);
    here.desk.edge.setNow('2026-11-23T16:05:06.789Z');
    expect(await here.desk.workOff()).toBe(0);
    expect(await payments()).toHaveLength(1);
    expect(await books('patient-receivable')).toEqual([0]);
  });

  test('that never come are replaced by a check after the page has closed', async () => {
    await paidOnce();
    await here.desk.workOff();
    expect(await payments()).toHaveLength(0);
    here.desk.edge.setNow('2026-11-23T15:07:00.000Z');
    await here.desk.workOff();
    expect(await payments()).toHaveLength(1);
  });

  test('are all answered, but none with a wrong signature, an old time, another mode or another form is read', async () => {
    await paidOnce();
    const [event] = here.desk.practice.takeEvents(here.desk.edge.now());
    const sign = (text: string, at = here.desk.edge.now(), secret = 'whsec_practice') => {
      const seconds = Math.floor(at.getTime() / 1000);
      return {
        text,
        signature: `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')}`,
      };
    };
    const text = event?.text ?? '';
    const old = new Date(here.desk.edge.now().getTime() - 301_000);
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
      const answer = await here.desk.tell(sent);
      expect([answer.status, answer.body.type]).toEqual([status, expect.stringMatching(new RegExp(`${kind}$`))]);
    }
    await here.desk.workOff();
    expect(await payments()).toHaveLength(0);
    const unknown = sign(
      JSON.stringify({ id: 'evt_x', type: 'invoice.paid', livemode: false, data: { object: { id: 'in_1' } } }),
    );
    expect((await here.desk.tell(unknown)).body).toEqual({ taken: 'not-ours' });
    expect((await here.desk.tell({ text, signature: event?.signature ?? '' })).body).toEqual({ taken: 'new' });
    await here.desk.workOff();
    // The same holds after the event was processed.
    expect((await here.desk.tell({ text, signature: event?.signature ?? '' })).body).toEqual({ taken: 'before' });
    const elsewhere = await here.desk.call(
      'POST',
      `/v1/card-webhooks/other-office/${here.desk.connectionId}`,
      undefined,
      {
        rawBody: text,
        headers: { 'Stripe-Signature': event?.signature ?? '' },
      },
    );
    expect(elsewhere.status).toBe(404);
  });

  test('about payments that were not made here are ignored', async () => {
    const { state } = here.desk.practice;
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
    // The event is about a payment that the processor no longer knows.
    state.events.push({ type: 'payment_intent.succeeded', object: { id: 'pi_gone' } });
    state.events.push({ type: 'charge.dispute.created', object: { id: here.desk.practice.dispute('pi_foreign') } });
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await payments()).toHaveLength(0);
  });

  test('wait while the processor cannot be reached', async () => {
    await paidOnce();
    await here.desk.tellAll();
    here.desk.net.fail(500, 500, 500);
    expect(await here.desk.workOff()).toBeGreaterThan(0);
    await here.desk.workOff();
    expect(await payments()).toHaveLength(1);
  });
});
