import type { FailureMeaning } from '../result.ts';

/** What can be wrong with encounter requests. */
export const encounterFailures = {
  'encounter-not-billable': {
    status: 422,
    title: 'The encounter cannot be billed as it stands',
    detail:
      'See `errors` for each finding: its place in the encounter, its code, and what would clear it. Nothing was posted.',
    retryable: false,
  },
  'encounter-final': {
    status: 409,
    title: 'The encounter is final',
    detail: 'Its charges are posted. A final encounter is not changed and not finalised again.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
