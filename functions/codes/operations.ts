import type { CodesOperations } from './context.ts';
import { findOperations } from './find.ts';
import { pageOperations } from './page.ts';
import { priceOperations } from './price.ts';

/** What each route of the codes API does. */
export const operations: CodesOperations = { ...findOperations, ...pageOperations, ...priceOperations };
