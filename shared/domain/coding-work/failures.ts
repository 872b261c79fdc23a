import type { FailureMeaning } from '../result.ts';

/** Failures of requests about coding work. */
export const codingWorkFailures = {
  'review-missing': {
    status: 409,
    title: 'A second person looks at it first',
    detail:
      'The encounter is chosen for review and nobody has agreed to this version. Ask for it: POST /v1/coding-work/{encounterId}/review. A manager can waive it. Nothing was posted.',
    retryable: false,
  },
  'coding-held': {
    status: 409,
    title: 'Somebody holds the coding of the encounter',
    detail:
      'GET /v1/coding-work/{encounterId} says who, until when and why. The action `resume` ends the hold. Nothing was posted.',
    retryable: false,
  },
  'query-open': {
    status: 409,
    title: 'A physician has not answered yet',
    detail:
      'The encounter has an open query. Wait for the answer, or withdraw the query with a reason. Nothing was posted.',
    retryable: false,
  },
  'work-taken': {
    status: 409,
    title: 'Somebody else does this work',
    detail: 'A manager can assign it to another person, or its coder can release it.',
    retryable: false,
  },
  'work-needs-manager': {
    status: 403,
    title: 'Only a manager decides this',
    detail: 'Coders take and release their own work. A manager assigns, takes work from others, and waives a review.',
    retryable: false,
  },
  'work-day-past': {
    status: 422,
    title: 'The day has passed',
    detail: 'Work is held until a later day, and is due today or later, by the office’s own day.',
    retryable: false,
  },
  'work-tags-too-many': {
    status: 422,
    title: 'There is no room for these tags',
    detail: 'At most 20 tags on the work of an encounter. Remove some.',
    retryable: false,
  },
  'work-ended': {
    status: 409,
    title: 'The coding of the encounter has ended',
    detail: 'The encounter is final, and nothing has come up since. A physician can still be asked about it.',
    retryable: false,
  },
  'review-not-asked': {
    status: 409,
    title: 'Nobody has asked for a review',
    detail: 'A review is decided once. Its coder asks for another with POST /v1/coding-work/{encounterId}/review.',
    retryable: false,
  },
  'review-by-its-coder': {
    status: 403,
    title: 'A second person reviews',
    detail: 'The person who asked for the review cannot decide it. A manager who asked can waive it.',
    retryable: false,
  },
  'review-without-change': {
    status: 409,
    title: 'Nothing was corrected',
    detail:
      'The encounter is as it was when the review was asked for. Save the correction first, or agree, or return it.',
    retryable: false,
  },
  'query-not-compliant': {
    status: 422,
    title: 'The query cannot be asked in these words',
    detail:
      'See `errors` for each place and the reason: a query quotes the record, leads to no answer, and says nothing about payment. Nothing was asked.',
    retryable: false,
  },
  'query-of-another': {
    status: 403,
    title: 'Another physician is asked',
    detail:
      'The physician who is asked by name answers, the person to whom the query was escalated, or a physician who is also a manager. If none of them is available, withdraw the query and ask somebody else.',
    retryable: false,
  },
  'query-closed': {
    status: 409,
    title: 'The query has ended',
    detail: 'It was answered or withdrawn. Raise another one if something is still unclear.',
    retryable: false,
  },
  'answer-misfit': {
    status: 422,
    title: 'The answer does not fit the question',
    detail:
      'A question with options is answered by one of them, `other` or `cannot-be-determined`; an open one by `text` or `cannot-be-determined`.',
    retryable: false,
  },
  'queries-too-many': {
    status: 409,
    title: 'The encounter has as many queries as it can have',
    detail: 'At most 50 queries, ended ones included. Talk to the physician.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
