import type { CodeSetOperations } from './context.ts';
import { loadOperations } from './loads.ts';
import { releaseOperations } from './releases.ts';

/** What each route of the code sets API does. */
export const operations: CodeSetOperations = { ...loadOperations, ...releaseOperations };
