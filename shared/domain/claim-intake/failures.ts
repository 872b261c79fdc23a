import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about files of claims. */
export const claimIntakeFailures = {
  'claim-intake-reading': {
    status: 409,
    title: 'The file is being read',
    detail: 'Wait until it is read to its end, then try what waits again.',
    retryable: true,
  },
  'claim-intake-known': {
    status: 409,
    title: 'The file is here already, for another purpose',
    detail: 'The same bytes came before with the other `purpose`. Its claims are imported once only.',
    retryable: false,
  },
  'waiting-claim-over': {
    status: 409,
    title: 'The claim no longer waits',
    detail: 'It was imported, or somebody dismissed it.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
