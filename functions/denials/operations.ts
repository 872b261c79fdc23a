import { appealOperations } from './appeals.ts';
import type { DenialsOperations } from './context.ts';
import { denialOperations } from './denials.ts';
import { listOperations } from './list.ts';

/** What each route of the denials API does. */
export const operations: DenialsOperations = { ...listOperations, ...denialOperations, ...appealOperations };
