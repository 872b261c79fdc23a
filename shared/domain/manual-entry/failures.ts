import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about entries by hand. */
export const manualEntryFailures = {
  'manual-entry-unbalanced': {
    status: 422,
    title: 'The entry does not balance',
    detail: 'Debits and credits must be equal. The debits are `differenceCents` more (less, if below zero).',
    retryable: false,
  },
  'manual-entry-not-waiting': {
    status: 409,
    title: 'The entry does not wait for anybody',
    detail: 'It is booked, declined or taken back already; its `state` says which.',
    retryable: false,
  },
  'manual-entry-not-booked': {
    status: 409,
    title: 'The entry is not in the books',
    detail: 'Only what is booked can be taken back, and only once.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
