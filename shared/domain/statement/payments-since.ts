import { type Cents, cents, negateCents, subtractCents, zeroCents } from '../money/cents.ts';
import { type PatientPayment, transferredCents } from '../patient-payment/payment.ts';
import { type DayOf, movementsOf } from '../refund/movements.ts';
import type { Refund } from '../refund/refund.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { LastStatement, StatementPayment } from './statement.ts';

/**
 * What came and left since the last statement, by day: payments, and parts of them that were returned, disputed, voided
 * or refunded; and refunds that came back. A payment that was entered by mistake and taken off again before any statement is left out, and what
 * went to another account.
 * @param refunds by payment
 */
export function paymentsSince(
  payments: readonly PatientPayment[],
  refunds: ReadonlyMap<string, readonly Refund[]>,
  last: Pick<LastStatement, 'at'> | undefined,
  dayOf: DayOf,
): StatementPayment[] {
  const isNew = (at: Instant): boolean => last === undefined || at > last.at;
  const rows = payments.flatMap((payment) => rowsOf(payment, refunds.get(payment.id) ?? [], isNew, dayOf));
  return rows.filter(({ cents: amount }) => amount !== 0).sort((left, right) => byDay(left, right));
}

const byDay = (left: StatementPayment, right: StatementPayment): number =>
  left.receivedOn < right.receivedOn ? -1 : left.receivedOn > right.receivedOn ? 1 : 0;

function rowsOf(
  payment: PatientPayment,
  refunds: readonly Refund[],
  isNew: (at: Instant) => boolean,
  dayOf: DayOf,
): StatementPayment[] {
  const { method, receivedOn, enteredAt, chargedBack, reversed } = payment;
  const came = isNew(enteredAt);
  if (came && reversed?.as === 'voided') return [];
  const own = cents(Math.max(0, subtractCents(payment.cents, transferredCents(payment))));
  const left = (on: LocalDate, amount: Cents, as: NonNullable<StatementPayment['as']>): StatementPayment => ({
    ...{ receivedOn: on, method, cents: negateCents(amount), as },
  });
  const rows: StatementPayment[] = came ? [{ receivedOn, method, cents: own }] : [];
  if (chargedBack !== undefined && isNew(chargedBack.at)) {
    rows.push(left(chargedBack.on, chargedBack.cents, payment.card === undefined ? 'returned' : 'charged-back'));
  }
  // A dispute of the whole payment is already counted.
  if (reversed !== undefined && reversed.as !== 'charged-back' && isNew(reversed.at)) {
    rows.push(left(reversed.on, subtractCents(own, chargedBack?.cents ?? zeroCents), reversed.as));
  }
  for (const refund of refunds) {
    for (const { as, on, at } of movementsOf(refund, dayOf)) {
      const amount = as === 'refunded' ? negateCents(refund.cents) : refund.cents;
      if (isNew(at)) rows.push({ receivedOn: on, method, cents: amount, as });
    }
  }
  return rows;
}
