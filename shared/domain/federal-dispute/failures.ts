import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about federal disputes. */
export const federalDisputeFailures = {
  'dispute-not-eligible': {
    status: 409,
    title: 'Federal dispute resolution is not for this',
    detail:
      '`obstacles` say why: the No Surprises Act does not apply to this payer, or the payer’s codes do not say that it applies. If somebody has checked that it applies, say so (`isEligibilityChecked`).',
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
    detail: 'Nothing can be initiated until `until` is over. Initiate it within the 30 business days after that.',
    retryable: false,
  },
  'dispute-batch-differs': {
    status: 409,
    title: 'The disputes with that number have another payer or tax id',
    detail:
      '`faults` say why it cannot go in one batch with them: a batch is of one payer, and of providers with one tax id. Initiate it under a number of its own.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
