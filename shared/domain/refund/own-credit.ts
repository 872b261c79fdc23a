import type { Account } from '../ledger/accounts.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents } from '../money/cents.ts';

/** The accounts that a patient's money comes from when it pays a claim, and goes to when it is refunded. */
const money: readonly Account[] = [
  'unapplied-patient-cash',
  'between-entities',
  'deposits-in-transit',
  'refunds-payable',
];

type Entries = readonly Pick<LedgerEntry, 'kind' | 'accountId' | 'legs'>[];

/**
 * A claim's credit according to its entries: whose money it is, and how much of it that account has paid and not
 * received back.
 */
export interface OwnCredit {
  readonly accountId: string;
  readonly paidCents: Cents;
}

/**
 * Finds to whom a claim's credit belongs. A credit beyond the payments is nobody's money: a write-off, a discount, or a
 * share that an employer took over has become too large since the payer corrected its answer. If the patient has moved
 * to another account since, the credit belongs to the one that paid. For a claim of another system, payments there are
 * unknown: all of it belongs to the patient's account.
 * @param credit the excess on the patient's side of the claim, as a negative amount
 * @param current the patient's current account
 */
export function ownCredit(entries: Entries, credit: Cents, current: string): OwnCredit {
  if (entries.some(({ kind }) => kind === 'opening')) return { accountId: current, paidCents: credit };
  const paid = entries.filter(({ legs }) => legs.some(({ account }) => money.includes(account)));
  const byAccount = Map.groupBy(paid, ({ accountId = current }) => accountId);
  const paidBy = (accountId: string): Cents => paidIn(byAccount.get(accountId) ?? []);
  const [most = current] = [...byAccount.keys()].toSorted((left, right) => paidBy(right) - paidBy(left));
  const accountId = paidBy(current) >= Math.min(credit, paidBy(most)) ? current : most;
  return { accountId, paidCents: cents(Math.max(0, Math.min(credit, paidBy(accountId), paidIn(paid)))) };
}

function paidIn(entries: Entries): Cents {
  const legs = entries.flatMap((entry) => entry.legs).filter(({ account }) => account === 'patient-receivable');
  return negateCents(sumCents(legs.map((leg) => leg.cents)));
}
