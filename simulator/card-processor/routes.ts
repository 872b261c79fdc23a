import { type FormFields, fieldsAt, readForm, textAt } from './form.ts';
import { disputeObject, feeOf, pageObject, paymentObject, refundObject } from './objects.ts';
import {
  nextId,
  type Page,
  type Payment,
  type PracticeCard,
  type ProcessorAnswer,
  type ProcessorState,
  practiceCards,
  type Refund,
} from './state.ts';

/** Answers the requests to the processor's API that have the right key. */

export interface ProcessorRequest {
  readonly method: string;
  /** The path with its query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Serving {
  readonly state: ProcessorState;
  /** The address at which pages are shown. */
  readonly address: string;
  /** Whether the fee of a payment is known at once; otherwise it comes later. */
  readonly feesAtOnce: boolean;
  /** The clock. Without one, charges state no time. */
  readonly now?: (() => Date) | undefined;
  /** Whether refunds complete at once; otherwise they are pending. */
  readonly refundsAtOnce: boolean;
}

export const refusal = (status: number, type: string, code: string, more: object = {}): ProcessorAnswer => ({
  status,
  body: { error: { type, code, message: 'Refused by the practice processor.', ...more } },
});

const done = (body: object): ProcessorAnswer => ({ status: 200, body });
const missing = () => refusal(404, 'invalid_request_error', 'resource_missing');

type Serve = (serving: Serving, fields: FormFields, id: string) => ProcessorAnswer;

const routes: readonly (readonly [method: string, path: RegExp, serve: Serve])[] = [
  ['POST', /^\/v1\/customers$/, newCustomer],
  ['POST', /^\/v1\/payment_intents$/, charge],
  ['GET', /^\/v1\/payment_intents$/, listPayments],
  ['GET', /^\/v1\/payment_intents\/(\w+)$/, shown(({ payments }) => payments, paymentObject)],
  ['POST', /^\/v1\/checkout\/sessions$/, openPage],
  ['GET', /^\/v1\/checkout\/sessions\/(\w+)$/, readPage],
  ['POST', /^\/v1\/checkout\/sessions\/(\w+)\/expire$/, closePage],
  ['POST', /^\/v1\/refunds$/, refund],
  ['GET', /^\/v1\/refunds$/, listRefunds],
  ['GET', /^\/v1\/refunds\/(\w+)$/, shown(({ refunds }) => refunds, refundObject)],
  ['GET', /^\/v1\/disputes\/(\w+)$/, shown(({ disputes }) => disputes, disputeObject)],
  ['POST', /^\/v1\/payment_methods\/(\w+)\/detach$/, forgetCard],
];

/** Serves a request; the query of a GET is its form. */
export function serve(serving: Serving, { method, path, body }: ProcessorRequest): ProcessorAnswer {
  const [own = '', query = ''] = path.split('?');
  for (const [wanted, pattern, answer] of routes) {
    const match = method === wanted ? pattern.exec(own) : null;
    if (match !== null) return answer(serving, readForm(method === 'GET' ? query : body), match[1] ?? '');
  }
  return missing();
}

function shown<Value>(of: (state: ProcessorState) => Map<string, Value>, show: (value: Value) => object): Serve {
  return ({ state }, _fields, id) => {
    const value = of(state).get(id);
    return value === undefined ? missing() : done(show(value));
  };
}

function newCustomer({ state }: Serving, fields: FormFields): ProcessorAnswer {
  const id = nextId(state, 'cus');
  state.customers.add(id);
  return done({ id, object: 'customer', metadata: fieldsAt(fields, 'metadata') });
}

/** Finds a card by its practice name, or by the token under which a customer keeps it. */
function cardOf(state: ProcessorState, token: string): PracticeCard | undefined {
  const named: Readonly<Record<string, PracticeCard>> = practiceCards;
  return state.methods.get(token)?.card ?? (Object.hasOwn(named, token) ? named[token] : undefined);
}

function charge(serving: Serving, fields: FormFields): ProcessorAnswer {
  const { state } = serving;
  const cents = Number(textAt(fields, 'amount'));
  const card = cardOf(state, textAt(fields, 'payment_method') ?? '');
  const customer = textAt(fields, 'customer');
  if (!(Number.isInteger(cents) && cents >= 50)) return refusal(400, 'invalid_request_error', 'amount_too_small');
  if (textAt(fields, 'currency') !== 'usd') return refusal(400, 'invalid_request_error', 'currency_unsupported');
  if (card === undefined || textAt(fields, 'confirm') !== 'true') return missing();
  if (customer !== undefined && !state.customers.has(customer)) return missing();
  const payment = newPayment(state, { cents, customer, metadata: fieldsAt(fields, 'metadata') });
  const asks = card.asksHolder === true ? { code: 'authentication_required' } : undefined;
  const error = card.declines === undefined ? asks : { code: 'card_declined', declineCode: card.declines };
  payment.card = card;
  if (error === undefined) return done(paymentObject(paid(serving, payment)));
  payment.error = error;
  tell(state, 'payment_intent.payment_failed', paymentObject(payment));
  const { declineCode, code } = { declineCode: undefined, ...error };
  return refusal(402, 'card_error', code, { decline_code: declineCode, payment_intent: paymentObject(payment) });
}

