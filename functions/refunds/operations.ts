import { acknowledgementOperations } from './acknowledgements.ts';
import { bulkOperations } from './bulk.ts';
import { cardOperations } from './cards.ts';
import { checkOperations } from './checks.ts';
import type { RefundsOperations } from './context.ts';
import { creditOperations } from './credits.ts';
import { decisionOperations } from './decisions.ts';
import { requestOperations } from './requests.ts';
import { unclaimedOperations } from './unclaimed.ts';

/** What each route of the refunds API does. */
export const operations: RefundsOperations = {
  ...creditOperations,
  ...requestOperations,
  ...decisionOperations,
  ...acknowledgementOperations,
  ...checkOperations,
  ...cardOperations,
  ...unclaimedOperations,
  ...bulkOperations,
};
