/** Why another system's claim waits, in words for the person who corrects it. */
export const waitReasons = {
  'not-chargeable':
    'The transaction reports encounters (RP) or takes over another plan’s payment (31): nobody is billed by it. Dismiss the claim.',
  'predetermination-elsewhere':
    'The claim asks what a payer would pay, and is not a dentist’s, or does not go to the first payer. It cannot be followed here. Dismiss the claim, and look for its answer in the other system.',
  'control-number-missing': 'The claim has no patient control number. Have the file made again with one.',
  'control-number-ours':
    'The patient control number has the form of Superbill’s own, and no claim here has it. Take the claim in where it was made.',
  'number-taken':
    'Another claim here has this patient control number and different content. Give this one another number in the other system, or dismiss it.',
  'corrects-claim':
    'The claim corrects one that is here, adds to it or voids it, and a payer has answered that one, or it is on its way out. Change the content of that one (`correctClaim`), or void it (`voidClaim`), then dismiss this one.',
  'corrected-claim-missing':
    'The claim voids one that is not here, or adds late charges to it. Take that one in first, then try again.',
  'file-findings': 'The claim breaks the rules of its guide, so it is not sent from here. Have the file made again.',
  'charge-invalid': 'The charge is below zero or too large. Have the file made again.',
  'charge-differs': 'The charges of the lines do not add up to the charge of the claim. Have the file made again.',
  'line-missing': 'The claim has no service line. Have the file made again.',
  'service-date-missing': 'The claim names no day of service. Have the file made again.',
  'member-id-missing': 'The claim has no member id of the subscriber, or of another coverage. Have it made again.',
  'payer-unknown': 'No payer here has this id in claims (`claimPayerId`). Enter the payer, then try again.',
  'payer-ambiguous':
    'Several payers here have this id in claims (`claimPayerId`) and the same filing indicator. Correct one, then try again.',
  'payer-order-unclear':
    'Two coverages of the claim have the same place among its payers, or none. Have it made again.',
  'payers-too-many': 'The claim has more than three payers. Enter it by hand.',
  'earlier-payer-missing': 'The claim goes to a later payer, and names none before it. Have the file made again.',
  'earlier-answer-missing':
    'The claim goes to a later payer, and does not say what the one before it paid. Enter it as an opening claim.',
  'billing-provider-unknown': 'No provider here has this NPI. Enter the provider with its billing, then try again.',
  'billing-provider-ambiguous':
    'Several providers here bill under this NPI, and the taxonomy does not tell which. Correct one, then try again.',
  'billing-set-up-missing': 'The billing provider is not set up for billing. Add its billing, then try again.',
  'tax-id-differs':
    'The billing provider bills here under another tax id, so the claim belongs in other books. Correct the provider, or dismiss the claim.',
  'rendering-provider-unknown': 'No provider here has this NPI. Enter the rendering provider, then try again.',
  'rendering-provider-ambiguous': 'Several providers here have this NPI and taxonomy. Correct one, then try again.',
  'patient-ambiguous':
    'Several patients here fit, or one of the same member id and birth date has another first name: it may be a twin. Give the right one this coverage, then try again.',
  'patient-incomplete':
    'The patient is not here, and the claim lacks a name, birth date, gender or whole address (street, city, state and postal code) of theirs. Enter the patient with the coverage, then try again.',
  'subscriber-incomplete':
    'The coverage is not on file, and the claim does not say how the patient is related to its subscriber, or who the insured employer is. Enter the coverage, then try again.',
  'coverage-order-taken':
    'The coverage is not here, and the patient has three others on that day. End one that is over, then try again.',
} as const;

export type WaitCode = keyof typeof waitReasons;

/** Why a claim waits. `identity` is the number of a payer or a provider that is not known here, never one of a patient. */
export interface WaitReason {
  readonly code: WaitCode;
  readonly identity?: string;
  /** The reader's finding, and its loop by the guide's number. */
  readonly finding?: string;
  readonly loop?: string;
}
