import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about collections. */
export const collectionFailures = {
  'placement-conditions-missing': {
    status: 409,
    title: 'Nothing may be placed yet',
    detail:
      'Each named account lacks a condition; `missing` names the conditions, and `errors` the account or claim that lacks each. `listCandidates` shows from which day each one is met.',
    retryable: false,
  },
  'placement-too-large': {
    status: 409,
    title: 'Too much at a time',
    detail:
      'At most 10 accounts and 20 claims go to an agency at a time. Name fewer, or only some of the claims (`claimIds`).',
    retryable: false,
  },
  'agency-closed': {
    status: 409,
    title: 'Nothing more is placed with this agency',
    detail: 'It is marked as closed. Name another one, or replace the agency without `isClosed`.',
    retryable: false,
  },
  'case-not-in-state': {
    status: 409,
    title: 'The placement is in another state',
    detail: 'The agency can return what it has; the office can recall what an agency has or has returned. See `state`.',
    retryable: false,
  },
  'case-owes-nothing': {
    status: 409,
    title: 'Nothing is owed on the placement',
    detail: 'Its claims are paid or written off: apply the cash to other claims of the account, or refund it.',
    retryable: false,
  },
  'nothing-to-tell': {
    status: 409,
    title: 'There is nothing to tell the agency',
    detail: 'Nothing was placed, recalled or changed since the last file. Deliver the last one again, if it was lost.',
    retryable: false,
  },
  'agency-file-by-hand': {
    status: 409,
    title: 'The agency’s files are not sent automatically',
    detail: 'The agency names no trading partner with a delivery. Fetch the file (`getAgencyFile`), or name one.',
    retryable: false,
  },
  'agency-remit-differs': {
    status: 422,
    title: 'The file does not add up, or has a line that cannot be read',
    detail:
      'Nothing was booked. `errors` names each line and what is wrong with it. Ask the agency for a corrected file.',
    retryable: false,
  },
  'agency-remit-known': {
    status: 409,
    title: 'The file was taken before',
    detail: 'The same bytes are the remittance `remitId`, of this or another agency. Nothing was booked again.',
    retryable: false,
  },
  'remit-line-not-borne': {
    status: 409,
    title: 'There is nothing for the office to bear',
    detail:
      'Only a reversal of money that the agency had is borne. What went to another account is taken back there first; what is left of the payment comes back by a match (`matchRemitLine`).',
    retryable: false,
  },
  'remit-line-not-waiting': {
    status: 409,
    title: 'The line does not wait for anybody',
    detail: 'It is booked already; its `caseId` says for which placement.',
    retryable: false,
  },
  'fees-exceed-owed': {
    status: 409,
    title: 'The office does not owe the agency that much',
    detail: '`owedCents` is what this legal entity owes the agency in fees.',
    retryable: false,
  },
  'interest-not-set': {
    status: 409,
    title: 'The office asks for no interest',
    detail: 'No rate is set in `collections.interest` of the billing settings.',
    retryable: false,
  },
  'interest-not-allowed': {
    status: 409,
    title: 'Nothing says that the state allows interest',
    detail:
      'Interest is charged only where the office has entered the law of the guarantor’s state with its cap (`collections.states` of the billing settings).',
    retryable: false,
  },
  'interest-not-due': {
    status: 409,
    title: 'There is no interest to charge',
    detail: 'Nothing is owed, it bears no interest yet, it was charged through this day, or the cap is reached.',
    retryable: false,
  },
  'interest-on-plan': {
    status: 409,
    title: 'A payment plan pays the claim',
    detail: 'Interest on instalments is a finance charge (12 CFR 1026.4). End the plan first.',
    retryable: false,
  },
  'interest-reversed-already': {
    status: 409,
    title: 'The interest was taken back',
    detail: 'Each charge is taken back once.',
    retryable: false,
  },
  'interest-paid': {
    status: 409,
    title: 'The patient no longer owes the interest',
    detail: 'It was paid, or is in bad debt. Take the payment off first, refund it, or recall the placement.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
