import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about accounts. */
export const accountFailures = {
  'account-of-a-client': {
    status: 409,
    title: 'The account is an employer’s or a facility’s',
    detail:
      'Patients are not members of such an account. Move what a patient owes of a claim to it instead (`moveToClient`).',
    retryable: false,
  },
  'account-full': {
    status: 409,
    title: 'The account has as many patients as it can have',
    detail: 'At most 30 patients share an account. Make another one for the others.',
    retryable: false,
  },
  'hold-open-already': {
    status: 409,
    title: 'The account is held so already',
    detail: 'A hold of this kind, about the same claims, is open. End it first, or leave it.',
    retryable: false,
  },
  'holds-too-many': {
    status: 409,
    title: 'The account has too many open holds',
    detail: 'At most 20 holds are open at a time. End those that are over.',
    retryable: false,
  },
  'hold-not-open': {
    status: 409,
    title: 'No such hold is open',
    detail:
      'It has ended, or there is none of this number. Number 0 follows from the patient’s day of death: correct the patient’s record, or make who settles the estate the guarantor.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
