import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about correspondence, and about documents that came. */
export const correspondenceFailures = {
  'contact-forbidden': {
    status: 409,
    title: 'The guarantor may not be contacted in this way',
    detail:
      '`because` says why: a consent is missing, a hold or the law forbids it, or there is nowhere to send it. `checkContact` shows every way at once.',
    retryable: false,
  },
  'disclosure-forbidden': {
    status: 409,
    title: 'The patient forbade telling a health plan about it',
    detail:
      'The patient paid in full and forbade telling a health plan about the claim (45 CFR 164.522(a)). Nothing about it is sent to a payer.',
    retryable: false,
  },
  'correspondence-struck': {
    status: 409,
    title: 'It was struck out',
    detail: 'It was entered by mistake, and nothing can be added to it. Make a new record of what happened.',
    retryable: false,
  },
  'correspondence-full': {
    status: 409,
    title: 'It has as many notes as it can have',
    detail: 'A call or a message can have at most 50 notes. Record the next contact separately.',
    retryable: false,
  },
  'sending-not-in-state': {
    status: 409,
    title: 'It is not in the state for this',
    detail:
      'Only what waits, or a fax that the service has, can be sent or stopped. Only a letter that was sent can come back.',
    retryable: false,
  },
  'correspondence-without-file': {
    status: 404,
    title: 'There is no file',
    detail:
      'A call, an e-mail and a text have none. Letters and faxes that the office wrote, and documents that were filed, have one.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
