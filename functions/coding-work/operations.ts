import { bulkOperations } from './bulk.ts';
import type { CodingWorkOperations } from './context.ts';
import { listOperations } from './list.ts';
import { queryOperations } from './queries.ts';
import { queryListOperations } from './query-list.ts';
import { reportOperations } from './reports.ts';
import { reviewOperations } from './reviews.ts';
import { settingsOperations } from './settings.ts';
import { workOperations } from './works.ts';

/** What each route of the coding work API does. */
export const operations: CodingWorkOperations = {
  ...listOperations,
  ...workOperations,
  ...bulkOperations,
  ...reviewOperations,
  ...queryOperations,
  ...queryListOperations,
  ...settingsOperations,
  ...reportOperations,
};
