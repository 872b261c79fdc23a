import { billOperations } from './bills.ts';
import { bulkOperations } from './bulk.ts';
import type { StatementsOperations } from './context.ts';
import { invoiceOperations } from './invoices.ts';
import { letterOperations } from './letters.ts';
import { linkOperations } from './links.ts';
import { openInvoiceOperations } from './open-invoices.ts';
import { runOperations } from './runs.ts';
import { statementOperations } from './statements.ts';

/** What each route of the statements API does. */
export const operations: StatementsOperations = {
  ...runOperations,
  ...statementOperations,
  ...letterOperations,
  ...linkOperations,
  ...invoiceOperations,
  ...openInvoiceOperations,
  ...billOperations,
  ...bulkOperations,
};
