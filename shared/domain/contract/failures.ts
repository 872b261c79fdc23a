import type { FailureMeaning } from '../result.ts';

/** Failures of requests about contracts with payers and expected payments. */
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
  'variance-not-in-state': {
    status: 409,
    title: 'A variance is not in a state for this',
    detail:
      'The problem tells its state. Nothing was changed. Only a disputed one is won, and only a disputed or won one lost: write a letter first (`disputePayments`). One that is not open can be opened again.',
    retryable: false,
  },
  'nothing-to-dispute': {
    status: 409,
    title: 'Nothing is open to dispute',
    detail:
      'No underpayment of this payer is open, or with `paid-late` no late payment. Those that were disputed, won or closed are not asked for twice.',
    retryable: false,
  },
  'dispute-decided': {
    status: 409,
    title: 'The outcome was noted before',
    detail: 'Open variances again (`decidePaymentVariance`) and write another letter.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
