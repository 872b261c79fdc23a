import { cardOperations } from './cards.ts';
import { chargeOperations } from './charges.ts';
import { connectionOperations } from './connections.ts';
import type { CardsOperations } from './context.ts';
import { linkOperations } from './links.ts';

/** What each route of the cards API does. */
export const operations: CardsOperations = {
  ...connectionOperations,
  ...linkOperations,
  ...cardOperations,
  ...chargeOperations,
};
