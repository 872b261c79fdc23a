import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about intakes. */
export const intakeFailures = {
  'intake-mapping-missing': {
    status: 422,
    title: 'The mapping is not there',
    detail:
      'A CSV file is read by a mapping that the office has stored: name one (`mapping`), or store it first (`replaceIntakeMapping`).',
    retryable: false,
  },
  'intake-reading': {
    status: 409,
    title: 'The intake is being read',
    detail: 'Wait until it is done, then try its failures again.',
    retryable: true,
  },
  'intake-failure-not-takeable': {
    status: 409,
    title: 'There is nothing to take',
    detail:
      'Only a different version of an encounter can be taken as its correction. If the patient or the kind differs, void the encounter here, then try again.',
    retryable: false,
  },
  'intake-failure-over': {
    status: 409,
    title: 'The failure no longer waits',
    detail: 'Its encounter was imported, or somebody dismissed it.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
