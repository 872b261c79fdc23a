import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests to ask payers. */
export const inquiryFailures = {
  'inquiry-channel-missing': {
    status: 409,
    title: 'No channel is set up for asking this payer',
    detail:
      'The payer’s receiver has no channel for inquiries. Set it up: PUT /v1/inquiry-channels/{receiverId}, with the payer’s `receiver.id`.',
    retryable: false,
  },
  'eligibility-attestation-missing': {
    status: 409,
    title: 'The provider has no attestation for Medicare’s eligibility system',
    detail:
      'Medicare refuses inquiries of an NPI without attestation. Once it is made, record it with the provider’s enrolment: `transactions` with kind `eligibility` and status `active`.',
    retryable: false,
  },
  'inquiry-over': {
    status: 409,
    title: 'The inquiry can no longer be cancelled',
    detail: 'It is being asked at this moment, or was answered or cancelled before. Ask again with a new one.',
    retryable: false,
  },
  'inquiry-needs-nobody': {
    status: 409,
    title: 'The inquiry needs nobody’s attention',
    detail:
      'Only one that failed, that went out in a file, or whose answer needs a look can be dismissed, once. One that was not asked yet can be cancelled.',
    retryable: false,
  },
  'inquiry-underway': {
    status: 409,
    title: 'The payer is being asked about the claim',
    detail:
      '`inquiryId` names the question: its answer comes with it (`listStatusInquiries`). It can be asked again once it has failed, or has had no answer for four days, or somebody has dismissed it.',
    retryable: false,
  },
  'claim-not-with-payer': {
    status: 409,
    title: 'No payer has the claim',
    detail:
      'A payer can be asked about a claim that was sent to it, until it has answered for good. Documents can be sent once the claim was. The claim’s `state` says how far it is (`getClaim`).',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