export function newPayment(state: ProcessorState, facts: Pick<Payment, 'cents' | 'customer' | 'metadata'>): Payment {
  const ids = { id: nextId(state, 'pi'), chargeId: nextId(state, 'ch') };
  const payment: Payment = { ...ids, ...facts, status: 'requires_payment_method', refundedCents: 0 };
  state.payments.set(payment.id, payment);
  return payment;
}

/** The payment succeeded. */
export function paid({ state, feesAtOnce, now }: Serving, payment: Payment): Payment {
  payment.status = 'succeeded';
  if (now !== undefined) payment.paidAt = Math.floor(now().getTime() / 1000);
  delete payment.error;
  if (feesAtOnce) payment.feeCents = feeOf(payment.cents);
  tell(state, 'payment_intent.succeeded', paymentObject(payment));
  return payment;
}

function listPayments({ state }: Serving, fields: FormFields): ProcessorAnswer {
  const customer = textAt(fields, 'customer');
  const data = [...state.payments.values()].filter((each) => each.customer === customer).toReversed();
  return done({ object: 'list', data: data.map(paymentObject), has_more: false });
}

function openPage({ state, address }: Serving, fields: FormFields): ProcessorAnswer {
  const mode = textAt(fields, 'mode');
  const price = fieldsAt(fields, 'line_items', '0', 'price_data');
  const cents = Number(textAt(price, 'unit_amount') ?? 0);
  if (mode !== 'payment' && mode !== 'setup') return refusal(400, 'invalid_request_error', 'parameter_missing');
  if (mode === 'payment' && !(cents >= 50 && textAt(price, 'currency') === 'usd')) {
    return refusal(400, 'invalid_request_error', 'amount_too_small');
  }
  const id = nextId(state, 'cs');
  const page: Page = {
    ...{ id, mode, cents, customer: textAt(fields, 'customer'), metadata: fieldsAt(fields, 'metadata') },
    returnTo: textAt(fields, 'success_url') ?? '',
    title: textAt(price, 'product_data', 'name') ?? '',
    words: textAt(fields, 'custom_text', 'submit', 'message') ?? '',
    closesAt: Number(textAt(fields, 'expires_at') ?? 0),
    status: 'open',
  };
  state.pages.set(id, page);
  return done(pageObject(state, page, address));
}

function readPage({ state, address }: Serving, _fields: FormFields, id: string): ProcessorAnswer {
  const page = state.pages.get(id);
  return page === undefined ? missing() : done(pageObject(state, page, address));
}

function closePage({ state, address }: Serving, _fields: FormFields, id: string): ProcessorAnswer {
  const page = state.pages.get(id);
  if (page === undefined) return missing();
  if (page.status !== 'open') return refusal(400, 'invalid_request_error', 'resource_already_exists');
  page.status = 'expired';
  tell(state, 'checkout.session.expired', pageObject(state, page, address));
  return done(pageObject(state, page, address));
}

function refund({ state, refundsAtOnce }: Serving, fields: FormFields): ProcessorAnswer {
  const payment = state.payments.get(textAt(fields, 'payment_intent') ?? '');
  const cents = Number(textAt(fields, 'amount'));
  if (payment === undefined || payment.status !== 'succeeded') return missing();
  if (!(cents > 0 && cents <= payment.cents - payment.refundedCents)) {
    return refusal(400, 'invalid_request_error', 'charge_already_refunded');
  }
  if ([...state.disputes.values()].some(({ paymentId, status }) => paymentId === payment.id && status !== 'won')) {
    return refusal(400, 'invalid_request_error', 'charge_disputed');
  }
  payment.refundedCents += cents;
  const id = nextId(state, 're');
  const status = refundsAtOnce ? 'succeeded' : 'pending';
  const made: Refund = { id, paymentId: payment.id, cents, metadata: fieldsAt(fields, 'metadata'), status };
  state.refunds.set(id, made);
  tell(state, 'refund.created', refundObject(made));
  return done(refundObject(made));
}

function listRefunds({ state }: Serving, fields: FormFields): ProcessorAnswer {
  const paymentId = textAt(fields, 'payment_intent');
  const data = [...state.refunds.values()].filter((each) => each.paymentId === paymentId).toReversed();
  return done({ object: 'list', data: data.map(refundObject), has_more: false });
}

function forgetCard({ state }: Serving, _fields: FormFields, id: string): ProcessorAnswer {
  const method = state.methods.get(id);
  if (method?.customer === undefined) return missing();
  delete method.customer;
  return done({ id, object: 'payment_method', customer: null });
}

/** Queues an event for every registered address. */
export function tell(state: ProcessorState, type: string, object: object): void {
  state.events.push({ type, object });
}
