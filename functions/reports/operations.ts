import { activityOperations } from './activity.ts';
import { ageingOperations } from './ageing.ts';
import type { ReportsOperations } from './context.ts';

/** What each route of the reports API does. */
export const operations: ReportsOperations = { ...ageingOperations, ...activityOperations };
