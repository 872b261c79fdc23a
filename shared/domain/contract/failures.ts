import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about contracts with payers and what they let expect. */
export const contractFailures = {
  'rates-unreadable': {
    status: 422,
    title: 'The rates have errors',
    detail:
      'Nothing was changed. Each error names its place: of a CSV file the line and the column. Mend the file and send it again.',
    retryable: false,
  },
  'rates-too-many': {
    status: 422,
    title: 'The contract would have too many rates',
    detail:
      'A contract has at most 5,000 rates. Enter long lists of prices as a fee schedule, and one rate as a share of it.',
    retryable: false,
  },
  'contracts-too-many': {
    status: 409,
    title: 'The office has as many contracts as it can have',
    detail: 'All contracts together fill their record. Replace one that has ended instead of adding another.',
    retryable: false,
  },
  'no-payer-billed': {
    status: 409,
    title: 'No payer is billed',
    detail:
      'The patient owes all of it, or no coverage is active on the day of service, so no contract says what is paid.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
