import type { FailureMeaning } from '../result.ts';

/** Failures of requests about the self-audit. */
export const selfAuditFailures = {
  'self-audit-unended': {
    status: 409,
    title: 'The self-audit has not ended',
    detail: 'Its flags are written when everything was read. `GET /v1/self-audits/{selfAuditId}` says how far it is.',
    retryable: true,
  },
  'audit-case-ended': {
    status: 409,
    title: 'The case has ended',
    detail: 'It was dismissed or confirmed. The action `reopen` opens it again, with a reason.',
    retryable: false,
  },
  'audit-case-not-ended': {
    status: 409,
    title: 'The case has not ended',
    detail: 'Only a case that was dismissed or confirmed can be opened again.',
    retryable: false,
  },
  'audit-case-full': {
    status: 409,
    title: 'The case has as much as it can hold',
    detail:
      'At most 50 notes, 100 pieces of evidence, 50 disclosures, 50 people and 20 decisions. It can still be decided.',
    retryable: false,
  },
  'overpayment-not-identified': {
    status: 409,
    title: 'No overpayment was identified',
    detail:
      'An investigation postpones the return of an overpayment. Say first when the overpayment was identified (`identify`).',
    retryable: false,
  },
  'evidence-missing': {
    status: 422,
    title: 'There is no such evidence',
    detail:
      'Evidence is a document or a note of an encounter, by the ids of both; or a claim, a call or message, or a document that came. It has to be on record first.',
    retryable: false,
  },
  'condition-gap-ended': {
    status: 409,
    title: 'The gap has ended',
    detail: 'It was coded, linked or dismissed. The action `reopen` opens it again, with a reason.',
    retryable: false,
  },
  'condition-gap-open': {
    status: 409,
    title: 'The gap is open',
    detail: 'Only a gap that has ended can be opened again.',
    retryable: false,
  },
  'condition-not-coded': {
    status: 409,
    title: 'The encounter does not code the condition',
    detail:
      'A gap is linked to a final encounter of the same patient and year whose diagnoses have the category. Code a condition only where the encounter documents it; otherwise leave the gap, or dismiss it with a reason.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
