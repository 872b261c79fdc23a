import { applyOperations } from './apply.ts';
import { bulkOperations } from './bulk.ts';
import type { ExceptionsOperations } from './context.ts';
import { investigationOperations } from './investigation.ts';
import { listOperations } from './list.ts';
import { resolveOperations } from './resolve.ts';
import { retryOperations } from './retry.ts';
import { settleOperations } from './settle.ts';

/** What each route of the exceptions API does. */
export const operations: ExceptionsOperations = {
  ...listOperations,
  ...resolveOperations,
  ...settleOperations,
  ...investigationOperations,
  ...applyOperations,
  ...retryOperations,
  ...bulkOperations,
};
