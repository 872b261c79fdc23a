import { batchOperations } from './batches.ts';
import { claimOperations } from './claims.ts';
import type { PaperOperations } from './context.ts';
import { settingsOperations } from './settings.ts';

/** What each route of the paper API does. */
export const operations: PaperOperations = { ...batchOperations, ...claimOperations, ...settingsOperations };
