import type { BookedClaim } from '../account/account-balance.ts';
import type { Account } from '../ledger/accounts.ts';
import type { EntryKind, LedgerEntry, Leg } from '../ledger/entry.ts';
import { type Cents, negateCents, sumCents } from '../money/cents.ts';
import type { OwedReason, StatementVisit } from './statement.ts';

/** The people whom a statement names, by their ids. */
export interface StatementNames {
  readonly patient: (patientId: string) => string;
  readonly provider: (providerId: string) => string;
}

const receivables: ReadonlySet<Account> = new Set(['insurance-receivable', 'patient-receivable', 'client-receivable']);
/** What an answer of a payer brings, wherever the money stands on its way. */
const payersMoney: ReadonlySet<Account> = new Set([
  'remittance-clearing',
  'unapplied-payer-cash',
  'interim-payments',
  'refunds-payable',
  'refunds-sent',
]);
/** Interest is a charge of its own. */
const interest: ReadonlySet<EntryKind> = new Set(['interest-charge', 'interest-reversal']);
const charged: ReadonlySet<Account> = new Set(['charges', 'opening-balances']);

type Part = 'charge' | 'insurance' | 'patient' | 'adjusted' | 'none';

/** Where a leg of a claim's entry stands on the statement. Receivables are what is left. */
function partOf({ account }: Leg, { kind, paymentId }: LedgerEntry): Part {
  if (receivables.has(account)) return 'none';
  if (charged.has(account) || interest.has(kind)) return 'charge';
  if (kind === 'patient-payment' || paymentId !== undefined) return 'patient';
  return payersMoney.has(account) ? 'insurance' : 'adjusted';
}

/**
 * One claim as a statement tells it. It follows from the claim's entries alone; since each of them sums to zero, charge less everything else
 * is exactly what is owed.
 */
export function statementVisit({ balance, entries }: BookedClaim, names: StatementNames): StatementVisit {
  const sums: Record<Part, Cents[]> = { charge: [], insurance: [], patient: [], adjusted: [], none: [] };
  for (const entry of entries) for (const leg of entry.legs) sums[partOf(leg, entry)].push(leg.cents);
  const standing = (account: Account): Cents =>
    sumCents(entries.flatMap(({ legs }) => legs.filter((leg) => leg.account === account).map(({ cents }) => cents)));
  return {
    claimId: balance.claimId,
    serviceOn: balance.serviceFrom,
    patientName: names.patient(balance.patientId),
    providerName: names.provider(balance.providerId ?? balance.billingProviderId),
    chargeCents: negateCents(sumCents(sums.charge)),
    insurancePaidCents: sumCents(sums.insurance),
    adjustedCents: sumCents(sums.adjusted),
    othersCents: standing('client-receivable'),
    patientPaidCents: sumCents(sums.patient),
    withInsuranceCents: standing('insurance-receivable'),
    owedCents: balance.patientCents,
    reasons: reasonsOf(entries),
  };
}

/** Why the patient owes something of a claim, the largest first: what was taken back has gone, and so has what moved away again. */
function reasonsOf(entries: readonly LedgerEntry[]): OwedReason[] {
  const sums = new Map<string, Cents>();
  for (const entry of entries) {
    if (entry.kind === 'patient-payment' || entry.paymentId !== undefined) continue;
    for (const leg of entry.legs) {
      if (leg.account !== 'patient-receivable') continue;
      const code = reasonOf(leg, entry);
      sums.set(code, sumCents([sums.get(code) ?? (0 as Cents), leg.cents]));
    }
  }
  return [...sums]
    .filter(([, cents]) => cents > 0)
    .map(([code, cents]) => ({ code, cents }))
    .sort((left, right) => right.cents - left.cents || (left.code < right.code ? -1 : 1));
}

function reasonOf({ reason }: Leg, { kind }: LedgerEntry): string {
  if (reason !== undefined && /^[A-Z]{2}-./.test(reason)) return `carc-${reason.slice(3)}`;
  if (kind === 'charge' || kind === 'charge-reversal') return 'no-insurance';
  if (interest.has(kind)) return 'interest';
  return kind === 'opening' ? 'taken-over' : 'decided';
}
