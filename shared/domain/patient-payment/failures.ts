import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about patients' payments. */
export const patientPaymentFailures = {
  'payment-exceeded': {
    status: 409,
    title: 'More is put onto claims than there is',
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
    title: 'The payment stands with as many claims as it can',
    detail: 'At most 25 claims hold parts of one payment. Take some off, or leave the rest with the account.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
