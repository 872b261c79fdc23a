import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stripeProcessor } from '../../../shared/cards/stripe.ts';
import { checkSignature, readStripeEvent } from '../../../shared/cards/stripe-events.ts';
import { formOfFields } from '../../../shared/cards/stripe-request.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { practiceProcessor } from '../../../simulator/card-processor/stand-in.ts';
import { practiceFetch } from '../../support/practice-fetch.ts';

const secretKey = 'sk_test_practice';
const webhookSecret = 'whsec_practice';

function open(
  more: { readonly isLive?: boolean; readonly feesAtOnce?: boolean; readonly refundsAtOnce?: boolean } = {},
) {
  const { isLive = false, ...settings } = more;
  const practice = practiceProcessor({ secretKey, webhookSecret, address: 'https://cards.example', ...settings });
  const net = practiceFetch(practice);
  return { practice, ...net, processor: stripeProcessor({ secretKey, isLive, fetch: net.fetch }) };
}

const order = (reference: string, more: object = {}) => ({ reference, key: `key-${reference}`, ...more });

async function customerOf({ processor }: ReturnType<typeof open>): Promise<string> {
  const made = await processor.newCustomer(order('acc_1'));
  if (!made.ok) throw new Error(made.failure.fault);
  return made.value;
}

const chargeOf = (customerToken: string, cardToken = 'pm_card_visa', reference = 'cch_1') => ({
  ...{ reference, key: `key-${reference}`, cents: cents(6000), customerToken, cardToken, isPresent: false },
});

describe('a card on file', () => {
  it('is charged once, however often the order is sent, and returns brand, last four digits and fee', async () => {
    const desk = open();
    const customer = await customerOf(desk);
    // The answer is lost on the way back.
    desk.fail('lost');
    expect(await desk.processor.charge(chargeOf(customer))).toEqual({ ok: false, failure: { fault: 'unreachable' } });
    const again = await desk.processor.charge(chargeOf(customer));
    // 60.00 at 2.9 % and 0.30: 1.74 and 0.30.
    const payment = { reference: 'cch_1', cents: 6000, state: 'succeeded', feeCents: 204 };
    expect(again).toMatchObject({ ok: true, value: { ...payment, card: { brand: 'visa', last4: '4242' } } });
    expect(desk.practice.state.payments.size).toBe(1);
    expect(await desk.processor.findPayment(customer, 'cch_1')).toEqual(again);
    expect(await desk.processor.findPayment(customer, 'cch_2')).toEqual({ ok: true, value: undefined });
  });

  it('that is declined is an answer with the reason', async () => {
    const desk = open();
    const customer = await customerOf(desk);
    const short = await desk.processor.charge(chargeOf(customer, 'pm_card_chargeDeclinedInsufficientFunds'));
    expect(short).toMatchObject({ ok: true, value: { state: 'declined', declineCode: 'insufficient_funds' } });
    const asked = await desk.processor.charge(chargeOf(customer, 'pm_card_authenticationRequired', 'cch_2'));
    expect(asked).toMatchObject({ ok: true, value: { state: 'declined', declineCode: 'authentication_required' } });
  });

  it('sends the version and the key of the order, and no personal data', async () => {
    const desk = open();
    await desk.processor.charge(chargeOf(await customerOf(desk)));
    const [, { headers, body } = { headers: {} as Record<string, string>, body: '' }] = desk.asked;
    expect(headers['stripe-version']).toMatch(/^\d{4}-\d{2}-\d{2}\.\w+$/);
    expect(headers['idempotency-key']).toBe('key-cch_1');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(body).keys()].toSorted()).toEqual([
      ...['amount', 'confirm', 'currency', 'customer', 'expand[0]', 'metadata[superbill_reference]', 'off_session'],
      ...['payment_method', 'payment_method_types[0]'],
    ]);
  });
});

