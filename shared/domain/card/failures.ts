import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about cards. */
export const cardFailures = {
  'cards-not-set-up': {
    status: 409,
    title: 'The office takes no cards yet',
    detail: 'A connection to a card processor must be on, and `cards.payPage` of the billing settings must be set.',
    retryable: false,
  },
  'card-processor-unavailable': {
    status: 503,
    title: 'The card processor cannot be asked now',
    detail:
      'It does not answer, or the office’s secret is missing or unfit (`fault`). Nothing was charged. Try again later.',
    retryable: true,
  },
  'charge-forbidden': {
    status: 409,
    title: 'The card may not be charged now',
    detail: 'A state of the account, or a law that protects the patient, forbids it (`because`).',
    retryable: false,
  },
  'charge-of-nothing': {
    status: 409,
    title: 'Nothing can be charged',
    detail: 'Nothing is owed that may be charged, or less than 0.50, the smallest charge.',
    retryable: false,
  },
  'charge-exceeds-owed': {
    status: 409,
    title: 'That is more than is owed',
    detail: 'At most `openCents` can be charged now. Nothing was.',
    retryable: false,
  },
  'charge-not-in-state': {
    status: 409,
    title: 'The charge is in another state',
    detail:
      'See `state`. An announced or declined charge can be withdrawn, and a declined one retried; wait for a started one.',
    retryable: false,
  },
  'card-not-chargeable': {
    status: 409,
    title: 'The card cannot be charged',
    detail: 'It is not on file yet or any more, or has expired, or the guarantor agreed to less in one charge.',
    retryable: false,
  },
  'card-without-notice': {
    status: 409,
    title: 'The guarantor cannot be told before the card is charged',
    detail:
      'A charge is announced by e-mail or text. Enter an address and the guarantor’s consent to it in the account’s preferences, or charge the card while he is there.',
    retryable: false,
  },
  'pay-link-over': {
    status: 410,
    title: 'The link cannot be used any more',
    detail: 'It has expired, or the office took it back. Ask the office for another one.',
    retryable: false,
  },
  'pay-link-closed': {
    status: 409,
    title: 'Nothing can be paid here now',
    detail: 'Call the office.',
    retryable: false,
  },
  'payment-under-way': {
    status: 409,
    title: 'A payment is under way',
    detail: 'Somebody has just paid, or the card on file is being charged. Look again in a minute.',
    retryable: true,
  },
  'payment-by-card': {
    status: 409,
    title: 'The card processor has the money',
    detail: 'Refund it to the card; a chargeback by the cardholder is booked automatically.',
    retryable: false,
  },
  'refund-not-to-card': {
    status: 409,
    title: 'The refund cannot go to that card',
    detail:
      'It goes to a card that paid the account through the processor, up to what was paid and not given back or disputed. Send a check instead.',
    retryable: false,
  },
  'webhook-signature-wrong': {
    status: 400,
    title: 'The signature is not right',
    detail: 'The event is not signed over these bytes with a secret of the connection. It was ignored.',
    retryable: false,
  },
  'webhook-too-old': {
    status: 400,
    title: 'The signature is too old',
    detail: 'An event is taken for five minutes after it was signed. It was ignored.',
    retryable: false,
  },
  'webhook-unreadable': {
    status: 400,
    title: 'The event is not readable',
    detail: 'It is signed, but is not an event that the processor sends, or belongs to the other mode (test, live).',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
