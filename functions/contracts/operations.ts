import { bulkOperations } from './bulk.ts';
import type { ContractsOperations } from './context.ts';
import { contractOperations } from './contracts.ts';
import { disputeOperations } from './disputes.ts';
import { expectedOperations } from './expected.ts';
import { lawOperations } from './laws.ts';
import { rateOperations } from './rates.ts';
import { underpaymentOperations } from './underpayments.ts';
import { varianceOperations } from './variances.ts';

/** What each route of the contracts API does. */
export const operations: ContractsOperations = {
  ...contractOperations,
  ...rateOperations,
  ...expectedOperations,
  ...varianceOperations,
  ...disputeOperations,
  ...underpaymentOperations,
  ...lawOperations,
  ...bulkOperations,
};
