import type { FailureMeaning } from '../result.ts';

/** What can be wrong with claim requests. */
export const claimFailures = {
  'claim-not-held': {
    status: 409,
    title: 'The claim is not held',
    detail: 'Only a claim that assembly holds back can be assembled again. Read the claim for where it stands.',
    retryable: false,
  },
  'control-number-taken': {
    status: 409,
    title: 'A claim has this patient control number',
    detail: 'Each control number is one claim. `errors` names the place; nothing of the request was written.',
    retryable: false,
  },
  'submission-not-written': {
    status: 409,
    title: 'The submission has no file',
    detail: 'The file is still being written, or there was no claim to send. Read the submission for where it stands.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;
