import type { CodingAidsOperations } from './context.ts';
import { evaluationCodeOperations } from './evaluation-codes.ts';
import { favoriteOperations } from './favorites.ts';

/** What each route of the coding aids API does. */
export const operations: CodingAidsOperations = { ...favoriteOperations, ...evaluationCodeOperations };
