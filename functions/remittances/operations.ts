import type { RemittancesOperations } from './context.ts';
import { decideOperations } from './decide.ts';
import { differenceOperations } from './difference.ts';
import { documentOperations } from './documents.ts';
import { fileOperations } from './files.ts';
import { paperOperations } from './paper-remittances.ts';
import { plannedOperations } from './planned.ts';
import { planOperations } from './posting-plan.ts';
import { remittanceOperations } from './remittances.ts';
import { segmentOperations } from './segments.ts';
import { voidOperations } from './void.ts';

/** What each route of the remittances API does. */
export const operations: RemittancesOperations = {
  ...fileOperations,
  ...remittanceOperations,
  ...segmentOperations,
  ...documentOperations,
  ...paperOperations,
  ...planOperations,
  ...plannedOperations,
  ...decideOperations,
  ...voidOperations,
  ...differenceOperations,
};
