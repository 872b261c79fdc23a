import type { ReportsOperations } from './context.ts';
import { reportOperations } from './reports.ts';
import { runOperations } from './runs.ts';
import { scheduleOperations } from './schedules.ts';

/** What each route of the reports API does. */
export const operations: ReportsOperations = { ...reportOperations, ...runOperations, ...scheduleOperations };
