import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about the books. */
export const booksFailures = {
  'day-too-large': {
    status: 409,
    title: 'The day has too many entries for one request',
    detail: 'At most 25,000 entries of a day are read at once. Ask again when the day is over and its sums are kept.',
    retryable: true,
  },
  'reports-not-made': {
    status: 409,
    title: 'The reports are not made yet',
    detail: 'They are made each day, for days that are over. Have them made now with `POST /v1/reports/updates`.',
    retryable: true,
  },
  'report-not-kept': {
    status: 409,
    title: 'This day was not kept',
    detail:
      'What is owed by age is kept for the ends of months, and for the last counted day (`trueUpTo`). Ask for one of these.',
    retryable: false,
  },
  'period-already-closed': {
    status: 409,
    title: 'The month is closed',
    detail: 'It is closed already. What is late goes into the open month.',
    retryable: false,
  },
  'period-closed': {
    status: 409,
    title: 'The month of this day is closed',
    detail:
      'Nothing is booked into a closed month. Choose a day of an open month, or have a manager open the month again.',
    retryable: false,
  },
  'period-not-closable': {
    status: 409,
    title: 'The month cannot be closed yet',
    detail: '`checks` names what must be put right first. The month’s checklist says how.',
    retryable: true,
  },
  'period-checks-not-accepted': {
    status: 409,
    title: 'Something is open that nobody has accepted',
    detail:
      'Read the month and look at its checklist. Correct what `checks` names, or name it in `accepted` if it may stay open.',
    retryable: false,
  },
  'period-needs-second-person': {
    status: 403,
    title: 'Another person has to close the month',
    detail: 'The office wants two people for this. The person who asked cannot close the month.',
    retryable: false,
  },
  'period-not-closed': {
    status: 409,
    title: 'The month is open',
    detail: 'There is nothing to open again.',
    retryable: false,
  },
  'later-period-closed': {
    status: 409,
    title: 'A later month is closed',
    detail: 'Its opening balances rest on this month. Open the later months again first, the last one first.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
