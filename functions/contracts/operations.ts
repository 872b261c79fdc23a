import type { ContractsOperations } from './context.ts';
import { contractOperations } from './contracts.ts';
import { expectedOperations } from './expected.ts';
import { rateOperations } from './rates.ts';

/** What each route of the contracts API does. */
export const operations: ContractsOperations = {
  ...contractOperations,
  ...rateOperations,
  ...expectedOperations,
};
