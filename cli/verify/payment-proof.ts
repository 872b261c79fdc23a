import type { StatedAmount, StatedPayment } from '../../shared/x12/835/stated-amounts.ts';
import { balanceFaults, type Fault, sumOf } from './claim-proof.ts';
import type { Entry, Leg } from './exported.ts';

/**
 * Compares a payment's entry with the payment's bytes: the deposit is the payment's amount, and each other leg is one
 * provider-level adjustment with its code, reference and amount; no adjustment is missing.
 */
export function paymentFaults(entry: Entry, stated: StatedPayment): Fault[] {
  const faults = [...balanceFaults(entry)];
  const isClearing = (leg: Leg) => leg.account === 'remittance-clearing';
  const plain = entry.legs.filter((leg) => leg.reason === undefined);
  const deposit = plain.filter((leg) => leg.account === 'deposits-in-transit');
  const others = plain.filter((leg) => leg.account !== 'deposits-in-transit' && !isClearing(leg));
  if (sumOf(deposit) !== stated.paymentCents || sumOf(plain.filter(isClearing)) !== -stated.paymentCents) {
    const problem = `it books ${sumOf(deposit)} cents received where the file says ${stated.paymentCents}`;
    faults.push({ problem, byteOffset: stated.paymentAt });
  }
  if (others.length > 0) faults.push({ problem: 'it moves money that the payment does not state' });
  const named = entry.legs.filter((leg) => leg.reason !== undefined);
  const booked = named.filter((leg) => !isClearing(leg)).map((leg) => pairText(leg, leg.cents, leg.reference));
  const cleared = named.filter(isClearing).map((leg) => pairText(leg, -leg.cents, undefined));
  faults.push(...pairFaults(booked, stated, (pair) => pair.reference));
  faults.push(...pairFaults(cleared, stated, () => undefined));
  return faults;
}

function pairText({ reason }: Pick<Leg, 'reason'>, cents: number, reference: string | undefined): string {
  return `${reason}:${reference ?? ''} ${cents}`;
}

function pairFaults(
  booked: readonly string[],
  { providerAdjustments, paymentAt }: StatedPayment,
  referenceOf: (pair: StatedAmount) => string | undefined,
): Fault[] {
  const open = [...booked];
  const missing = providerAdjustments.filter((pair) => {
    const at = open.indexOf(pairText(pair, pair.cents, referenceOf(pair)));
    if (at >= 0) open.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map((pair) => ({
      problem: `it does not book the provider-level adjustment ${pair.reason} of ${pair.cents} cents`,
      byteOffset: pair.byteOffset,
    })),
    ...(missing.length === 0 && open.length > 0
      ? [
          {
            problem: `it books ${open[0]} cents, a provider-level adjustment that the file does not state`,
            byteOffset: paymentAt,
          },
        ]
      : []),
  ];
}
