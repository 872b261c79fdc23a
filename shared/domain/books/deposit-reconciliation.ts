import type { Account } from '../ledger/accounts.ts';
import { addCents, type Cents, cents, negateCents, sumCents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import { isBankKind } from './day-sheet.ts';
import type { DaySum } from './day-sums.ts';

/** The money of a day: posted, shown by the bank, and still in transit. */
export interface ReconciledDay {
  day: LocalDate;
  openingInTransitCents: Cents;
  /** Money that payments reported: it is in transit to the bank. */
  postedCents: Cents;
  /** Money that payments had reported and the bank now showed. */
  relievedCents: Cents;
  /** Opening and posted, less relieved. */
  closingInTransitCents: Cents;
  /** Money that the bank showed, or that a payment put into the bank at once; by account below. */
  bankCents: Cents;
  bankAccounts: { bankAccount: string; cents: Cents }[];
  /** Fees that were deducted before money arrived. */
  feesCents: Cents;
  /**
   * Unidentified money: positive when the bank showed more than was reported, negative when its payments were found
   * later.
   */
  unidentifiedCents: Cents;
}

/** The account of money whose bank account is unknown. */
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
