import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * How a debt developed from the itemisation date to now: what a collector must tell the consumer (12 CFR
 * 1006.34(c)(2)(vii) and (viii)). The amount then, plus interest, fees and other increases, less payments and credits,
 * is the current amount.
 */
export interface Itemization {
  /** The day of the last statement (12 CFR 1006.34(b)(3)(i)). */
  readonly on: LocalDate;
  readonly thenCents: Cents;
  readonly interestCents: Cents;
  readonly feesCents: Cents;
  /** Increases since then other than interest: a payer reversed a payment, or an earlier check was returned. */
  readonly raisedCents: Cents;
  readonly paymentsCents: Cents;
  readonly creditsCents: Cents;
  readonly currentCents: Cents;
}

type Part = 'before' | 'interest' | 'payments' | 'others';

const interestKinds: readonly EntryKind[] = ['interest-charge', 'interest-reversal'];
/** Entries that move a debt between receivables and bad debt, and do not change what is owed. */
const movingKinds: readonly EntryKind[] = ['collection-placement', 'collection-recall', 'collection-reinstatement'];

function partOf({ kind, postedOn, paymentId }: LedgerEntry, on: LocalDate): Part {
  if (postedOn <= on) return 'before';
  if (interestKinds.includes(kind)) return 'interest';
  return paymentId === undefined ? 'others' : 'payments';
}

/** Itemises the patient balances of some claims, from their entries alone. */
export function itemize(entries: readonly LedgerEntry[], on: LocalDate): Itemization {
  const sums: Record<Part, Cents[]> = { before: [], interest: [], payments: [], others: [] };
  for (const entry of entries) {
    if (movingKinds.includes(entry.kind)) continue;
    const shares = entry.legs.filter(({ account }) => account === 'patient-receivable').map(({ cents }) => cents);
    sums[partOf(entry, on)].push(sumCents(shares));
  }
  const all = Object.values(sums).flat();
  return {
    on,
    thenCents: sumCents(sums.before),
    interestCents: sumCents(sums.interest),
    feesCents: zeroCents,
    raisedCents: sumCents(sums.others.filter((cents) => cents > 0)),
    paymentsCents: negateCents(sumCents(sums.payments)),
    creditsCents: negateCents(sumCents(sums.others.filter((cents) => cents < 0))),
    currentCents: sumCents(all),
  };
}

/** The sum of several claims' itemisations, all of the same day. */
export function sumItemizations(on: LocalDate, parts: readonly Itemization[]): Itemization {
  const sum = (name: Exclude<keyof Itemization, 'on'>): Cents => sumCents(parts.map((part) => part[name]));
  return {
    on,
    thenCents: sum('thenCents'),
    interestCents: sum('interestCents'),
    feesCents: sum('feesCents'),
    raisedCents: sum('raisedCents'),
    paymentsCents: sum('paymentsCents'),
    creditsCents: sum('creditsCents'),
    currentCents: sum('currentCents'),
  };
}

/** The difference of its parts from the current amount: always zero by construction. */
export function itemizationGap(itemization: Itemization): Cents {
  const { thenCents, interestCents, feesCents, raisedCents, paymentsCents, creditsCents, currentCents } = itemization;
  const owed = sumCents([thenCents, interestCents, feesCents, raisedCents]);
  return subtractCents(subtractCents(owed, sumCents([paymentsCents, creditsCents])), currentCents);
}
