import type { BankOperations } from './context.ts';
import { depositOperations } from './deposits.ts';
import { lockboxOperations } from './lockbox-files.ts';
import { statementOperations } from './statements.ts';
import { virtualCardOperations } from './virtual-cards.ts';

/** What each route of the bank API does. */
export const operations: BankOperations = {
  ...depositOperations,
  ...statementOperations,
  ...lockboxOperations,
  ...virtualCardOperations,
};
