import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about tasks. */
export const taskFailures = {
  'task-ended': {
    status: 409,
    title: 'The task has ended',
    detail: 'It was done or dropped. The action `reopen` opens it again, with a reason and a day.',
    retryable: false,
  },
  'task-not-ended': {
    status: 409,
    title: 'The task is open',
    detail: 'Only a task that was done or dropped can be opened again. `postpone` gives it another day.',
    retryable: false,
  },
  'task-full': {
    status: 409,
    title: 'The task’s history is full',
    detail: 'A task keeps at most 100 steps. It can still be finished or dropped; make another one for the rest.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
