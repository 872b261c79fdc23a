import type { FailureMeaning } from '../result.ts';

/** Failures of requests about financial assistance. */
export const assistanceFailures = {
  'assistance-open-already': {
    status: 409,
    title: 'The account has an open application',
    detail: 'It is `applicationId`. Add to that one, or decide it first.',
    retryable: false,
  },
  'assistance-not-open': {
    status: 409,
    title: 'The application is decided',
    detail: 'Its `state` says how. Enter another one if things have changed.',
    retryable: false,
  },
  'assistance-not-approved': {
    status: 409,
    title: 'The application is not in force',
    detail: 'It was not approved, was ended, or its last day (`until`) is over. Enter another one.',
    retryable: false,
  },
  'guideline-missing': {
    status: 409,
    title: 'The poverty guideline of that year is not entered',
    detail:
      'Enter the guideline of `year` and `region` under `assistance` of the billing settings, as the Department of Health and Human Services has published it.',
    retryable: false,
  },
  'income-above-bands': {
    status: 409,
    title: 'The income is above every band of the policy',
    detail: 'Deny the application, or correct what was entered. Another discount may fit.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
