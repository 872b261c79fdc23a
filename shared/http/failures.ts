import { accountFailures } from '../domain/account/failures.ts';
import { adjustmentFailures } from '../domain/adjustment/failures.ts';
import { assistanceFailures } from '../domain/assistance/failures.ts';
import { attachmentFailures } from '../domain/attachment/failures.ts';
import { booksFailures } from '../domain/books/failures.ts';
import { cardFailures } from '../domain/card/failures.ts';
import { claimFailures } from '../domain/claim/failures.ts';
import { claimIntakeFailures } from '../domain/claim-intake/failures.ts';
import { codeSetFailures } from '../domain/code-set/failures.ts';
import { codingWorkFailures } from '../domain/coding-work/failures.ts';
import { collectionFailures } from '../domain/collections/failures.ts';
import { connectionFailures } from '../domain/connection/failures.ts';
import { contractFailures } from '../domain/contract/failures.ts';
import { correspondenceFailures } from '../domain/correspondence/failures.ts';
import { depositFailures } from '../domain/deposit/failures.ts';
import { depositBatchFailures } from '../domain/deposit-batch/failures.ts';
import { encounterFailures } from '../domain/encounter/failures.ts';
import { estimateFailures } from '../domain/estimate/failures.ts';
import { federalDisputeFailures } from '../domain/federal-dispute/failures.ts';
import { inquiryFailures } from '../domain/inquiry/failures.ts';
import { intakeFailures } from '../domain/intake/failures.ts';
import { lockboxFailures } from '../domain/lockbox/failures.ts';
import { manualEntryFailures } from '../domain/manual-entry/failures.ts';
import { patientPaymentFailures } from '../domain/patient-payment/failures.ts';
import { paymentPlanFailures } from '../domain/payment-plan/failures.ts';
import { practiceFailures } from '../domain/practice/failures.ts';
import { receivedDocumentFailures } from '../domain/received-document/failures.ts';
import { refundFailures } from '../domain/refund/failures.ts';
import { remittanceFailures } from '../domain/remittance/failures.ts';
import { reportFailures } from '../domain/report/failures.ts';
import { selfAuditFailures } from '../domain/self-audit/failures.ts';
import { statementFailures } from '../domain/statement/failures.ts';
import { taskFailures } from '../domain/task/failures.ts';
import { threadFailures } from '../domain/thread/failures.ts';
import { requestFailures } from './request-failures.ts';

/** Every failure that an answer can contain, by kind. Each folder owns its own map; `docs/errors.md` is generated from this one. */
export const failureMeanings = {
  ...requestFailures,
  ...practiceFailures,
  ...encounterFailures,
  ...statementFailures,
  ...intakeFailures,
  ...claimIntakeFailures,
  ...inquiryFailures,
  ...estimateFailures,
  ...attachmentFailures,
  ...claimFailures,
  ...remittanceFailures,
  ...connectionFailures,
  ...depositFailures,
  ...patientPaymentFailures,
  ...cardFailures,
  ...paymentPlanFailures,
  ...depositBatchFailures,
  ...lockboxFailures,
  ...booksFailures,
  ...reportFailures,
  ...codeSetFailures,
  ...codingWorkFailures,
  ...selfAuditFailures,
  ...accountFailures,
  ...adjustmentFailures,
  ...assistanceFailures,
  ...manualEntryFailures,
  ...federalDisputeFailures,
  ...refundFailures,
  ...correspondenceFailures,
  ...contractFailures,
  ...collectionFailures,
  ...receivedDocumentFailures,
  ...taskFailures,
  ...threadFailures,
} as const;

export type FailureKind = keyof typeof failureMeanings;
