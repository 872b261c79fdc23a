import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about payment plans. */
export const paymentPlanFailures = {
  'plan-for-nothing': {
    status: 409,
    title: 'Nothing is owed that a plan could pay',
    detail: 'The account’s patients owe nothing of the claims. A plan is about what is owed.',
    retryable: false,
  },
  'plan-open-already': {
    status: 409,
    title: 'The account has a plan',
    detail: 'An account has one plan at a time (`planId`). End that one, and agree on a new one about everything.',
    retryable: false,
  },
  'plan-forbidden': {
    status: 409,
    title: 'The patient may not be asked for instalments',
    detail: 'A state of the account, or the law, forbids it (`because`). If it is a hold of the account, end it first.',
    retryable: false,
  },
  'plan-needs-disclosures': {
    status: 409,
    title: 'More than four instalments are consumer credit',
    detail:
      'A written plan of `instalments` parts falls under Regulation Z (12 CFR 1026), also without interest. Give the disclosures and say when (`disclosedOn`), or agree on at most four parts.',
    retryable: false,
  },
  'plan-ended-already': {
    status: 409,
    title: 'The plan is over',
    detail: 'It was paid, cancelled or broken. Agree on a new one.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
