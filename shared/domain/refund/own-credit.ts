import type { Account } from '../ledger/accounts.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents } from '../money/cents.ts';

/** Where a patient's money comes from when it pays a claim, and where it goes when it is given back. */
const money: readonly Account[] = [
  'unapplied-patient-cash',
  'between-entities',
  'deposits-in-transit',
  'refunds-payable',
];

type Entries = readonly Pick<LedgerEntry, 'kind' | 'accountId' | 'legs'>[];

/** A claim's credit as its entries tell it: whose money it is, and how much of it that account has paid and not had back. */
export interface OwnCredit {
  readonly accountId: string;
  readonly paidCents: Cents;
}

/**
 * Whose a claim's credit is. A credit beyond what was paid is nobody's money: a write-off, a discount, or a share that an employer took over is too large since
 * the payer corrected its answer. A patient may have moved to another account since: then it belongs to the one that paid. Of a claim that was taken over from another
 * system nobody knows what was paid there: all of it is the patient's account's.
 * @param credit what the patient's side of the claim is below zero
 * @param current the account to which the patient belongs now
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
