import type { Account } from '../ledger/accounts.ts';
import { addCents, type Cents, cents, negateCents, sumCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import { isBankKind } from './day-sheet.ts';
import type { DaySum } from './day-sums.ts';

/** The money of a day: what was posted, what the bank showed, and what is still on its way. */
export interface ReconciledDay {
  day: LocalDate;
  openingInTransitCents: Cents;
  /** What payments told of: it is on its way to the bank. */
  postedCents: Cents;
  /** What the bank showed and payments had told of. */
  relievedCents: Cents;
  /** Opening and posted, less relieved. */
  closingInTransitCents: Cents;
  /** What the bank showed, or a payment put into the bank at once; by account below. */
  bankCents: Cents;
  bankAccounts: { bankAccount: string; cents: Cents }[];
  /** Fees that were kept before money arrived. */
  feesCents: Cents;
  /** What the bank showed and nothing had told of: more of it, or (below zero) less, because its payments were found. */
  unidentifiedCents: Cents;
}

/** The account of money that no statement names. */
const unnamed = 'unnamed';

/** @param openingInTransitCents what was in transit before the day */
export function reconcileDay(day: LocalDate, sums: readonly DaySum[], openingInTransitCents: Cents): ReconciledDay {
  const total = (account: Account, isOfBank?: boolean): Cents =>
    sumCents(
      sums
        .filter((sum) => sum.account === account && (isOfBank === undefined || isBankKind(sum) === isOfBank))
        .map((sum) => sum.cents),
    );
  const postedCents = total('deposits-in-transit', false);
  const relievedCents = negateCents(total('deposits-in-transit', true));
  const accounts = Map.groupBy(
    sums.filter(({ account }) => account === 'bank'),
    ({ bankAccount = unnamed }) => bankAccount,
  );
  return {
    day,
    openingInTransitCents,
    postedCents,
    relievedCents,
    closingInTransitCents: addCents(openingInTransitCents, cents(postedCents - relievedCents)),
    bankCents: total('bank'),
    bankAccounts: [...accounts]
      .map(([bankAccount, own]) => ({ bankAccount, cents: sumCents(own.map((sum) => sum.cents)) }))
      .sort((left, right) => (left.bankAccount < right.bankAccount ? -1 : 1)),
    feesCents: total('merchant-and-agency-fees', true),
    unidentifiedCents: negateCents(total('unidentified-receipts', true)),
  };
}
