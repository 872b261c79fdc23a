import { comparisonOperations } from './comparison.ts';
import type { EstimatesOperations } from './context.ts';
import { disputeOperations } from './disputes.ts';
import { documentOperations } from './documents.ts';
import { estimateOperations } from './estimates.ts';
import { stepOperations } from './steps.ts';

/** What each route of the estimates API does. */
export const operations: EstimatesOperations = {
  ...estimateOperations,
  ...stepOperations,
  ...documentOperations,
  ...comparisonOperations,
  ...disputeOperations,
};
