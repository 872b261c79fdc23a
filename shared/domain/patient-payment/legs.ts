import type { Leg } from '../ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents } from '../money/cents.ts';
import type { AllocationOrder } from './allocate.ts';
import type { PatientPayment } from './payment.ts';

/** The legs of a receipt: money on its way to the bank, by how it was paid, which the account may have put onto claims or given back. */
export function receiptLegs({ cents: amount, method }: Pick<PatientPayment, 'cents' | 'method'>): Leg[] {
  return [
    { account: 'deposits-in-transit', cents: amount, reason: method },
    { account: 'unapplied-patient-cash', cents: negateCents(amount) },
  ];
}

/** What a card processor keeps of the money that it brings to the bank. */
export function feeLegs(fee: Cents): Leg[] {
  return [
    { account: 'merchant-and-agency-fees', cents: fee },
    { account: 'deposits-in-transit', cents: negateCents(fee) },
  ];
}

/** What a dispute took beyond what was left of a payment, because it had been given back: the office bears it. */
export function lossLegs(amount: Cents): Leg[] {
  return [
    { account: 'bad-debt', cents: amount },
    { account: 'deposits-in-transit', cents: negateCents(amount), reason: 'card' },
  ];
}

/** The legs of an entry of a claim that cash is put onto; by line where the order says so. */
export function allocationLegs({ cents: amount, lines = [] }: AllocationOrder): Leg[] {
  const rest = subtractCents(amount, sumCents(lines.map((each) => each.cents)));
  return [
    { account: 'unapplied-patient-cash', cents: amount },
    ...lines.map((each): Leg => ({ account: 'patient-receivable', cents: negateCents(each.cents), line: each.line })),
    { account: 'patient-receivable', cents: negateCents(rest) },
  ];
}

/**
 * The legs of an allocation when the books that hold the cash are not the claim's: what those books give, and what the claim's take. Money
 * that one legal entity's books hold for another sums to zero over both.
 */
export function allocationLegsBetween(order: AllocationOrder): { readonly given: Leg[]; readonly taken: Leg[] } {
  const [cash, ...receivables] = allocationLegs(order) as [Leg, ...Leg[]];
  return {
    given: [cash, { account: 'between-entities', cents: negateCents(order.cents) }],
    taken: [{ account: 'between-entities', cents: order.cents }, ...receivables],
  };
}

/** The legs of an entry that puts cash onto what an employer or a facility was charged. */
export function chargesLegs(amount: Cents): Leg[] {
  return [
    { account: 'unapplied-patient-cash', cents: amount },
    { account: 'client-receivable', cents: negateCents(amount) },
  ];
}

/** The legs by which unapplied cash leaves one account's payment, and reaches another's. */
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

/** The same legs the other way round. */
export function reversedLegs(legs: readonly Leg[]): Leg[] {
  return legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) }));
}
