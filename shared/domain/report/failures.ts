import type { FailureMeaning } from '../result.ts';

/** Failures of requests about report runs. */
export const reportFailures = {
  'report-run-not-made': {
    status: 409,
    title: 'There is no report yet',
    detail: 'The run is still being made, or it failed: `state` and `fault` say which. Look again, or repeat it.',
    retryable: true,
  },
  'report-run-not-failed': {
    status: 409,
    title: 'Only a failed run can be repeated',
    detail: 'The run is being made, or it was made and is kept as it is. Ask for a new one.',
    retryable: false,
  },
  'report-target-unknown': {
    status: 422,
    title: 'Files are not sent there automatically',
    detail: 'No trading partner has this `receiverId`, or people fetch its files. Name another one, or a folder.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
