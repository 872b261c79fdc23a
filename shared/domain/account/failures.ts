import type { FailureMeaning } from '../result.ts';

/** Failures of requests about accounts. */
export const accountFailures = {
  'account-of-a-client': {
    status: 409,
    title: 'The account is an employer’s or a facility’s',
    detail:
      'Patients are not members of such an account. Move what a patient owes of a claim to it instead (`moveToClient`).',
    retryable: false,
  },
  'account-with-agency': {
    status: 409,
    title: 'The patient’s present account is with a collection agency',
    detail: 'Recall the placement first (`recallCase`): the agency was told who answers for it.',
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
    title: 'The account already has this hold',
    detail: 'A hold of this kind about the same claims is open. End it first, or keep it.',
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
      'It has ended, or there is none of this number. Number 0 follows from the patient’s day of death: correct the patient’s record, or make the person who settles the estate the guarantor.',
    retryable: false,
  },
  'hold-of-estimate': {
    status: 409,
    title: 'The hold belongs to the dispute of an estimate',
    detail: 'It ends with the dispute: `endEstimateDispute`.',
    retryable: false,
  },
  'hold-of-placement': {
    status: 409,
    title: 'An agency’s hold begins and ends with the placement',
    detail:
      'Place the account (`placeAccounts`); recall it (`recallCase`) or say that the agency gave it back (`returnCase`). What came back is ended by hand.',
    retryable: false,
  },
  'hold-needs-manager': {
    status: 403,
    title: 'Only a manager ends such a hold',
    detail: 'Bankruptcy, death and legal hold are ended by a manager, because acting too early breaks the law.',
    retryable: false,
  },
  'account-of-no-client': {
    status: 409,
    title: 'The account is not an employer’s or a facility’s',
    detail: 'Only employers and facilities are charged without a claim, or take over what a patient owes of one.',
    retryable: false,
  },
  'share-exceeds-balance': {
    status: 409,
    title: 'The patient owes less on the claim',
    detail: 'Move at most the claim’s `patientCents`, and more than zero.',
    retryable: false,
  },
  'above-role-limit': {
    status: 403,
    title: 'The amount is above what one person of this role decides alone',
    detail: '`limitCents` is the limit, from the billing settings. Somebody with a higher limit does it.',
    retryable: false,
  },
  'charge-taken-back': {
    status: 409,
    title: 'The charge has been taken back',
    detail: 'Somebody has reversed it. Charge it again if it is owed after all.',
    retryable: false,
  },
  'charge-paid': {
    status: 409,
    title: 'The amount is paid already',
    detail:
      'If it is a patient’s share, the patient would owe again what was paid for him: refund the organisation first. If it is a fee, take the payment off the account’s charges first (`takeOffPatientPayment`).',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
