import { applyClientEntry, type ClientBalance } from '../domain/account/client-balance.ts';
import type { LedgerEntry, Leg } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { chargesLegs, chargesLegsBetween, reversedLegs } from '../domain/patient-payment/legs.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { clientBalanceWrite } from '../store/accounts.ts';
import type { Write } from '../store/table.ts';
import { ownEntry, type PaymentBooking, type PaymentStep } from './patient-payment-booking.ts';

/*
 * An employer or a facility pays its charges: its cash goes to the receivable of its account, first in the books of the
 * paid legal entity, the oldest charge first, then in those of others, which the first then owes to them. The entries
 * are the payment's own; the account's balance is written with them.
 */

/** An amount on charges in the books of a legal entity. */
interface ChargesPart {
  readonly entityId: string;
  readonly cents: Cents;
}

/** Where a payment's unapplied cash goes: at most the balance in the books of each legal entity, the paid one first. */
function chargesToPay({ unappliedCents, entityId }: PatientPayment, { receivables }: ClientBalance): ChargesPart[] {
  const isOwn = (each: ChargesPart) => each.entityId === entityId;
  const others = receivables.filter((each) => !isOwn(each));
  const ordered = [
    ...receivables.filter(isOwn),
    ...others.toSorted((left, right) => (left.entityId < right.entityId ? -1 : 1)),
  ];
  let left: number = unappliedCents;
  return ordered.flatMap((each): ChargesPart[] => {
    const taken = Math.max(0, Math.min(left, each.cents));
    left -= taken;
    return taken === 0 ? [] : [{ entityId: each.entityId, cents: cents(taken) }];
  });
}

/** Applies unapplied cash to the account's charges; books nothing when there is nothing to apply. */
export function bookOnCharges(payment: PatientPayment, client: ClientBalance, booking: PaymentBooking): PaymentStep {
  const parts = chargesToPay(payment, client);
  if (parts.length === 0) return { payment, entries: [], writes: [] };
  const entries = parts.flatMap((part) => entriesOf(payment, part, 1, booking));
  const elsewhere = parts.filter(({ entityId }) => entityId !== payment.entityId);
  const held = Map.groupBy([...(payment.chargesElsewhere ?? []), ...elsewhere], ({ entityId }) => entityId);
  const chargesElsewhere = [...held].map(([entityId, own]) => ({
    entityId,
    cents: sumCents(own.map((each) => each.cents)),
  }));
  const amount = sumCents(parts.map((each) => each.cents));
  return stepOf({ ...payment, chargesElsewhere }, { entries, client, amount }, booking);
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
  const { entityId, chargesCents: amount = zeroCents, chargesElsewhere = [] } = payment;
  if (amount === 0 && more.length === 0) return { payment, entries: [], writes: [] };
  const own = subtractCents(amount, sumCents(chargesElsewhere.map((each) => each.cents)));
  const parts = [...(own === 0 ? [] : [{ entityId, cents: own }]), ...chargesElsewhere];
  const off = parts.flatMap((part) => entriesOf(payment, part, -1, booking));
  const entries = [...off, ...more];
  return stepOf({ ...payment, chargesElsewhere: [] }, { entries, client, amount: negateCents(amount) }, booking);
}

/** The entries that put cash on charges (1), or take it off them (-1). */
function entriesOf(
  payment: PatientPayment,
  { entityId, cents: amount }: ChargesPart,
  sign: 1 | -1,
  booking: PaymentBooking,
): LedgerEntry[] {
  const kind = sign === 1 ? 'patient-allocation' : 'patient-allocation-reversal';
  const entry = (books: string, legs: Leg[]) =>
    ownEntry({ ...payment, entityId: books }, booking, { kind, legs: sign === 1 ? legs : reversedLegs(legs) });
  if (entityId === payment.entityId) return [entry(entityId, chargesLegs(amount))];
  const { given, taken } = chargesLegsBetween(amount);
  return [entry(payment.entityId, given), entry(entityId, taken)];
}

function stepOf(
  { chargesCents = zeroCents, chargesElsewhere = [], ...payment }: PatientPayment,
  { entries, client, amount }: Booked,
  { tenant }: PaymentBooking,
): PaymentStep {
  const held = sumCents([chargesCents, amount]);
  return {
    payment: {
      ...payment,
      ...(held === 0 ? {} : { chargesCents: held }),
      ...(chargesElsewhere.length === 0 ? {} : { chargesElsewhere }),
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
