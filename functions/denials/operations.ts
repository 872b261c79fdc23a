import type { DenialsOperations } from './context.ts';
import { denialOperations } from './denials.ts';

/** What each route of the denials API does. */
export const operations: DenialsOperations = { ...denialOperations };
