/** Why a claim cannot be sent as it is, in words for the person who mends it. `held` claims name these codes. */
export const holdReasons = {
  'patient-missing': 'The encounter’s patient is not on file.',
  'coverage-missing': 'The coverage that was charged is no longer on file.',
  'coverage-inactive': 'The coverage is not active on the first day of service.',
  'payer-missing': 'The coverage’s payer is not on file.',
  'subscriber-missing': 'The patient is a dependent, and the coverage does not say whose insurance it is.',
  'relationship-not-sendable': 'The patient’s relationship to the subscriber is not one that a claim can state.',
  'billing-provider-missing': 'The billing provider is not on file.',
  'billing-set-up-missing': 'The billing provider has no tax id, address and submitter for billing.',
  'legal-entity-changed':
    'The billing provider’s tax id has changed since the charges were booked, and the claim is in the former legal entity’s books.',
  'billing-postal-code-short': 'The billing provider’s postal code needs nine digits.',
  'rendering-provider-missing': 'The rendering provider is not on file.',
  'referring-provider-missing': 'The referring provider is not on file.',
  'referring-provider-not-a-person': 'Only a person can refer.',
  'facility-missing': 'The facility is not on file.',
  'diagnosis-missing': 'A claim needs at least one diagnosis.',
  'too-many-diagnoses': 'A claim carries at most twelve diagnoses.',
  'line-missing': 'A claim needs at least one service line.',
  'too-many-lines': 'A claim carries at most fifty service lines.',
  'pointer-missing': 'A line points to no diagnosis.',
  'pointer-dangling': 'A line points to a diagnosis that the encounter does not have.',
  'charge-differs': 'The lines’ charges are not the claim’s charge.',
  'on-hold': 'A person holds the claim back; `hold` says why, and until when.',
  'not-writable': 'The claim file cannot carry a value of this claim, such as a character or a length.',
} as const;

export type HoldReason = keyof typeof holdReasons;
