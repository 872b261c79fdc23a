import type { Account } from '../ledger/accounts.ts';
import type { EntryKind, LedgerEntry, Leg } from '../ledger/entry.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';

/** An entry with the other facts that a day is reported by: who booked it, and how its money came. */
export interface BookedEntry {
  readonly entry: LedgerEntry;
  /** The person; absent for a worker. */
  readonly by?: string;
  /** How a payer or patient paid: the payment's method. */
  readonly method?: string;
  /** The payer of its remittance, when a leg names none. */
  readonly payerId?: string;
  /** The bank account of its deposit. */
  readonly bankAccount?: string;
  /** The first date of service of its claim. */
  readonly servedOn?: LocalDate;
  /** For the first answer to a claim: how the claim was sent. */
  readonly past?: ClaimPast;
  /** For an answer with a denial: how the claim was coded. */
  readonly coding?: ClaimCoding;
}

/** How a claim with a denial was coded. */
export interface ClaimCoding {
  /** Overridden edits. */
  readonly edits: readonly string[];
  /** The procedure of each service line; undefined where it has none. */
  readonly procedures: readonly (string | undefined)[];
  /** Who posted the charges. */
  readonly coder?: string;
}

/** How a claim was sent before its first answer. */
export interface ClaimPast {
  /** The day of its first file; unknown when another system sent it, or it was mailed. */
  readonly sentOn?: LocalDate;
  /** An edit on its encounter was overridden. */
  readonly wasOverridden: boolean;
  /** It was rejected before any payer decided it. */
  readonly wasRejected: boolean;
}

/** The fields by which a day's legs are grouped. */
export interface SumKey {
  readonly entityId: string;
  readonly kind: EntryKind;
  readonly account: Account;
  /**
   * The receivable that the leg's entry changes; absent when it changes none. If an entry changes several, the first
   * one in the chart.
   */
  readonly receivable?: Account;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly method?: string;
  readonly bankAccount?: string;
}

/** Legs of a day, added up. */
export interface DaySum extends SumKey {
  readonly cents: Cents;
  readonly entries: number;
}

/** The accounts of amounts that others owe for services. */
export const receivables = [
  'insurance-receivable',
  'patient-receivable',
  'client-receivable',
] as const satisfies readonly Account[];

export const isReceivable = (account: Account): boolean => (receivables as readonly Account[]).includes(account);

/** Adds up the legs of a day's entries in groups. The sums of all rows are the day's totals by account. */
export function sumDay(booked: Iterable<BookedEntry>): DaySum[] {
  const sums = new Map<string, { key: SumKey; cents: Cents[]; entries: Set<string> }>();
  for (const each of booked) {
    const receivable = receivableOf(each.entry);
    for (const leg of each.entry.legs) {
      const key = keyOf(each, leg, receivable);
      const name = JSON.stringify(key);
      const sum = sums.get(name) ?? { key, cents: [], entries: new Set() };
      sums.set(name, sum);
      sum.cents.push(leg.cents);
      sum.entries.add(each.entry.id);
    }
  }
  return [...sums.values()].map(({ key, cents, entries }) => ({
    ...key,
    cents: sumCents(cents),
    entries: entries.size,
  }));
}

/** The receivable whose change an entry's other legs explain. */
function receivableOf({ legs }: LedgerEntry): Account | undefined {
  return receivables.find((account) => legs.some((leg) => leg.account === account));
}

function keyOf(booked: BookedEntry, leg: Leg, receivable: Account | undefined): SumKey {
  const { entry, by, bankAccount } = booked;
  const { entityId, kind, providerId, facilityId } = entry;
  return {
    entityId,
    kind,
    account: leg.account,
    ...present({
      receivable,
      payerId: payerOf(booked, leg),
      providerId,
      facilityId,
      reason: leg.reason,
      by,
      method: methodOf(booked, leg),
      bankAccount,
    }),
  };
}

/** The payer of a leg's receivable or money; undefined when it is a patient's or a client's. */
export function payerOf({ entry, payerId }: BookedEntry, { account, payerId: named }: Leg): string | undefined {
  const isNoPayers =
    account === 'patient-receivable' || account === 'client-receivable' || account === 'unapplied-patient-cash';
  return isNoPayers ? undefined : (named ?? entry.adjudication?.payerId ?? payerId ?? payerOfReceivable(entry));
}

/** The payer whose balance an entry changes: its charges and write-offs belong to that payer. */
function payerOfReceivable({ legs }: LedgerEntry): string | undefined {
  return legs.find(({ account, payerId }) => account === 'insurance-receivable' && payerId !== undefined)?.payerId;
}

/** How money came: the payment's method; for a patient's payment, the reason of the leg with its money. */
function methodOf({ entry, method }: BookedEntry, { account, reason }: Leg): string | undefined {
  const isMoney = account === 'deposits-in-transit' || account === 'bank';
  const isReceipt = entry.kind === 'patient-payment' || entry.kind === 'patient-payment-reversal';
  return method ?? (isReceipt && isMoney ? reason : undefined);
}

/** What a leg's account says about the receivable that its entry changes. */
export type Effect = 'charges' | 'payments' | 'adjustments' | 'refunds' | 'other';

const effects: Readonly<Partial<Record<Account, Effect>>> = {
  charges: 'charges',
  'contractual-adjustments': 'adjustments',
  'capitation-adjustments': 'adjustments',
  'other-adjustments': 'adjustments',
  'charity-care': 'adjustments',
  'bad-debt': 'adjustments',
  'remittance-clearing': 'payments',
  'unapplied-payer-cash': 'payments',
  'unapplied-patient-cash': 'payments',
  'unidentified-receipts': 'payments',
  'deposits-in-transit': 'payments',
  bank: 'payments',
  'refunds-payable': 'refunds',
  'refunds-sent': 'refunds',
};

/** Why a receivable changed, by the opposite leg; undefined for the receivables themselves. */
export function effectOf({ account }: Pick<SumKey, 'account'>): Effect | undefined {
  return isReceivable(account) ? undefined : (effects[account] ?? 'other');
}
