import * as z from 'zod';
import type {
  CardFace,
  KeptCard,
  ProcessorDispute,
  ProcessorPage,
  ProcessorPayment,
  ProcessorRefund,
} from '../domain/card/processor.ts';
import { type Cents, cents, sumCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';

/*
 * Stripe's objects, with the fields that are read. All other fields are dropped, so that of a card only its brand and
 * last four digits can come in, whatever Stripe sends.
 */

/** Our reference, in the metadata of every object that we create. */
export const referenceName = 'superbill_reference';

const dollars = z.literal('usd');
const amount = z
  .int()
  .min(0)
  .max(99_999_999_99)
  .transform((value): Cents => cents(value));
const token = z.string().regex(/^[a-z]{2,12}_[A-Za-z0-9_]{1,200}$/);
const metadata = z.object({ [referenceName]: z.string().max(100).optional() }).nullish();
const word = z.string().regex(/^[a-z0-9_]{1,60}$/);

/** An object, or only its id where it was not expanded. */
const idOf = z.union([token, z.object({ id: token }).transform(({ id }) => id)]);

const face = z.object({ brand: word, last4: z.string().regex(/^\d{4}$/) });

const balanceTransaction = z.object({ fee: amount, currency: dollars });

const charge = z.object({
  created: z.int().nullish(),
  payment_method_details: z.object({ card: face.nullish() }).nullish(),
  balance_transaction: z.union([balanceTransaction, token]).nullish(),
});

const payment = z.object({
  id: token,
  amount,
  amount_received: amount,
  currency: dollars,
  livemode: z.boolean(),
  status: word,
  metadata,
  last_payment_error: z.object({ code: word.nullish(), decline_code: word.nullish() }).nullish(),
  latest_charge: z.union([charge, token]).nullish(),
});

/** The fields to expand when a payment is read. */
export const paymentExpand = ['latest_charge.balance_transaction'] as const;

const instantOf = (seconds: number | null | undefined): Instant | undefined =>
  seconds == null ? undefined : new Date(seconds * 1000).toISOString();

/** The value, and whether it is live. */
export interface Told<Value> {
  readonly value: Value;
  readonly isLive: boolean;
}

export const paymentSchema = payment.transform((read): Told<ProcessorPayment> => {
  const latest = typeof read.latest_charge === 'object' ? read.latest_charge : undefined;
  const balance = latest?.balance_transaction;
  const state = paymentState(read.status, read.last_payment_error != null);
  const error = read.last_payment_error;
  const declineCode = state === 'declined' ? (error?.decline_code ?? error?.code ?? undefined) : undefined;
  const card: CardFace | undefined = latest?.payment_method_details?.card ?? undefined;
  return {
    isLive: read.livemode,
    value: {
      id: read.id,
      cents: state === 'succeeded' ? read.amount_received : read.amount,
      state,
      ...present({ reference: read.metadata?.[referenceName], declineCode, card }),
      ...present({ feeCents: typeof balance === 'object' ? balance?.fee : undefined }),
      ...present({ paidAt: state === 'succeeded' ? instantOf(latest?.created) : undefined }),
    },
  };
});

function paymentState(status: string, hasError: boolean): ProcessorPayment['state'] {
  if (status === 'succeeded') return 'succeeded';
  if (status === 'processing') return 'pending';
  if (status === 'canceled') return 'cancelled';
  // The guarantor's bank requires the guarantor to confirm the payment, and nobody else can do that.
  return hasError || status === 'requires_action' ? 'declined' : 'waiting';
}

/** The answer to a declined charge: an error that contains the payment. */
export const declinedSchema = z.object({
  error: z.object({
    type: z.literal('card_error'),
    code: word.nullish(),
    decline_code: word.nullish(),
    payment_intent: z.unknown().optional(),
  }),
});

export const errorSchema = z.object({ error: z.object({ type: word.nullish(), code: word.nullish() }) });

const keptCard = z.object({
  id: token,
  card: face.extend({ exp_month: z.int().min(1).max(12), exp_year: z.int().min(2000).max(2200) }),
});

const setup = z.object({
  status: word,
  customer: idOf.nullish(),
  payment_method: z.union([keptCard, token]).nullish(),
});

/** The fields to expand when a page is read. */
export const pageExpand = ['setup_intent.payment_method'] as const;

const page = z.object({
  id: token,
  livemode: z.boolean(),
  status: z.enum(['open', 'complete', 'expired']),
  url: z.url().nullish(),
  metadata,
  payment_intent: idOf.nullish(),
  setup_intent: z.union([setup, token]).nullish(),
});

export const pageSchema = page.transform((read): Told<ProcessorPage> => {
  const made = typeof read.setup_intent === 'object' ? read.setup_intent : undefined;
  return {
    isLive: read.livemode,
    value: {
      id: read.id,
      state: read.status,
      ...present({ reference: read.metadata?.[referenceName], url: read.url ?? undefined }),
      ...present({ paymentId: read.payment_intent ?? undefined, card: made == null ? undefined : cardOfSetup(made) }),
    },
  };
});

function cardOfSetup({ status, customer, payment_method: method }: z.output<typeof setup>): KeptCard | undefined {
  if (status !== 'succeeded' || customer == null || typeof method !== 'object' || method === null) return undefined;
  const { brand, last4, exp_month: month, exp_year: year } = method.card;
  const expires = `${year}-${String(month).padStart(2, '0')}`;
  return { customerToken: customer, cardToken: method.id, brand, last4, expires };
}

export const refundSchema = z
  .object({
    id: token,
    amount,
    currency: dollars,
    status: word,
    failure_reason: word.nullish(),
    payment_intent: idOf,
    metadata,
  })
  .transform((read): ProcessorRefund => {
    const isOver = read.status === 'failed' || read.status === 'canceled';
    return {
      ...{ id: read.id, paymentId: read.payment_intent, cents: read.amount },
      state: read.status === 'succeeded' ? 'succeeded' : isOver ? 'failed' : 'pending',
      ...present({ reference: read.metadata?.[referenceName] }),
      ...present({ failureCode: isOver ? (read.failure_reason ?? read.status) : undefined }),
    };
  });

/** Stripe's dispute statuses. Those that begin with `warning` are inquiries by the cardholder's bank. */
const disputeStates: Readonly<Record<string, ProcessorDispute['state']>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'closed',
  prevented: 'closed',
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
};

