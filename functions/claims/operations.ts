import { acknowledgedFilingOperations } from './acknowledged-filings.ts';
import { acknowledgementOperations } from './acknowledgements.ts';
import { attachmentOperations } from './attachments.ts';
import { claimOperations } from './claims.ts';
import { contentOperations } from './content.ts';
import type { ClaimsOperations } from './context.ts';
import { deadlineOperations } from './deadlines.ts';
import { deliveryOperations } from './deliveries.ts';
import { filingOperations } from './filings.ts';
import { nextFilingOperations } from './next-filing.ts';
import { nextPayerOperations } from './next-payers.ts';
import { openingOperations } from './opening-claims.ts';
import { priorAnswerOperations } from './prior-answers.ts';
import { proofOperations } from './proof.ts';
import { statusOperations } from './status-inquiries.ts';
import { stoppingOperations } from './stopping.ts';
import { submissionOperations } from './submissions.ts';

/** What each route of the claims API does. */
export const operations: ClaimsOperations = {
  ...acknowledgedFilingOperations,
  ...acknowledgementOperations,
  ...claimOperations,
  ...contentOperations,
  ...deadlineOperations,
  ...deliveryOperations,
  ...filingOperations,
  ...nextFilingOperations,
  ...nextPayerOperations,
  ...openingOperations,
  ...statusOperations,
  ...priorAnswerOperations,
  ...attachmentOperations,
  ...proofOperations,
  ...stoppingOperations,
  ...submissionOperations,
};
