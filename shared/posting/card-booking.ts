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

/* What a card processor does with a patient's payment, in the books: it keeps a fee, and takes money back that the card's holder disputes. */

/** Books what the processor keeps of a payment. The payment says so already; who books it later also says what of it reaches the bank. */
export function bookFee(payment: PatientPayment, fee: Cents, booking: PaymentBooking): PaymentStep {
  const entries = fee === 0 ? [] : [ownEntry(payment, booking, { kind: 'card-fee', legs: feeLegs(fee) })];
  return { payment, entries, writes: [] };
}

/** A payment with all that stands with it: what money that leaves is taken from. */
export interface StandingCash {
  readonly payment: PatientPayment;
  readonly claims: ReadonlyMap<string, ClaimBalance>;
  readonly client: ClientBalance;
}

/** What of a payment has not left yet. */
export function standingCents(payment: PatientPayment): Cents {
  const { cents, refundedCents = zeroCents, chargedBack } = payment;
  return subtractCents(cents, sumCents([refundedCents, chargedBack?.cents ?? zeroCents, transferredCents(payment)]));
}

/** Frees as much of a payment as is to leave: what stands with nothing first, then with claims, what was put there last first, then with charges. */
export function bookFreeing(
  { payment, claims, client }: StandingCash,
  wanted: Cents,
  booking: PaymentBooking,
): PaymentStep[] {
  const { allocations, taken } = allocationsToFree(payment.unappliedCents, payment.allocations, wanted);
  const off = bookTakingOff({ ...payment, allocations }, taken, claims, booking);
  return off.payment.unappliedCents >= wanted ? [off] : [off, bookOffCharges(off.payment, client, booking)];
}

/** Books what the office bears of a dispute; below zero, what of it came back when the dispute was won. */
export function bookLoss(payment: PatientPayment, amount: Cents, booking: PaymentBooking): PaymentStep {
  const entry = ownEntry(payment, booking, { kind: 'dispute-loss', legs: lossLegs(amount) });
  return { payment, entries: [entry], writes: [] };
}

/** What the holder of a card had taken back. */
export interface TakenBack {
  readonly disputeId: string;
  readonly on: LocalDate;
  readonly cents: Cents;
  readonly feeCents: Cents;
  readonly isBatched: boolean;
}

/**
 * Books a chargeback: the money leaves the payment and with it the claims that it stood with, and the processor takes its charge for the
 * dispute. A payment of which nothing is left counts as reversed.
 */
export function bookChargeback(cash: StandingCash, back: TakenBack, booking: PaymentBooking): PaymentStep[] {
  invariant(standingCents(cash.payment) >= back.cents, 'no more is charged back than stands with the payment');
  const freed = bookFreeing(cash, back.cents, booking);
  const before = freed.at(-1)?.payment ?? cash.payment;
  const legs = reversedLegs(receiptLegs({ cents: back.cents, method: before.method }));
  const left = subtractCents(standingCents(before), back.cents);
  const reversed: NonNullable<PatientPayment['reversed']> = {
    ...{ as: 'charged-back', on: back.on, by: booking.subject, at: booking.at },
    reason: 'The card’s holder disputed it',
  };
  const unappliedCents = subtractCents(before.unappliedCents, back.cents);
  const after: PatientPayment = { ...before, unappliedCents, chargedBack: back };
  const payment: PatientPayment = left === 0 ? { ...after, reversed } : after;
  const entry = ownEntry(payment, booking, { kind: 'patient-payment-reversal', legs });
  return [...freed, { payment, entries: [entry], writes: [] }, bookFee(payment, back.feeCents, booking)];
}
