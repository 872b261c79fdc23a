import { claimOperations } from './claims.ts';
import type { ClaimsOperations } from './context.ts';
import { filingOperations } from './filings.ts';
import { openingOperations } from './opening-claims.ts';
import { submissionOperations } from './submissions.ts';

/** What each route of the claims API does. */
export const operations: ClaimsOperations = {
  ...claimOperations,
  ...filingOperations,
  ...openingOperations,
  ...submissionOperations,
};