describe('faults', () => {
  it('are distinguished: unreachable, a refused key, unknown, and the wrong mode', async () => {
    const desk = open();
    const customer = await customerOf(desk);
    for (const status of [409, 429, 500, 503]) {
      desk.fail(status);
      expect(await desk.processor.readPayment('pi_1')).toEqual({ ok: false, failure: { fault: 'unreachable' } });
    }
    const unknown = await desk.processor.readPayment('pi_1');
    expect(unknown).toEqual({ ok: false, failure: { fault: 'unknown', code: 'resource_missing' } });
    const stolen = stripeProcessor({ secretKey: 'sk_test_other', isLive: false, fetch: desk.fetch });
    expect(await stolen.newCustomer(order('acc_1'))).toEqual({ ok: false, failure: { fault: 'key-refused' } });
    const live = stripeProcessor({ secretKey, isLive: true, fetch: desk.fetch });
    expect(await live.charge(chargeOf(customer))).toEqual({ ok: false, failure: { fault: 'wrong-mode' } });
  });

  it('include answers in another form, or another currency', async () => {
    const { processor } = open();
    const answers = [{ id: 'pi_1', amount: 10 }, 'text', { id: 'pi_1', currency: 'kwd' }];
    for (const body of answers) {
      const fetch = (async () => Response.json(body)) as unknown as typeof globalThis.fetch;
      const odd = stripeProcessor({ secretKey, isLive: false, fetch });
      expect(await odd.readPayment('pi_1')).toEqual({ ok: false, failure: { fault: 'unreadable' } });
    }
    expect(processor).toBeDefined();
  });

  it('include what was made elsewhere: in another currency, or a charge without a payment intent', async () => {
    const dispute = {
      ...{ id: 'du_1', object: 'dispute', amount: 1000, currency: 'usd', livemode: false, status: 'needs_response' },
      ...{ reason: 'general', balance_transactions: [], metadata: {}, payment_intent: null },
    };
    const told = async (body: object) => {
      const fetch = (async () => Response.json(body)) as unknown as typeof globalThis.fetch;
      const read = await stripeProcessor({ secretKey, isLive: false, fetch }).readDispute('du_1');
      return read.ok ? read.value.state : read.failure.fault;
    };
    expect(await told(dispute)).toBe('foreign');
    expect(await told({ ...dispute, payment_intent: 'pi_1' })).toBe('open');
    expect(await told({ ...dispute, payment_intent: 'pi_1', currency: 'eur' })).toBe('foreign');
    const ours = { metadata: { superbill_reference: 'cch_1' } };
    expect(await told({ ...dispute, ...ours })).toBe('unreadable');
  });

  it('only brand and last four digits of a card are stored', async () => {
    const desk = open();
    const paid = await desk.processor.charge(chargeOf(await customerOf(desk)));
    const id = paid.ok ? paid.value.id : '';
    const talkative = async (url: unknown, init?: RequestInit) => {
      const answer = (await (await desk.fetch(url as string, init)).json()) as {
        latest_charge: { payment_method_details: { card: object } };
      };
      Object.assign(answer.latest_charge.payment_method_details.card, { number: '4242424242424242', cvc: '123' });
      return Response.json(answer);
    };
    const fetch = talkative as typeof globalThis.fetch;
    const read = await stripeProcessor({ secretKey, isLive: false, fetch }).readPayment(id);
    expect(read).toEqual(paid);
    expect(JSON.stringify(read)).not.toMatch(/\d{12}|123"/);
  });
});

describe('a page', () => {
  const page = {
    title: 'Example Practice',
    language: 'en',
    returnTo: 'https://pay.example/done',
    closesAt: 1_795_500_000,
  } as const;

  it('accepts a payment, a declined card leaves it open, and a paid one cannot be closed', async () => {
    const { practice, processor } = open();
    const wants = { kind: 'payment', cents: cents(8100) } as const;
    const opened = await processor.openPage({ ...order('cch_1'), ...page, wants });
    if (!opened.ok) throw new Error(opened.failure.fault);
    const { id } = opened.value;
    expect(opened.value).toMatchObject({ state: 'open', reference: 'cch_1', url: `https://cards.example/pages/${id}` });
    practice.payOnPage(id, 'pm_card_chargeDeclined');
    expect(await processor.readPage(id)).toMatchObject({ value: { state: 'open' } });
    practice.payOnPage(id);
    const closed = await processor.closePage(id);
    expect(closed).toMatchObject({ ok: true, value: { state: 'complete', paymentId: expect.stringMatching(/^pi_/) } });
    const paymentId = closed.ok ? (closed.value.paymentId ?? '') : '';
    expect(await processor.readPayment(paymentId)).toMatchObject({ value: { state: 'succeeded', cents: 8100 } });
  });

  it('stores a card, which is charged later and deleted', async () => {
    const desk = open();
    const { practice, processor } = desk;
    const customerToken = await customerOf(desk);
    const wants = { kind: 'card', customerToken, words: 'You agree to be charged.' } as const;
    const opened = await processor.openPage({ ...order('crd_1'), ...page, wants });
    const id = opened.ok ? opened.value.id : '';
    expect(opened).toMatchObject({ ok: true, value: { state: 'open' } });
    practice.payOnPage(id, 'pm_card_mastercard');
    const read = await processor.readPage(id);
    const face = { brand: 'mastercard', last4: '4444', expires: '2031-12', customerToken };
    expect(read).toMatchObject({ ok: true, value: { state: 'complete', card: face } });
    const cardToken = read.ok ? (read.value.card?.cardToken ?? '') : '';
    expect(await processor.charge(chargeOf(customerToken, cardToken))).toMatchObject({ value: { state: 'succeeded' } });
    expect(await processor.forgetCard(cardToken)).toEqual({ ok: true, value: undefined });
    expect(await processor.forgetCard(cardToken)).toEqual({ ok: true, value: undefined });
  });
});

describe('refunds and disputes', () => {
  it('are read in each state: pending, arrived or returned, asked, open, won or lost', async () => {
    const desk = open({ refundsAtOnce: false, feesAtOnce: false });
    const { practice, processor } = desk;
    const paid = await processor.charge(chargeOf(await customerOf(desk)));
    const paymentId = paid.ok ? paid.value.id : '';
    expect(paid.ok && paid.value.feeCents).toBe(undefined);
    practice.tellFee(paymentId);
    expect(await processor.readPayment(paymentId)).toMatchObject({ value: { feeCents: 204 } });
    const refund = { ...order('rfd_1'), paymentId, cents: cents(1000) };
    const made = await processor.refund(refund);
    expect(made).toMatchObject({ ok: true, value: { state: 'pending', reference: 'rfd_1', cents: 1000, paymentId } });
    const refundId = made.ok ? made.value.id : '';
    practice.endRefund(refundId, 'failed');
    const failed = { state: 'failed', failureCode: 'lost_or_stolen_card' };
    expect(await processor.readRefund(refundId)).toMatchObject({ value: failed });
    const asked = practice.dispute(paymentId, { isOnlyAsked: true });
    expect(await processor.readDispute(asked)).toMatchObject({
      value: { state: 'inquiry', isWithdrawn: false, feeCents: 0 },
    });
    const disputeId = practice.dispute(paymentId);
    const dispute = { paymentId, cents: 6000, state: 'open', isWithdrawn: true, feeCents: 1500, reason: 'fraudulent' };
    expect(await processor.readDispute(disputeId)).toMatchObject({
      value: { ...dispute, evidenceUntil: '2026-12-11T14:40:00.000Z' },
    });
    practice.endDispute(disputeId, 'won');
    expect(await processor.readDispute(disputeId)).toMatchObject({ value: { state: 'won' } });
  });
});

describe('a signature', () => {
  const now = new Date('2026-11-23T14:05:00Z');
  const seconds = Math.floor(now.getTime() / 1000);
  const text = '{"id":"evt_1"}';
  const sign = (at: number, secret = webhookSecret, of = text) =>
    createHmac('sha256', secret).update(`${at}.${of}`).digest('hex');

  it('is valid by any of several, and by any current secret', () => {
    const right = sign(seconds);
    for (const header of [
      `t=${seconds},v1=${right}`,
      `t=${seconds},v1=${'0'.repeat(64)},v1=${right},v0=x`,
      ` t=${seconds}, v1=${right}`,
    ]) {
      expect(checkSignature(text, header, ['whsec_new', webhookSecret], now)).toEqual({ ok: true, value: undefined });
    }
  });

  it('is invalid over other bytes, with another secret, in another form, and without one', () => {
    const headers = [
      undefined,
      '',
      'v1=',
      `t=${seconds}`,
      `t=,v1=${sign(seconds)}`,
      `t=${seconds},v1=${sign(seconds, 'whsec_x')}`,
    ];
    const others = [
      `t=${seconds},v1=${sign(seconds, webhookSecret, `${text} `)}`,
      `t=${seconds + 1},v1=${sign(seconds)}`,
      `t=${seconds},v0=${sign(seconds)}`,
    ];
    for (const header of [...headers, ...others]) {
      expect(checkSignature(text, header, [webhookSecret], now)).toEqual({
        ok: false,
        failure: 'webhook-signature-wrong',
      });
    }
    expect(checkSignature(text, `t=${seconds},v1=${sign(seconds)}`, [], now)).toMatchObject({ ok: false });
  });

  it('is too old after five minutes, and too new five minutes ahead', () => {
    const check = (at: number) => checkSignature(text, `t=${at},v1=${sign(at)}`, [webhookSecret], now);
    expect([check(seconds - 300).ok, check(seconds + 300).ok]).toEqual([true, true]);
    expect([check(seconds - 301), check(seconds + 301)]).toEqual([
      { ok: false, failure: 'webhook-too-old' },
      { ok: false, failure: 'webhook-too-old' },
    ]);
  });
});

describe('an event', () => {
  const event = (type: string, object: object) =>
    readStripeEvent(JSON.stringify({ id: 'evt_1', type, livemode: false, data: { object } }));

  it('states what it is about, by ids alone', () => {
    const charge = { id: 'ch_1', payment_intent: 'pi_1', billing_details: { name: 'SOMEBODY' } };
    expect(event('charge.updated', charge)).toEqual({
      id: 'evt_1',
      isLive: false,
      subject: { kind: 'payment', id: 'pi_1' },
    });
    expect(event('charge.dispute.closed', { id: 'dp_1' })?.subject).toEqual({ kind: 'dispute', id: 'dp_1' });
    expect(event('refund.failed', { id: 're_1' })?.subject).toEqual({ kind: 'refund', id: 're_1' });
    expect(event('checkout.session.completed', { id: 'cs_test_1' })?.subject).toEqual({
      kind: 'page',
      id: 'cs_test_1',
    });
    expect(event('payment_intent.succeeded', { id: 'pi_1' })?.subject).toEqual({ kind: 'payment', id: 'pi_1' });
  });

  it('of another kind is recognised as unrelated, and invalid text as no event', () => {
    expect(event('invoice.paid', { id: 'in_1' })).toEqual({ id: 'evt_1', isLive: false });
    expect(event('charge.updated', { id: 'ch_1', payment_intent: null })).toEqual({ id: 'evt_1', isLive: false });
    for (const text of ['', '{', '[]', '{"id":"evt_1"}', '"text"']) expect(readStripeEvent(text)).toBe(undefined);
  });
});

describe('a form', () => {
  it('names nested values, and leaves out undefined ones', () => {
    const form = formOfFields({ a: 1, b: { c: true, d: undefined }, e: ['x', { f: 'y' }] });
    expect(form.toString()).toBe('a=1&b%5Bc%5D=true&e%5B0%5D=x&e%5B1%5D%5Bf%5D=y');
  });
});
