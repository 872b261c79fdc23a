import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about estimates. */
export const estimateFailures = {
  'estimate-withdrawn': {
    status: 409,
    title: 'The estimate was withdrawn',
    detail: 'It is kept as it was. Make another estimate for what is expected now.',
    retryable: false,
  },
  'benefits-unknown': {
    status: 409,
    title: 'The payer has not said what the coverage pays',
    detail: 'No check of this coverage was answered. Ask with POST /v1/eligibility-checks, then make the estimate.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
