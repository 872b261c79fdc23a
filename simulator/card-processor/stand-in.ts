import { createHmac } from 'node:crypto';
import { disputeObject, feeOf, pageObject, paymentObject, refundObject } from './objects.ts';
import { newPayment, type ProcessorRequest, paid, refusal, type Serving, serve, tell } from './routes.ts';
import {
  type Dispute,
  emptyState,
  nextId,
  type PracticeCardName,
  type ProcessorAnswer,
  type ProcessorState,
  practiceCards,
} from './state.ts';

/*
 * A simulated card processor: it answers like Stripe's API, as far as the product uses it, and sends signed events. No
 * real card can be charged, and no card number is ever entered: cards have names. It shares no code with the product.
 */

export interface PracticeProcessor {
  answer(request: ProcessorRequest): ProcessorAnswer;
  /** Pays on a page with the card of this name. A declined card leaves the page open. */
  payOnPage(pageId: string, card?: PracticeCardName): void;
  /** The fee of a payment becomes known. */
  tellFee(paymentId: string): void;
  /** A cardholder disputes a payment. @returns the dispute's id */
  dispute(paymentId: string, how?: { readonly cents?: number; readonly isOnlyAsked?: true }): string;
  endDispute(disputeId: string, end: 'won' | 'lost' | 'warning_closed'): void;
  /** A refund arrives at the card, or is returned. */
  endRefund(refundId: string, end: 'succeeded' | 'failed'): void;
  /** A refund made at the processor itself. */
  refundElsewhere(paymentId: string, cents: number): void;
  /** The events since the last call, signed. */
  takeEvents(at: Date): SignedEvent[];
  readonly state: ProcessorState;
}

export interface SignedEvent {
  readonly type: string;
  readonly text: string;
  readonly signature: string;
}

export interface PracticeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** The address of its pages. */
  readonly address: string;
  /**
   * The number at which ids start; 0 when absent. After a restart, which forgets everything, new objects must not get
   * old ids.
   */
  readonly countFrom?: number;
  readonly feesAtOnce?: boolean;
  readonly now?: () => Date;
  readonly refundsAtOnce?: boolean;
}

export function practiceProcessor(settings: PracticeSettings): PracticeProcessor {
  const state = { ...emptyState(), count: settings.countFrom ?? 0 };
  const { address, feesAtOnce = true, refundsAtOnce = true, now } = settings;
  const serving: Serving = { state, address, feesAtOnce, refundsAtOnce, now };
  const found = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('the practice processor knows nothing with this id');
    return value;
  };
  const refunded = (paymentId: string, cents: number) => {
    const body = new URLSearchParams({ payment_intent: paymentId, amount: String(cents) }).toString();
    serve(serving, { method: 'POST', path: '/v1/refunds', headers: {}, body });
  };
  return {
    state,
    answer: (request) => answerOnce(serving, settings.secretKey, request),
    payOnPage: (pageId, card = 'pm_card_visa') => usePage(serving, pageId, card),
    tellFee: (paymentId) => {
      const payment = found(state.payments.get(paymentId));
      payment.feeCents = feeOf(payment.cents);
      tell(state, 'charge.updated', { id: payment.chargeId, object: 'charge', payment_intent: paymentId });
    },
    dispute: (paymentId, { cents, isOnlyAsked } = {}) => {
      const payment = found(state.payments.get(paymentId));
      const status = isOnlyAsked === true ? 'warning_needs_response' : 'needs_response';
      const id = nextId(state, 'dp');
      const dispute: Dispute = { id, paymentId, cents: cents ?? payment.cents, status, dueBy: 1_797_000_000 };
      state.disputes.set(id, dispute);
      tell(state, 'charge.dispute.created', disputeObject(dispute));
      return id;
    },
    endDispute: (disputeId, end) => {
      const dispute = found(state.disputes.get(disputeId));
      dispute.status = end;
      tell(state, 'charge.dispute.closed', disputeObject(dispute));
    },
    endRefund: (refundId, end) => {
      const refund = found(state.refunds.get(refundId));
      refund.status = end;
      if (end === 'failed') found(state.payments.get(refund.paymentId)).refundedCents -= refund.cents;
      tell(state, end === 'failed' ? 'refund.failed' : 'refund.updated', refundObject(refund));
    },
    refundElsewhere: refunded,
    takeEvents: (at) =>
      state.events.splice(0).map(({ type, object }) => signed(state, { type, object, at }, settings.webhookSecret)),
  };
}

/** The same key with the same request returns the first answer. With another request, it is refused. */
function answerOnce(serving: Serving, secretKey: string, request: ProcessorRequest): ProcessorAnswer {
  const { state } = serving;
  const { headers, method, path, body } = request;
  if (headers.authorization !== `Bearer ${secretKey}`) return refusal(401, 'invalid_request_error', 'api_key_invalid');
  if (headers['stripe-version'] === undefined) return refusal(400, 'invalid_request_error', 'version_missing');
  const key = method === 'POST' ? headers['idempotency-key'] : undefined;
  const order = `${path}\n${body}`;
  const kept = key === undefined ? undefined : state.kept.get(key);
  if (kept !== undefined && kept.order !== order) return refusal(400, 'idempotency_error', 'idempotency_key_in_use');
  if (kept !== undefined) return { ...kept.answer, headers: { 'idempotent-replayed': 'true' } };
  const answer = serve(serving, request);
  if (key !== undefined) state.kept.set(key, { order, answer });
  return answer;
}

function usePage(serving: Serving, pageId: string, cardName: PracticeCardName): void {
  const { state, address } = serving;
  const page = state.pages.get(pageId);
  if (page?.status !== 'open') throw new Error('the page is not open');
  const card = practiceCards[cardName];
  if (page.mode === 'setup') {
    const id = nextId(state, 'pm');
    state.methods.set(id, { id, card, ...(page.customer === undefined ? {} : { customer: page.customer }) });
    page.method = id;
  } else {
    const known = page.paymentId === undefined ? undefined : state.payments.get(page.paymentId);
    const { cents, customer, metadata } = page;
    const payment = known ?? newPayment(state, { cents, customer, metadata });
    page.paymentId = payment.id;
    payment.card = card;
    if ('declines' in card) {
      payment.error = { code: 'card_declined', declineCode: card.declines };
      tell(state, 'payment_intent.payment_failed', paymentObject(payment));
      return;
    }
    paid(serving, payment);
  }
  page.status = 'complete';
  tell(state, 'checkout.session.completed', pageObject(state, page, address));
}

function signed(
  state: ProcessorState,
  { type, object, at }: { readonly type: string; readonly object: object; readonly at: Date },
  secret: string,
): SignedEvent {
  const seconds = Math.floor(at.getTime() / 1000);
  const event = {
    id: nextId(state, 'evt'),
    object: 'event',
    type,
    livemode: false,
    created: seconds,
    data: { object },
  };
  const text = JSON.stringify(event, undefined, 2);
  const hex = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
  return { type, text, signature: `t=${seconds},v1=${hex}` };
}
