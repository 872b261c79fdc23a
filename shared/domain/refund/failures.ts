import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about refunds. */
export const refundFailures = {
  'refund-exceeds-credit': {
    status: 409,
    title: 'The credit is less than that',
    detail: 'At most `creditCents` can be given back. Nothing was booked.',
    retryable: false,
  },
  'refund-not-in-state': {
    status: 409,
    title: 'The refund is in another state',
    detail:
      'Read the refund again: its `state` says how far it is. A requested one can be approved or declined, an approved one sent or declined, a sent one cleared or stopped. Stop a sent one before you decline it. An unclaimed one can be remitted, stopped or cleared. One that is cleared, remitted or declined is over.',
    retryable: false,
  },
  'refund-not-dormant': {
    status: 409,
    title: 'The owner may still claim it',
    detail: 'The state takes it over on `unclaimedOn` (the billing settings’ `unclaimed` say after how many months).',
    retryable: false,
  },
  'refund-exempt': {
    status: 409,
    title: 'The state never takes it over',
    detail:
      'The state’s law exempts so small an amount, or what businesses owe each other (`exemptCents`, `businesses` of the billing settings’ `unclaimed`). Send it to its owner, or decline it.',
    retryable: false,
  },
  'owner-not-notified': {
    status: 409,
    title: 'The owner was not notified',
    detail:
      'The state’s law requires a letter to the owner first, from `noticeFrom` on. Send it and note its day (`noteRefundOwner`), then report it.',
    retryable: false,
  },
  'refund-not-acknowledged': {
    status: 409,
    title: 'The remittance does not acknowledge the check',
    detail:
      'A payer’s remittance acknowledges the check when it has a provider-level adjustment 72 or B2 of at least the check’s amount, which has acknowledged no other check, and also takes back the claim’s answer. If the payer has taken the money back without the check, stop and decline the refund.',
    retryable: false,
  },
  'refund-without-address': {
    status: 409,
    title: 'Nobody knows where the check goes',
    detail:
      'The payee (`refundId`) has no address on record. Decline the refund, enter the address, and ask for it again.',
    retryable: false,
  },
  'payment-refunded': {
    status: 409,
    title: 'Some of the payment was given back, or will be',
    detail:
      'Decline or stop the refund of the payment (`refundId`) first, then reverse the payment. If the refund has cleared and the bank returned the payment, `bearsRefunds` turns the refunded part into bad debt.',
    retryable: false,
  },
  'credit-not-paid': {
    status: 409,
    title: 'The patient has not paid that much of the claim',
    detail:
      'The patient has paid `paidCents` of it. The rest of the credit is a write-off, a discount or a share of an employer that has been too large since the payer corrected its answer: take that back (`reverseAdjustment`, `reverseAccountCharge`).',
    retryable: false,
  },
  'refund-with-agency': {
    status: 409,
    title: 'A collection agency has the claim',
    detail:
      'The credit may be a share in bad debt that the payer has lowered since. Make the next file to the agency (`createAgencyFile`), which settles it, or recall the placement.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
