import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about threads. */
export const threadFailures = {
  'thread-full': {
    status: 409,
    title: 'The thread is full',
    detail: 'At most 100 messages and 30 people. Start another one.',
    retryable: false,
  },
  'thread-closed': {
    status: 409,
    title: 'The thread is closed',
    detail: 'Another message opens it again.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
