import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about patients' payments. */
export const patientPaymentFailures = {
  'payment-exceeded': {
    status: 409,
    title: 'The allocations exceed the payment',
    detail: 'The allocations are more than the unapplied cash of the payment, by `exceedsCents`. Nothing was booked.',
    retryable: false,
  },
  'payment-entered-already': {
    status: 409,
    title: 'The payment seems to be entered already',
    detail:
      'A payment of this account (`paymentId`) has the same method, reference and amount. If this is another one, say so with `isAnother`.',
    retryable: false,
  },
  'payment-reversed-already': {
    status: 409,
    title: 'The payment was reversed',
    detail:
      'It was voided, returned or charged back, and nothing of it is left. Enter what was paid since as a payment of its own.',
    retryable: false,
  },
  'payment-on-too-many-claims': {
    status: 409,
    title: 'The payment is on as many claims as it can be',
    detail: 'At most 20 claims hold parts of one payment. Take some off, or leave the rest with the account.',
    retryable: false,
  },
  'transfer-exceeds-cash': {
    status: 409,
    title: 'The account has less unapplied cash',
    detail:
      'At most `unappliedCents` of the payment can go to another account. Take it off its claims first (`takeOffPatientPayment`).',
    retryable: false,
  },
  'payment-transferred': {
    status: 409,
    title: 'Cash of the payment is with another account',
    detail:
      'It is the payment `paymentId` there. Take that transfer back first: reverse that payment as `voided`, then this one.',
    retryable: false,
  },
  'payment-of-nobody': {
    status: 409,
    title: 'Nobody knows yet whose payment it is',
    detail:
      'Transfer it to the account of the person who paid (`transferPatientPayment`); there it is applied to claims.',
    retryable: false,
  },
  'payment-too-large-to-reverse': {
    status: 409,
    title: 'Too much changes with the payment at once',
    detail:
      'It is applied to many claims with credits, in the books of several legal entities. Take it off some of them first (`takeOffPatientPayment` with `claimIds`), then reverse it.',
    retryable: false,
  },
  'payment-on-too-many-accounts': {
    status: 409,
    title: 'The payment is with as many other accounts as it can',
    detail: 'At most 20 parts of one payment are with other accounts at a time. Take one back first.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
