import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about adjustments by people. */
export const adjustmentFailures = {
  'adjustment-exceeds-balance': {
    status: 409,
    title: 'The amount exceeds the balance',
    detail:
      'Give at most the present balance: the claim’s `patientCents`, or the payer’s `receivableCents` without what its denials and exceptions hold, which are settled on their own. It may have changed since the adjustment was asked for; decline it then.',
    retryable: false,
  },
  'adjustment-does-not-fit': {
    status: 409,
    title: 'The reason does not fit the balance',
    detail:
      'Each reason belongs to the patient’s balance or a payer’s, and to one way. A move to the next payer takes a payer’s whole balance, and the claim must have a later payer that has not answered.',
    retryable: false,
  },
  'adjustment-has-work': {
    status: 409,
    title: 'The payer has answered',
    detail:
      'Its balance is on the lists of denials and exceptions, to the cent. Write it off or move it there (`writeOffDenial`, `moveDenial`, `writeOffException`, `moveException`).',
    retryable: false,
  },
  'adjustment-payer-has-claim': {
    status: 409,
    title: 'The payer has the claim and has not answered',
    detail: 'Wait for its answer, or void the claim, before the next payer is billed.',
    retryable: false,
  },
  'adjustment-patient-protected': {
    status: 409,
    title: 'The law forbids asking the patient for it',
    detail:
      'By a payer’s answer the patient is a qualified Medicare beneficiary, or the No Surprises Act applies: the patient owes at most what the payer has stated.',
    retryable: false,
  },
  'federal-cost-sharing': {
    status: 409,
    title: 'Cost sharing of a federal programme may not be waived as routine',
    detail:
      'A payer of the claim is Medicare, Medicaid or another federal programme (42 USC 1320a-7a). Write it off as `financial-hardship` once you have checked the patient’s means, or as `uncollectible` after reasonable efforts.',
    retryable: false,
  },
  'account-forbids': {
    status: 409,
    title: 'The account’s state forbids it',
    detail: '`because` says which hold of the account, or which law. End the hold first, where that is right.',
    retryable: false,
  },
  'discount-not-offered': {
    status: 409,
    title: 'The office gives no such discount here',
    detail:
      'The billing settings’ `discounts` name no rate; or a payer of the claim is billed (self-pay), or the days in which prompt payment counts are over.',
    retryable: false,
  },
  'discount-exceeds-rule': {
    status: 409,
    title: 'The discount is more than the rule gives',
    detail:
      'At most `mostCents` more, by the rate of the billing settings’ `discounts` and what was given before. For prompt payment the patient pays the rest first: `openCents` are still owed beyond the discount.',
    retryable: false,
  },
  'adjustment-made-by-rule': {
    status: 409,
    title: 'This adjustment is not asked for directly',
    detail:
      'Financial assistance follows from an application (`createAssistanceApplication`), small credits from a run (`runSmallBalances`).',
    retryable: false,
  },
  'adjustment-not-waiting': {
    status: 409,
    title: 'The adjustment does not wait for anybody',
    detail: 'It is booked, declined or taken back already; its `state` says which.',
    retryable: false,
  },
  'adjustment-not-yours': {
    status: 403,
    title: 'Somebody else asked for it',
    detail: 'A biller withdraws what he asked for himself; a manager declines what others asked for.',
    retryable: false,
  },
  'adjustment-not-booked': {
    status: 409,
    title: 'The adjustment is not in the books',
    detail: 'Only what is booked can be taken back, and only once.',
    retryable: false,
  },
  'adjustment-used-since': {
    status: 409,
    title: 'The adjusted amount has been paid or billed since',
    detail:
      'The patient has paid what was moved to him, or a payer was billed for it or has answered. Take the payment off or refund it first; what a payer has answered is settled with its denials and exceptions.',
    retryable: false,
  },
  'decided-by-oneself': {
    status: 403,
    title: 'Nobody approves his own request',
    detail: 'Another person has to decide. The person who asked may only decline it.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
