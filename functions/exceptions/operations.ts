import type { ExceptionsOperations } from './context.ts';
import { listOperations } from './list.ts';
import { resolveOperations } from './resolve.ts';

/** What each route of the exceptions API does. */
export const operations: ExceptionsOperations = { ...listOperations, ...resolveOperations };
