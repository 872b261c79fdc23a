import { applyClientEntry, type ClientBalance } from '../domain/account/client-balance.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { chargesLegs, reversedLegs } from '../domain/patient-payment/legs.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { clientBalanceWrite } from '../store/accounts.ts';
import type { Write } from '../store/table.ts';
import { ownEntry, type PaymentBooking, type PaymentStep } from './patient-payment-booking.ts';

/*
 * An employer or a facility pays its charges: its cash goes to the receivable of its account in the books of the paid
 * legal entity, the oldest charge first. The entry is the payment's own; the account's balance is written with it.
 */

/**
 * How much of a payment's unapplied cash goes to its account's charges: at most the balance in the books of the paid
 * entity.
 */
function chargesToPay({ unappliedCents, entityId }: PatientPayment, { receivables }: ClientBalance): Cents {
  const owed = receivables.find((each) => each.entityId === entityId)?.cents ?? zeroCents;
  return cents(Math.max(0, Math.min(unappliedCents, owed)));
}

/** Applies unapplied cash to the account's charges; books nothing when there is nothing to apply. */
export function bookOnCharges(payment: PatientPayment, client: ClientBalance, booking: PaymentBooking): PaymentStep {
  const amount = chargesToPay(payment, client);
  if (amount === 0) return { payment, entries: [], writes: [] };
  const entry = ownEntry(payment, booking, { kind: 'patient-allocation', legs: chargesLegs(amount) });
  return stepOf(payment, { entries: [entry], client, amount }, booking);
}

/**
 * Takes all of a payment off the account's charges. The charges are then owed as before.
 * @param more entries of the account that are booked with it
 */
export function bookOffCharges(
  payment: PatientPayment,
  client: ClientBalance,
  booking: PaymentBooking,
  more: readonly LedgerEntry[] = [],
): PaymentStep {
  const amount = payment.chargesCents ?? zeroCents;
  if (amount === 0 && more.length === 0) return { payment, entries: [], writes: [] };
  const legs = reversedLegs(chargesLegs(amount));
  const off = amount === 0 ? [] : [ownEntry(payment, booking, { kind: 'patient-allocation-reversal', legs })];
  return stepOf(payment, { entries: [...off, ...more], client, amount: negateCents(amount) }, booking);
}

function stepOf(
  { chargesCents = zeroCents, ...payment }: PatientPayment,
  { entries, client, amount }: Booked,
  { tenant }: PaymentBooking,
): PaymentStep {
  const held = sumCents([chargesCents, amount]);
  return {
    payment: {
      ...payment,
      ...(held === 0 ? {} : { chargesCents: held }),
      unappliedCents: subtractCents(payment.unappliedCents, amount),
    },
    entries,
    writes: [clientBalanceWrite(tenant, client, entries.reduce(applyClientEntry, client)) as Write<never>],
  };
}

interface Booked {
  readonly entries: readonly LedgerEntry[];
  readonly client: ClientBalance;
  readonly amount: Cents;
}