export const disputeSchema = z
  .object({
    id: token,
    amount,
    currency: dollars,
    livemode: z.boolean(),
    status: word.refine((status) => Object.hasOwn(disputeStates, status)),
    reason: word,
    payment_intent: idOf,
    balance_transactions: z.array(z.object({ fee: z.int(), amount: z.int() })),
    evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
  })
  .transform((read): Told<ProcessorDispute> => {
    const dueBy = read.evidence_details?.due_by;
    const evidenceUntil = instantOf(dueBy);
    const taken = read.balance_transactions.filter(({ amount: moved }) => moved < 0);
    return {
      isLive: read.livemode,
      value: {
        ...{ id: read.id, paymentId: read.payment_intent, cents: read.amount, reason: read.reason },
        state: disputeStates[read.status] as ProcessorDispute['state'],
        isWithdrawn: taken.length > 0,
        feeCents: sumCents(taken.map(({ fee }) => cents(Math.max(0, fee)))),
        ...present({ evidenceUntil }),
      },
    };
  });

/** Objects of the account that we did not make: in another currency, or of an older charge without a payment intent. */
const foreign = z
  .object({ object: word, metadata, currency: word.nullish(), payment_intent: idOf.nullish() })
  .refine(({ metadata: told }) => told?.[referenceName] === undefined)
  .refine(({ object, currency, payment_intent: payment }) => {
    const isOfCharge = object === 'dispute' || object === 'refund';
    return (currency != null && currency !== 'usd') || (isOfCharge && payment == null);
  });

/**
 * Whether an answer describes an object that we did not make: a payment in another currency, or one that was started
 * elsewhere.
 */
export const isForeign = (body: unknown): boolean => foreign.safeParse(body).success;

/** A list in which one of our objects is searched for. */
export const listSchema = z.object({ data: z.array(z.unknown()) });
export const namedSchema = z.object({ id: token, metadata });
export const idSchema = z.object({ id: token });
