import type { ClientBalance } from '../domain/account/client-balance.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { type Cents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { allocationsToFree } from '../domain/patient-payment/allocate.ts';
import { feeLegs, lossLegs, receiptLegs, reversedLegs } from '../domain/patient-payment/legs.ts';
import { type PatientPayment, transferredCents } from '../domain/patient-payment/payment.ts';
import { invariant } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { bookOffCharges } from './client-payment-booking.ts';
import { bookTakingOff, ownEntry, type PaymentBooking, type PaymentStep } from './patient-payment-booking.ts';

/* A card processor's effects on a patient's payment in the books: its fee, and chargebacks. */

/**
 * Books the processor's fee of a payment. The payment states the fee already; a later booking also says how much of the
 * payment reaches the bank.
 */
export function bookFee(payment: PatientPayment, fee: Cents, booking: PaymentBooking): PaymentStep {
  const entries = fee === 0 ? [] : [ownEntry(payment, booking, { kind: 'card-fee', legs: feeLegs(fee) })];
  return { payment, entries, writes: [] };
}

/** A payment from which money can be taken, with everything that it is applied to. */
export interface StandingCash {
  readonly payment: PatientPayment;
  readonly claims: ReadonlyMap<string, ClaimBalance>;
  readonly client: ClientBalance;
}

/** The part of a payment that has not left yet. */
export function standingCents(payment: PatientPayment): Cents {
  const { cents, refundedCents = zeroCents, chargedBack } = payment;
  return subtractCents(cents, sumCents([refundedCents, chargedBack?.cents ?? zeroCents, transferredCents(payment)]));
}

/** Frees an amount of a payment: unapplied cash first, then claims, the last allocation first, then charges. */
export function bookFreeing(
  { payment, claims, client }: StandingCash,
  wanted: Cents,
  booking: PaymentBooking,
): PaymentStep[] {
  const { allocations, taken } = allocationsToFree(payment.unappliedCents, payment.allocations, wanted);
  const off = bookTakingOff({ ...payment, allocations }, taken, claims, booking);
  return off.payment.unappliedCents >= wanted ? [off] : [off, bookOffCharges(off.payment, client, booking)];
}

/**
 * Books the part of a dispute that the office bears. A negative amount is what came back when the office won the
 * dispute.
 */
export function bookLoss(payment: PatientPayment, amount: Cents, booking: PaymentBooking): PaymentStep {
  const entry = ownEntry(payment, booking, { kind: 'dispute-loss', legs: lossLegs(amount) });
  return { payment, entries: [entry], writes: [] };
}

/** A chargeback of a cardholder. */
export interface TakenBack {
  readonly disputeId: string;
  readonly on: LocalDate;
  readonly cents: Cents;
  readonly feeCents: Cents;
  readonly isBatched: boolean;
}

/**
 * Books a chargeback: the money leaves the payment and its claims, and the processor takes its dispute fee. A payment
 * with nothing left counts as reversed.
 */
export function bookChargeback(cash: StandingCash, back: TakenBack, booking: PaymentBooking): PaymentStep[] {
  invariant(standingCents(cash.payment) >= back.cents, 'no more is charged back than stands with the payment');
  const freed = bookFreeing(cash, back.cents, booking);
  const before = freed.at(-1)?.payment ?? cash.payment;
  const legs = reversedLegs(receiptLegs({ cents: back.cents, method: before.method }));
  const left = subtractCents(standingCents(before), back.cents);
  const reversed: NonNullable<PatientPayment['reversed']> = {
    ...{ as: 'charged-back', on: back.on, by: booking.subject, at: booking.at },
    reason: 'The cardholder disputed it',
  };
  const unappliedCents = subtractCents(before.unappliedCents, back.cents);
  const after: PatientPayment = { ...before, unappliedCents, chargedBack: { ...back, at: booking.at } };
  const payment: PatientPayment = left === 0 ? { ...after, reversed } : after;
  const entry = ownEntry(payment, booking, { kind: 'patient-payment-reversal', legs });
  return [...freed, { payment, entries: [entry], writes: [] }, bookFee(payment, back.feeCents, booking)];
}
