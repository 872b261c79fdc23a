import { bulkOperations } from './bulk.ts';
import { claimIntakeOperations } from './claim-intakes.ts';
import type { IntakeOperations } from './context.ts';
import { failureOperations } from './intake-failures.ts';
import { intakeOperations } from './intakes.ts';
import { mappingOperations } from './mappings.ts';
import { queueOperations } from './queue.ts';

/** What each route of the intake API does. */
export const operations: IntakeOperations = {
  ...intakeOperations,
  ...failureOperations,
  ...queueOperations,
  ...bulkOperations,
  ...mappingOperations,
  ...claimIntakeOperations,
};
