import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about deposit batches. */
export const depositBatchFailures = {
  'batch-total-differs': {
    status: 409,
    title: 'The payments do not add up to the total of the slip',
    detail:
      'The payments add up to `countedCents`, which is `differenceCents` more than the total (less, if below zero). Count again, or name the payments of the slip.',
    retryable: false,
  },
  'batch-undone-already': {
    status: 409,
    title: 'The batch was undone',
    detail: 'Its payments wait for another batch.',
    retryable: false,
  },
  'batch-matched': {
    status: 409,
    title: 'The bank shows the batch',
    detail: 'A deposit is matched with it. Unmatch that one first (`unmatchDeposit`).',
    retryable: false,
  },
  'payment-in-batch': {
    status: 409,
    title: 'The payment was deposited at the bank',
    detail:
      'The payment is in a deposit batch (`batchId`), so the money came and it was no mistake. If the money went back, say `returned` or `charged-back`. If the batch is wrong, undo it first.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
