import { answerOperations } from './answers.ts';
import { appealOperations } from './appeals.ts';
import { beginOperations } from './begin-dispute.ts';
import { bulkOperations } from './bulk.ts';
import { causeOperations } from './causes.ts';
import type { DenialsOperations } from './context.ts';
import { denialOperations } from './denials.ts';
import { federalDisputeOperations } from './federal-disputes.ts';
import { letterOperations } from './letters.ts';
import { listOperations } from './list.ts';
import { unansweredOperations } from './unanswered.ts';

/** What each route of the denials API does. */
export const operations: DenialsOperations = {
  ...listOperations,
  ...denialOperations,
  ...answerOperations,
  ...appealOperations,
  ...letterOperations,
  ...beginOperations,
  ...federalDisputeOperations,
  ...causeOperations,
  ...unansweredOperations,
  ...bulkOperations,
};
