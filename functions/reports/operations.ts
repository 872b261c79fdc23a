import type { ReportsOperations } from './context.ts';
import { reportOperations } from './reports.ts';

/** What each route of the reports API does. */
export const operations: ReportsOperations = { ...reportOperations };
