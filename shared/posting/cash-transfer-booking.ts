import { type Cents, subtractCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { reversedLegs, transferLegs } from '../domain/patient-payment/legs.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem } from '../store/ledger.ts';
import { ownEntry, type PaymentBooking, type PaymentStep } from './patient-payment-booking.ts';

/*
 * Moves unapplied cash to another account. One entry takes the cash from the payment, and another entry gives it to a
 * payment of the other account, so that each account's cash is the sum of its own entries. The cash stays in the books
 * of the legal entity that was paid, and keeps its age.
 */

export interface TransferOrder {
  /** The id of the payment that the cash becomes in the other account. */
  readonly id: string;
  readonly accountId: string;
  readonly cents: Cents;
}

/** Transfers cash of a payment to another account. The amount has been checked: it is at most the unapplied cash. */
export function bookTransfer(
  source: PatientPayment,
  { id, accountId, cents }: TransferOrder,
  booking: PaymentBooking,
): { readonly given: PaymentStep; readonly taken: PaymentStep } {
  const { given, taken } = transferLegs(cents);
  const out = ownEntry(source, booking, { kind: 'cash-transfer', legs: given });
  const { entityId, receivedOn, reference } = source;
  const arrived: PatientPayment = {
    ...{ id, version: 1, accountId, entityId, method: 'transfer', cents, receivedOn, ...present({ reference }) },
    ...{ enteredAt: booking.at, enteredBy: booking.subject, allocations: [], unappliedCents: cents },
  };
  const arrival = ownEntry(arrived, booking, { kind: 'cash-transfer', legs: taken });
  const idOf = (entry: typeof out) => wireEntryId(entryItem(booking.tenant, undefined, entry, entry.id));
  const transfer = { paymentId: id, accountId, cents, ledgerEntryId: idOf(out) };
  const from = { paymentId: source.id, accountId: source.accountId, ledgerEntryId: idOf(arrival) };
  return {
    given: {
      payment: {
        ...source,
        unappliedCents: subtractCents(source.unappliedCents, cents),
        transfers: [...(source.transfers ?? []), transfer],
      },
      entries: [out],
      writes: [],
    },
    taken: { payment: { ...arrived, transferredFrom: from }, entries: [arrival], writes: [] },
  };
}

/** Returns transferred cash to its original payment. The caller has taken all of it off claims. */
export function bookTransferBack(
  arrived: PatientPayment,
  source: PatientPayment,
  booking: PaymentBooking,
): { readonly given: PaymentStep; readonly taken: PaymentStep } {
  const transfer = source.transfers?.find(({ paymentId }) => paymentId === arrived.id);
  const { transferredFrom } = arrived;
  invariant(transfer !== undefined && transferredFrom !== undefined, 'both sides of a transfer name each other');
  invariant(arrived.unappliedCents === transfer.cents, 'what stands with claims is taken off before');
  const { given, taken } = transferLegs(transfer.cents);
  const kind = 'cash-transfer-reversal';
  const reversing = (wireId: string) => [wireId.slice(wireId.indexOf('.') + 1)];
  const back = ownEntry(arrived, booking, {
    ...{ kind, legs: reversedLegs(taken), reverses: reversing(transferredFrom.ledgerEntryId) },
  });
  const home = ownEntry(source, booking, {
    ...{ kind, legs: reversedLegs(given), reverses: reversing(transfer.ledgerEntryId) },
  });
  const { transfers: _transfers, ...rest } = source;
  const left = (source.transfers ?? []).filter((each) => each !== transfer);
  return {
    given: { payment: { ...arrived, unappliedCents: zeroCents }, entries: [back], writes: [] },
    taken: {
      payment: {
        ...rest,
        unappliedCents: sumCents([source.unappliedCents, transfer.cents]),
        ...(left.length === 0 ? {} : { transfers: left }),
      },
      entries: [home],
      writes: [],
    },
  };
}
