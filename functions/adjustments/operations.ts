import { assistanceOperations } from './assistance.ts';
import { bulkOperations } from './bulk.ts';
import type { AdjustmentsOperations } from './context.ts';
import { decisionOperations } from './decisions.ts';
import { requestOperations } from './requests.ts';
import { smallBalanceOperations } from './small-balances.ts';

/** What each route of the adjustments API does. */
export const operations: AdjustmentsOperations = {
  ...requestOperations,
  ...decisionOperations,
  ...assistanceOperations,
  ...smallBalanceOperations,
  ...bulkOperations,
};
