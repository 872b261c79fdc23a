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
/** Accounts of payers' money, wherever it is on its way. */
const payersMoney: ReadonlySet<Account> = new Set([
  'remittance-clearing',
  'unapplied-payer-cash',
  'interim-payments',
  'refunds-payable',
  'refunds-sent',
]);
/** Interest is a separate charge. */
const interest: ReadonlySet<EntryKind> = new Set(['interest-charge', 'interest-reversal']);
const charged: ReadonlySet<Account> = new Set(['charges', 'opening-balances']);

type Part = 'charge' | 'insurance' | 'patient' | 'adjusted' | 'none';

/** The part of the statement for a leg of a claim's entry. Receivables are the balance. */
function partOf({ account }: Leg, { kind, paymentId }: LedgerEntry): Part {
  if (receivables.has(account)) return 'none';
  if (charged.has(account) || interest.has(kind)) return 'charge';
  if (kind === 'patient-payment' || paymentId !== undefined) return 'patient';
  return payersMoney.has(account) ? 'insurance' : 'adjusted';
}

/**
 * One claim on a statement. It is derived from the claim's entries alone; since each sums to zero, charge less
 * everything else is exactly the balance.
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

/**
 * Why the patient owes something on a claim, the largest first; reversed amounts, and amounts that moved away again,
 * are gone.
 */
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
