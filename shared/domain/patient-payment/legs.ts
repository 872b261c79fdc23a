import type { Leg } from '../ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents } from '../money/cents.ts';
import type { AllocationOrder } from './allocate.ts';
import type { PatientPayment } from './payment.ts';

/**
 * The legs of a receipt: money in transit to the bank, by payment method, and unapplied cash, which can be applied to
 * claims or refunded.
 */
export function receiptLegs({ cents: amount, method }: Pick<PatientPayment, 'cents' | 'method'>): Leg[] {
  return [
    { account: 'deposits-in-transit', cents: amount, reason: method },
    { account: 'unapplied-patient-cash', cents: negateCents(amount) },
  ];
}

/** The card processor's fee. */
export function feeLegs(fee: Cents): Leg[] {
  return [
    { account: 'merchant-and-agency-fees', cents: fee },
    { account: 'deposits-in-transit', cents: negateCents(fee) },
  ];
}

/** The part of a dispute beyond what was left of a payment, because it had been refunded: the office bears it. */
export function lossLegs(amount: Cents): Leg[] {
  return [
    { account: 'bad-debt', cents: amount },
    { account: 'deposits-in-transit', cents: negateCents(amount), reason: 'card' },
  ];
}

/** The legs of an entry that applies cash to a claim; by line where the order says so. */
export function allocationLegs({ cents: amount, lines = [] }: AllocationOrder): Leg[] {
  const rest = subtractCents(amount, sumCents(lines.map((each) => each.cents)));
  return [
    { account: 'unapplied-patient-cash', cents: amount },
    ...lines.map((each): Leg => ({ account: 'patient-receivable', cents: negateCents(each.cents), line: each.line })),
    { account: 'patient-receivable', cents: negateCents(rest) },
  ];
}

/**
 * The legs of an allocation when the cash and the claim are in different books: what the first books give, and what the
 * others take. Money that one legal entity's books hold for another sums to zero over both.
 */
export function allocationLegsBetween(order: AllocationOrder): { readonly given: Leg[]; readonly taken: Leg[] } {
  const [cash, ...receivables] = allocationLegs(order) as [Leg, ...Leg[]];
  return {
    given: [cash, { account: 'between-entities', cents: negateCents(order.cents) }],
    taken: [{ account: 'between-entities', cents: order.cents }, ...receivables],
  };
}

/** The legs of an entry that applies cash to an employer's or a facility's charges. */
export function chargesLegs(amount: Cents): Leg[] {
  return [
    { account: 'unapplied-patient-cash', cents: amount },
    { account: 'client-receivable', cents: negateCents(amount) },
  ];
}

/** The same when the charges are in other books than the cash: what the first books give, and what the others take. */
export function chargesLegsBetween(amount: Cents): { readonly given: Leg[]; readonly taken: Leg[] } {
  const [cash, receivable] = chargesLegs(amount) as [Leg, Leg];
  return {
    given: [cash, { account: 'between-entities', cents: negateCents(amount) }],
    taken: [{ account: 'between-entities', cents: amount }, receivable],
  };
}

/** The legs that move unapplied cash from one account's payment to another's. */
export function transferLegs(amount: Cents): { readonly given: Leg[]; readonly taken: Leg[] } {
  return {
    given: [
      { account: 'unapplied-patient-cash', cents: amount },
      { account: 'between-accounts', cents: negateCents(amount) },
    ],
    taken: [
      { account: 'between-accounts', cents: amount },
      { account: 'unapplied-patient-cash', cents: negateCents(amount) },
    ],
  };
}

/** The same legs with opposite signs. */
export function reversedLegs(legs: readonly Leg[]): Leg[] {
  return legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) }));
}
