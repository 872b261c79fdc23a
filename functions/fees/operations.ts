import type { FeesOperations } from './context.ts';
import { feeRowOperations } from './fee-rows.ts';
import { matchOperations } from './match.ts';
import { scheduleOperations } from './schedules.ts';

/** What each route of the fees API does. */
export const operations: FeesOperations = { ...scheduleOperations, ...feeRowOperations, ...matchOperations };
