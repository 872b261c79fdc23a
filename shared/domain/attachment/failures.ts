import type { FailureMeaning } from '../result.ts';

/** Failures of requests about documents for payers. */
export const attachmentFailures = {
  'attachments-missing': {
    status: 422,
    title: 'There is nothing to send',
    detail:
      'Name documents of the claim’s encounter (`documents`), or attach some to the encounter with transmission `EL`, so that the claim names them.',
    retryable: false,
  },
  'attachments-too-large': {
    status: 422,
    title: 'The documents are too large for one file',
    detail: 'All documents of a file together have at most 30 MB. Send them in several.',
    retryable: false,
  },
  'attachment-request-over': {
    status: 409,
    title: 'The request no longer waits',
    detail: 'It was answered or dismissed before. Documents can still be sent without it.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
