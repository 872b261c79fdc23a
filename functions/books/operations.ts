import { booksOperations } from './books.ts';
import type { BooksOperations } from './context.ts';
import { daySheetOperations } from './day-sheets.ts';
import { reconciliationOperations } from './deposit-reconciliation.ts';
import { journalOperations } from './journals.ts';
import { manualOperations } from './manual-entries.ts';
import { periodOperations } from './periods.ts';
import { rebookOperations } from './rebook.ts';

/** What each route of the books API does. */
export const operations: BooksOperations = {
  ...booksOperations,
  ...rebookOperations,
  ...periodOperations,
  ...daySheetOperations,
  ...reconciliationOperations,
  ...journalOperations,
  ...manualOperations,
};
