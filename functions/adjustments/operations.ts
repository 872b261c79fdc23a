import type { AdjustmentsOperations } from './context.ts';
import { decisionOperations } from './decisions.ts';
import { requestOperations } from './requests.ts';

/** What each route of the adjustments API does. */
export const operations: AdjustmentsOperations = { ...requestOperations, ...decisionOperations };
