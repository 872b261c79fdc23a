import type { ConnectionsOperations } from './context.ts';
import { historyOperations } from './history.ts';
import { setupOperations } from './setup.ts';

/** What each route of the connections API does. */
export const operations: ConnectionsOperations = { ...historyOperations, ...setupOperations };
