import type { FailureMeaning } from '../result.ts';

/** What can be wrong with a practice’s set-up requests. */
export const practiceFailures = {
  'office-not-set-up': {
    status: 409,
    title: 'The office has no time zone',
    detail:
      'Days of service and of posting go by the office’s time zone. Set it first: PUT /v1/office with `timeZone`.',
    retryable: false,
  },
  'receiver-taken': {
    status: 409,
    title: 'Another trading partner has this receiver',
    detail: 'Payers name their receiver by its id, so each receiver can have one partner only. Change that partner.',
    retryable: false,
  },
  'payer-identity-taken': {
    status: 409,
    title: 'Another payer has this identity',
    detail: 'A payment must lead to one payer: each remittance identity belongs to one payer of your office.',
    retryable: false,
  },
  'payee-identity-taken': {
    status: 409,
    title: 'Another billing provider has this NPI',
    detail: 'A payment must lead to one set of books: each NPI belongs to one billing provider of your office.',
    retryable: false,
  },
  'provider-known': {
    status: 409,
    title: 'Another provider has this NPI and taxonomy code',
    detail:
      'It is the same provider: look for it (GET /v1/providers) and change that one. A provider with two specialties is entered twice, each time with the taxonomy code of one.',
    retryable: false,
  },
  'tax-id-taken': {
    status: 409,
    title: 'Another legal entity has this tax id',
    detail:
      'Only a tax id that was entered wrong is corrected here. If a billing provider has moved to another legal entity, replace the provider.',
    retryable: false,
  },
  'billing-providers-too-many': {
    status: 409,
    title: 'Too many billing providers share this tax id',
    detail: 'The tax id of more than 90 billing providers cannot be corrected in one step.',
    retryable: false,
  },
  'medical-record-number-taken': {
    status: 409,
    title: 'Another patient has this medical record number',
    detail:
      'It is the same patient, or one of the two numbers is wrong: look for the patient by it (`POST /v1/patients/search`).',
    retryable: false,
  },
  'coverage-order-taken': {
    status: 409,
    title: 'Another coverage has this place in the order at the same time',
    detail:
      'A patient has at most one coverage per place in the order on any day. End the other coverage first, or choose another `order`.',
    retryable: false,
  },
  'coverages-too-many': {
    status: 409,
    title: 'The patient has too many coverages',
    detail: 'A patient can have 50 coverages, ended ones included. Change one of them instead.',
    retryable: false,
  },
  'authorizations-too-many': {
    status: 409,
    title: 'The patient has too many prior authorisations',
    detail: 'A patient can have 100 prior authorisations, past ones included. Change one of them instead.',
    retryable: false,
  },
  'authorization-not-askable': {
    status: 422,
    title: 'A payer is asked about codes, not about ranges',
    detail:
      'Name each procedure by its whole code before the payer is asked; ranges and prefixes are for authorisations that the payer answered on paper.',
    retryable: false,
  },
  'fees-unreadable': {
    status: 422,
    title: 'The fees have errors',
    detail:
      'Nothing was changed. Each error names its place: of a CSV file the line and the column. Mend the file and send it again.',
    retryable: false,
  },
  'fees-too-many': {
    status: 422,
    title: 'The schedule would have too many fees',
    detail: 'A schedule has at most 50,000 fees, and at most 500 of one code. Nothing was changed.',
    retryable: false,
  },
  'fee-schedules-too-many': {
    status: 409,
    title: 'The office has as many fee schedules as it can have',
    detail: 'All schedules together fill their record. Replace one that has ended instead of adding another.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
