import { agencyOperations } from './agencies.ts';
import { candidateOperations } from './candidates.ts';
import { decisionOperations } from './case-decisions.ts';
import { caseOperations } from './cases.ts';
import type { CollectionsOperations } from './context.ts';
import { fileOperations } from './files.ts';
import { interestOperations } from './interest.ts';
import { placementOperations } from './placements.ts';
import { recoveryOperations } from './recovery.ts';
import { lineOperations } from './remit-lines.ts';
import { remitOperations } from './remits.ts';

/** What each route of the collections API does. */
export const operations: CollectionsOperations = {
  ...agencyOperations,
  ...recoveryOperations,
  ...candidateOperations,
  ...placementOperations,
  ...caseOperations,
  ...decisionOperations,
  ...fileOperations,
  ...remitOperations,
  ...lineOperations,
  ...interestOperations,
};
