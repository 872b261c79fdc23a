import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about federal disputes. */
export const federalDisputeFailures = {
  'dispute-not-eligible': {
    status: 409,
    title: 'Federal dispute resolution is not for this',
    detail:
      'By `obstacles` the payer is none to which the No Surprises Act applies, or its codes do not say that it does. If somebody has checked that it applies, say so (`isEligibilityChecked`).',
    retryable: false,
  },
  'dispute-step-out-of-order': {
    status: 409,
    title: 'Another step of the dispute comes first',
    detail: 'Its `standing` says how far it is: it is negotiated, then initiated, then decided, then paid.',
    retryable: false,
  },
  'dispute-stands': {
    status: 409,
    title: 'The same services are disputed already',
    detail: 'Go on with that dispute (`federalDisputeId`), or name the other services of the claim (`procedures`).',
    retryable: false,
  },
  'dispute-cooling-off': {
    status: 409,
    title: 'The same service was decided with this payer a short time ago',
    detail: 'Nothing is initiated until `until` is over; the 30 business days after it are for that.',
    retryable: false,
  },
  'dispute-batch-differs': {
    status: 409,
    title: 'The disputes of that number are of another payer or tax id',
    detail:
      'By `faults` it cannot go as one batch with them: a batch is of one payer, and of providers with one tax id. Initiate it under a number of its own.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
