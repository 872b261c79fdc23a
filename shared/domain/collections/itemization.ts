import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, negateCents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * How a debt came from what it was on the itemisation date to what it is: what a collector must tell the consumer (12 CFR 1006.34(c)(2)(vii)
 * and (viii)). Amount then, interest, fees and what came up besides, less payments and credits, are the current amount.
 */
export interface Itemization {
  /** The day of the last statement (12 CFR 1006.34(b)(3)(i)). */
  readonly on: LocalDate;
  readonly thenCents: Cents;
  readonly interestCents: Cents;
  readonly feesCents: Cents;
  /** What came up since besides interest: a payer took something back, a check was returned for what was paid before. */
  readonly raisedCents: Cents;
  readonly paymentsCents: Cents;
  readonly creditsCents: Cents;
  readonly currentCents: Cents;
}

type Part = 'before' | 'interest' | 'payments' | 'others';

const interestKinds: readonly EntryKind[] = ['interest-charge', 'interest-reversal'];
/** They move a debt between the receivables and bad debt, which changes nothing of what is owed. */
const movingKinds: readonly EntryKind[] = ['collection-placement', 'collection-recall', 'collection-reinstatement'];

function partOf({ kind, postedOn, paymentId }: LedgerEntry, on: LocalDate): Part {
  if (postedOn <= on) return 'before';
  if (interestKinds.includes(kind)) return 'interest';
  return paymentId === undefined ? 'others' : 'payments';
}

/** The itemisation of what patients owe of some claims, from the claims' entries alone. */
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

/** Itemisations of several claims as one, all of the same day. */
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

/** By how much its parts miss the current amount: nothing, by construction. */
export function itemizationGap(itemization: Itemization): Cents {
  const { thenCents, interestCents, feesCents, raisedCents, paymentsCents, creditsCents, currentCents } = itemization;
  const owed = sumCents([thenCents, interestCents, feesCents, raisedCents]);
  return subtractCents(subtractCents(owed, sumCents([paymentsCents, creditsCents])), currentCents);
}
