import type * as z from 'zod';
import type { Asked, CardProcessor, ChargeOrder, PageOrder, ProcessorPayment } from '../domain/card/processor.ts';
import { present } from '../domain/present.ts';
import { fail, ok } from '../domain/result.ts';
import {
  declinedSchema,
  disputeSchema,
  errorSchema,
  idSchema,
  isForeign,
  listSchema,
  namedSchema,
  pageExpand,
  pageSchema,
  paymentExpand,
  paymentSchema,
  referenceName,
  refundSchema,
  type Told,
} from './stripe-objects.ts';
import { askStripe, type Fields, type StripeAccess, type StripeAnswer } from './stripe-request.ts';

/** The account at Stripe: its key, and whether it charges real cards. */
export interface StripeAccount extends StripeAccess {
  readonly isLive: boolean;
}

/** Stripe as a processor of cards: payment intents, checkout sessions, refunds and disputes, in US dollars. */
export function stripeProcessor(account: StripeAccount): CardProcessor {
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema, expand: readonly string[] = []) =>
    readAs(await askStripe(account, { method: 'GET', path, fields: { expand } }), schema);
  const post = async <Schema extends z.ZodType>(path: string, { key, fields }: Posted, schema: Schema) =>
    readAs(await askStripe(account, { method: 'POST', path, fields, ...present({ key }) }), schema);
  const own = <Value>(told: Asked<Told<Value>>): Asked<Value> => ofMode(told, account.isLive);
  const readPayment = async (id: string) => own(await get(`/v1/payment_intents/${id}`, paymentSchema, paymentExpand));
  const readPage = async (id: string) => own(await get(`/v1/checkout/sessions/${id}`, pageSchema, pageExpand));
  const readRefund = (id: string) => get(`/v1/refunds/${id}`, refundSchema);
  const find = async (path: string, fields: Fields, reference: string): Promise<Asked<string | undefined>> => {
    const answer = await askStripe(account, { method: 'GET', path, fields: { ...fields, limit: 100 } });
    const listed = readAs(answer, listSchema);
    return listed.ok ? ok(idWithReference(listed.value.data, reference)) : listed;
  };

  return {
    newCustomer: async ({ reference, key }) => {
      const fields = { metadata: { [referenceName]: reference } };
      const made = await post('/v1/customers', { key, fields }, idSchema);
      return made.ok ? ok(made.value.id) : made;
    },

    charge: async (order) => {
      const fields = chargeFields(order);
      const answer = await askStripe(account, { method: 'POST', path: '/v1/payment_intents', fields, key: order.key });
      const declined = answer.ok ? declinedOf(answer.value, order) : undefined;
      return declined ?? own(readAs(answer, paymentSchema));
    },

    findPayment: async (customer, reference) => {
      const found = await find('/v1/payment_intents', { customer }, reference);
      return found.ok && found.value !== undefined ? readPayment(found.value) : (found as Asked<undefined>);
    },

    readPayment,
    readPage,
    openPage: async (order) =>
      own(await post('/v1/checkout/sessions', { key: order.key, fields: pageFields(order) }, pageSchema)),

    closePage: async (id) => {
      const closed = await post(`/v1/checkout/sessions/${id}/expire`, { fields: {} }, pageSchema);
      // A completed page cannot be closed.
      return !closed.ok && closed.failure.fault === 'refused' ? readPage(id) : own(closed);
    },

    refund: ({ reference, key, paymentId, cents }) => {
      const fields = { payment_intent: paymentId, amount: cents, metadata: { [referenceName]: reference } };
      return post('/v1/refunds', { key, fields }, refundSchema);
    },

    readRefund,

    findRefund: async (paymentId, reference) => {
      const found = await find('/v1/refunds', { payment_intent: paymentId }, reference);
      return found.ok && found.value !== undefined ? readRefund(found.value) : (found as Asked<undefined>);
    },

    readDispute: async (id) => own(await get(`/v1/disputes/${id}`, disputeSchema)),

    forgetCard: async (cardToken) => {
      const done = await post(`/v1/payment_methods/${cardToken}/detach`, { fields: {} }, idSchema);
      // A card that Stripe does not know has been deleted.
      const isForgotten = done.ok || done.failure.fault === 'refused' || done.failure.fault === 'unknown';
      return isForgotten ? ok(undefined) : done;
    },
  };
}

/** The id of the listed object that has our reference. */
function idWithReference(listed: readonly unknown[], reference: string): string | undefined {
  for (const each of listed) {
    const named = namedSchema.safeParse(each);
    if (named.success && named.data.metadata?.[referenceName] === reference) return named.data.id;
  }
  return undefined;
}

interface Posted {
  readonly fields: Fields;
  readonly key?: string;
}

/**
 * A card on file is charged at once. `off_session` tells the guarantor's bank that nobody is there to answer its
 * questions.
 */
function chargeFields({ reference, cents, customerToken, cardToken, isPresent }: ChargeOrder): Fields {
  return {
    ...{ amount: cents, currency: 'usd', customer: customerToken, payment_method: cardToken, confirm: true },
    payment_method_types: ['card'],
    ...(isPresent ? { error_on_requires_action: true } : { off_session: true }),
    metadata: { [referenceName]: reference },
    expand: paymentExpand,
  };
}

function pageFields({ reference, wants, title, language, returnTo, closesAt }: PageOrder): Fields {
  const metadata = { [referenceName]: reference };
  const common = {
    ...{ success_url: returnTo, cancel_url: returnTo, locale: language, expires_at: closesAt, metadata },
    payment_method_types: ['card'],
    client_reference_id: reference,
  };
  if (wants.kind === 'card') {
    return {
      ...common,
      ...{ mode: 'setup', customer: wants.customerToken, setup_intent_data: { metadata } },
      custom_text: { submit: { message: wants.words } },
    };
  }
  const price = { currency: 'usd', unit_amount: wants.cents, product_data: { name: title } };
  return {
    ...common,
    ...{ mode: 'payment', submit_type: 'pay', payment_intent_data: { metadata } },
    line_items: [{ quantity: 1, price_data: price }],
  };
}

/** A declined card, as the payment that Stripe keeps for it; undefined when the answer is something else. */
function declinedOf({ body }: StripeAnswer, { reference, cents }: ChargeOrder): Asked<ProcessorPayment> | undefined {
  const declined = declinedSchema.safeParse(body);
  if (!declined.success) return undefined;
  const { code, decline_code: reason, payment_intent: kept } = declined.data.error;
  const named = idSchema.safeParse(kept);
  if (!named.success) return undefined;
  const declineCode = reason ?? code ?? 'card_declined';
  return ok({ id: named.data.id, reference, cents, state: 'declined', declineCode });
}

function readAs<Schema extends z.ZodType>(answer: Asked<StripeAnswer>, schema: Schema): Asked<z.output<Schema>> {
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  if (status >= 400) {
    const error = errorSchema.safeParse(body);
    const code = error.success ? (error.data.error.code ?? error.data.error.type ?? undefined) : undefined;
    return fail({ fault: status === 404 ? 'unknown' : 'refused', ...present({ code }) });
  }
  const read = schema.safeParse(body);
  if (read.success) return ok(read.data);
  return fail({ fault: isForeign(body) ? 'foreign' : 'unreadable' });
}

/** A live account accepts only live answers, and a test account only test answers. */
function ofMode<Value>(told: Asked<Told<Value>>, isLive: boolean): Asked<Value> {
  if (!told.ok) return told;
  return told.value.isLive === isLive ? ok(told.value.value) : fail({ fault: 'wrong-mode' });
}
