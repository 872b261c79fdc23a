import type { Dispute, Page, Payment, PracticeCard, ProcessorState, Refund } from './state.ts';

/** The objects in the form of the processor's API. */

/** 2.9 % and 30 cents, a typical processor fee. */
export function feeOf(cents: number): number {
  return Math.round(cents * 0.029) + 30;
}

/** The fee for a dispute. */
const disputeFeeCents = 1500;

const faceOf = ({ brand, last4 }: PracticeCard) => ({ brand, last4, exp_month: 12, exp_year: 2031, funding: 'credit' });

export function paymentObject(payment: Payment): object {
  const { id, cents, customer = null, metadata, status, card, error, feeCents, chargeId, paidAt = null } = payment;
  const charge = {
    ...{ id: chargeId, object: 'charge', amount: cents, amount_refunded: payment.refundedCents, currency: 'usd' },
    ...{ payment_intent: id, livemode: false, paid: status === 'succeeded', created: paidAt },
    payment_method_details: { type: 'card', card: card === undefined ? null : faceOf(card) },
    balance_transaction:
      feeCents === undefined
        ? null
        : { object: 'balance_transaction', amount: cents, currency: 'usd', fee: feeCents, net: cents - feeCents },
  };
  return {
    ...{ id, object: 'payment_intent', amount: cents, currency: 'usd', customer, metadata, status, livemode: false },
    amount_received: status === 'succeeded' ? cents : 0,
    last_payment_error:
      error === undefined
        ? null
        : { type: 'card_error', code: error.code, decline_code: error.declineCode ?? null, message: 'Declined.' },
    latest_charge: card === undefined ? null : charge,
  };
}

export function pageObject(state: ProcessorState, page: Page, address: string): object {
  const { id, mode, cents, customer = null, metadata, status, paymentId = null, method, closesAt } = page;
  const kept = method === undefined ? undefined : state.methods.get(method);
  const setup = {
    ...{ id: `seti_${id.slice(3)}`, object: 'setup_intent', customer },
    status: kept === undefined ? 'requires_payment_method' : 'succeeded',
    payment_method:
      kept === undefined
        ? null
        : { id: kept.id, object: 'payment_method', type: 'card', customer: kept.customer, card: faceOf(kept.card) },
  };
  return {
    ...{ id, object: 'checkout.session', mode, status, customer, metadata, livemode: false, currency: 'usd' },
    ...{ amount_total: mode === 'payment' ? cents : null, expires_at: closesAt },
    payment_status: mode === 'setup' ? 'no_payment_required' : status === 'complete' ? 'paid' : 'unpaid',
    payment_intent: paymentId,
    setup_intent: mode === 'setup' ? setup : null,
    url: status === 'open' ? `${address}/pages/${id}` : null,
  };
}

export function refundObject({ id, paymentId, cents, metadata, status }: Refund): object {
  return {
    ...{ id, object: 'refund', amount: cents, currency: 'usd', metadata, status, payment_intent: paymentId },
    ...(status === 'failed' ? { failure_reason: 'lost_or_stolen_card' } : {}),
  };
}

export function disputeObject({ id, paymentId, cents, status, dueBy }: Dispute): object {
  const isOnlyAsked = status.startsWith('warning');
  const taken = { object: 'balance_transaction', amount: -cents, currency: 'usd', fee: disputeFeeCents };
  const given = { object: 'balance_transaction', amount: cents, currency: 'usd', fee: 0 };
  return {
    ...{ id, object: 'dispute', amount: cents, currency: 'usd', status, livemode: false, reason: 'fraudulent' },
    payment_intent: paymentId,
    balance_transactions: isOnlyAsked ? [] : status === 'won' ? [taken, given] : [taken],
    evidence_details: { due_by: dueBy },
  };
}
