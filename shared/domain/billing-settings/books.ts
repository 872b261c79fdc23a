/** How the books are closed. */
export interface BooksSettings {
  /** One person asks for a close, another one closes. */
  readonly closeNeedsSecondPerson: boolean;
  /**
   * What of the receivables will never come in, by age, in hundredths of a percent: one for each column of ages, `ageColumns`. Booked at each close, and reversed on the first
   * day of the next month. Nothing is booked while all are zero.
   */
  readonly badDebtReserve: readonly number[];
  /** The same of what patients owe, for charity care. */
  readonly charityReserve: readonly number[];
}

/** What holds until an office says something. */
export const usualBooksSettings: BooksSettings = {
  closeNeedsSecondPerson: false,
  badDebtReserve: [0, 0, 0, 0, 0],
  charityReserve: [0, 0, 0, 0, 0],
};
