import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about estimates. */
export const estimateFailures = {
  'estimate-withdrawn': {
    status: 409,
    title: 'The estimate was withdrawn',
    detail: 'It is kept as it was. Make another estimate for what is expected now.',
    retryable: false,
  },
  'estimate-not-disputable': {
    status: 409,
    title: 'Only a patient who pays without insurance can have the bill disputed',
    detail:
      'The federal process of good faith estimates is for self-pay estimates. An insured patient objects to the payer.',
    retryable: false,
  },
  'estimate-disputed-already': {
    status: 409,
    title: 'A dispute of this estimate is open',
    detail: 'End it with `endEstimateDispute` before another one begins.',
    retryable: false,
  },
  'estimate-dispute-answered': {
    status: 409,
    title: 'The dispute was answered',
    detail: 'Its `answered` says when. Nothing was changed.',
    retryable: false,
  },
  'estimate-not-disputed': {
    status: 409,
    title: 'No dispute of this estimate is open',
    detail: 'It has ended, or none was begun.',
    retryable: false,
  },
  'benefits-unknown': {
    status: 409,
    title: 'The payer has not said what the coverage pays',
    detail: 'No check of this coverage was answered. Ask with POST /v1/eligibility-checks, then make the estimate.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
