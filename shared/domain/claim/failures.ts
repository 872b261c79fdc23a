import type { FailureMeaning } from '../result.ts';

/** What can be wrong with claim requests. */
export const claimFailures = {
  'claim-has-left': {
    status: 409,
    title: 'The claim was already sent',
    detail:
      'It is in a submission, or at the payer; the claim’s `state` says which. Only a claim that was not sent can be held, withdrawn or assembled again.',
    retryable: false,
  },
  'claim-being-assembled': {
    status: 409,
    title: 'The claim is being assembled',
    detail: 'In a moment it is ready, or held with its reasons. If that does not happen, have it assembled again.',
    retryable: true,
  },
  'claim-on-hold': {
    status: 409,
    title: 'A person holds the claim',
    detail:
      'Release it first (`releaseClaim`): that it is assembled again would end the hold unseen. What has changed on file goes out with it all the same.',
    retryable: false,
  },
  'claim-without-filing': {
    status: 409,
    title: 'No payer is billed for this claim',
    detail: 'The patient owes all of it: there is nothing to hold, withdraw or assemble.',
    retryable: false,
  },
  'claim-cancelled': {
    status: 409,
    title: 'The claim is cancelled',
    detail:
      'Its encounter was corrected or voided, and its charges are reversed. A corrected encounter has new claims once it is finalised.',
    retryable: false,
  },
  'claim-stands-otherwise': {
    status: 409,
    title: 'The claim’s status does not allow this',
    detail:
      'See `status`. A ready claim can be held. A claim that a person holds can be released. A ready or held claim can be withdrawn. A withdrawn claim can be assembled again.',
    retryable: false,
  },
  'control-number-taken': {
    status: 409,
    title: 'Another claim has this patient control number',
    detail:
      'Each patient control number belongs to one claim. `errors` names the place; nothing of the request was saved.',
    retryable: false,
  },
  'submission-not-written': {
    status: 409,
    title: 'The submission has no file',
    detail: 'The file is still being written, or there was no claim to send. Read the submission for its state.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;
