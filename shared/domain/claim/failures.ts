import type { FailureMeaning } from '../result.ts';

/** What can be wrong with claim requests. */
export const claimFailures = {
  'claim-has-left': {
    status: 409,
    title: 'The claim has left',
    detail:
      'It is in a submission, or was sent. `status` says which; only what has not left can be held, withdrawn or assembled again.',
    retryable: false,
  },
  'claim-being-assembled': {
    status: 409,
    title: 'The claim is being assembled',
    detail: 'It is ready, or held with its reasons, in a moment. If it never is, have it assembled again.',
    retryable: true,
  },
  'claim-without-filing': {
    status: 409,
    title: 'No payer is asked for this claim',
    detail: 'The patient owes all of it: there is nothing to hold, withdraw or assemble.',
    retryable: false,
  },
  'claim-stands-otherwise': {
    status: 409,
    title: 'The claim does not stand so that this can be done',
    detail:
      '`status` says how it stands. What is ready can be held, what a person holds released, what is ready or held withdrawn; a withdrawn claim is assembled again.',
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
