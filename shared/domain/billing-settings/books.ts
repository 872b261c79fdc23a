/** How the books are closed. */
export interface BooksSettings {
  /** One person requests a close, and another one closes. */
  readonly closeNeedsSecondPerson: boolean;
  /**
   * Bad debt reserve: the uncollectible part of the receivables by age, in hundredths of a percent, one for each column
   * of `ageColumns`. Booked at each close, and reversed on the first day of the next month. Nothing is booked while all
   * are zero.
   */
  readonly badDebtReserve: readonly number[];
  /** The same for charity care, from patients' balances. */
  readonly charityReserve: readonly number[];
}

/** The defaults. */
export const usualBooksSettings: BooksSettings = {
  closeNeedsSecondPerson: false,
  badDebtReserve: [0, 0, 0, 0, 0],
  charityReserve: [0, 0, 0, 0, 0],
};
