/** Why a claim cannot be sent as it is, in words for the person who corrects it. Claims in `held` name these codes. */
export const holdReasons = {
  'prior-answer-missing':
    'A payer that is billed before this one has not answered here, and its answer goes with this claim. Post its remittance, or enter it by hand (`enterPriorAnswer`). Then have the claim assembled again (`reassembleClaim`).',
  'already-asked':
    'This payer has the claim already: it has answered, or the payer before it has forwarded the claim. Withdraw this filing; it would arrive twice.',
  'prior-line-unmatched':
    'A line of an earlier payer’s answer cannot be matched to a line of the claim. Enter that payer’s answer by hand (`enterPriorAnswer`), by your lines: where it put several of them into one, divide its payment and adjustments among them. Then have the claim assembled again (`reassembleClaim`).',
  'prior-line-unanswered':
    'An earlier payer has not answered a line of the claim. Post the rest of its answer; or, where it put this line into another, enter its answer by hand (`enterPriorAnswer`), divided among your lines. Then have the claim assembled again (`reassembleClaim`).',
  'prior-line-differs':
    'What an earlier payer paid for a line and its adjustments do not add up to the line’s charge. Enter the correct answer of that payer by hand (`enterPriorAnswer`), then have the claim assembled again (`reassembleClaim`).',
  'prior-claim-differs':
    'What an earlier payer paid and all its adjustments do not add up to the claim’s charge. Enter the correct answer of that payer by hand (`enterPriorAnswer`), then have the claim assembled again (`reassembleClaim`).',
  'sent-claim-missing':
    'A void says what the payer has, and that claim is not on file here. Void it where it was sent from.',
  'disclosure-forbidden':
    'The patient paid in full and forbade the office to tell the plan (45 CFR 164.522(a)). No payer may be billed. If that is wrong, correct the encounter.',
  'patient-missing': 'The encounter’s patient is not on file. Enter the patient.',
  'coverage-missing': 'The coverage that is billed is no longer on file. Enter it again.',
  'coverage-inactive':
    'The coverage is not active on the first day of service. Correct its dates, or bill another coverage.',
  'other-coverage-missing':
    'A coverage that is billed before or after this payer, or its payer, is no longer on file. Enter it again.',
  'payer-missing': 'The coverage’s payer is not on file. Enter the payer.',
  'subscriber-missing':
    'The patient is a dependent, but the coverage names no subscriber. Add the subscriber to the coverage.',
  'relationship-not-sendable':
    'A claim cannot state this relationship of the patient to the subscriber. Correct it on the coverage.',
  'billing-provider-missing': 'The billing provider is not on file. Enter the provider.',
  'billing-set-up-missing': 'The billing provider is not set up for billing. Add its tax id, address and submitter.',
  'legal-entity-changed':
    'The billing provider’s tax id has changed since the charges were booked, so the claim is in another legal entity’s books. Set the former tax id again to send it.',
  'provider-number-missing':
    'A provider has no NPI and no number with this payer. Add the payer’s number of the provider (`payerNumbers`).',
  'enrollment-not-active':
    'The payer does not take electronic claims of the billing provider yet, or no more, by the provider’s enrolment. Complete the enrolment, and set its status to active.',
  'billing-postal-code-short': 'The billing provider’s postal code needs nine digits. Complete it on the provider.',
  'rendering-provider-missing': 'The rendering provider is not on file. Enter the provider.',
  'referring-provider-missing': 'The referring provider is not on file. Enter the provider.',
  'referring-provider-not-a-person':
    'The referring provider is an organization. Only a person can refer: name the person.',
  'primary-care-provider-missing': 'The primary care provider is not on file. Enter the provider.',
  'primary-care-provider-not-a-person': 'The primary care provider is an organization. Name the person.',
  'purchased-service-provider-missing': 'Who sold the service is not on file. Enter the provider.',
  'ordering-provider-missing': 'The ordering provider is not on file. Enter the provider.',
  'ordering-provider-not-a-person':
    'The ordering provider is an organization. Only a person can order: name the person.',
  'supervising-provider-missing': 'The supervising provider is not on file. Enter the provider.',
  'supervising-provider-not-a-person':
    'The supervising provider is an organization. Only a person can supervise: name the person.',
  'attending-provider-missing':
    'The claim names no attending provider, or one who is not on file. Name the person who has overall responsibility for the patient’s care.',
  'attending-provider-not-a-person':
    'The attending provider is an organization. Only a person can attend: name the person.',
  'operating-provider-missing': 'An operating provider is not on file. Enter the provider.',
  'operating-provider-not-a-person':
    'An operating provider is an organization. Only a person can operate: name the person.',
  'assistant-provider-missing': 'The dentist who assisted is not on file. Enter the provider.',
  'assistant-provider-not-a-person':
    'The provider who assisted the surgeon is an organization. Only a person can assist: name the person.',
  'billing-provider-is-a-person':
    'Only an organization can bill an institutional claim. Name the facility as billing provider.',
  'admission-date-missing':
    'An inpatient’s claim needs the day of admission. Correct the encounter (`correctEncounter`), and enter it.',
  'admission-type-missing':
    'An inpatient’s claim needs the type of admission. Correct the encounter (`correctEncounter`), and enter it.',
  'discharge-status-missing':
    'An institutional claim needs the patient’s discharge status. Correct the encounter (`correctEncounter`), and enter it.',
  'facility-missing': 'The facility is not on file. Enter the facility.',
  'diagnosis-missing': 'The claim has no diagnosis. It needs at least one.',
  'too-many-diagnoses':
    'The claim has more diagnoses than its form can carry: 12 on a professional claim, 25 on an institutional one, 4 on a dental one.',
  'line-missing': 'The claim has no service line. It needs at least one.',
  'too-many-lines':
    'The claim has more service lines than its form can carry: 50 on a professional or dental claim, 999 on an institutional one.',
  'pointer-missing': 'A line points to no diagnosis. Each line needs at least one pointer.',
  'pointer-dangling': 'A line points to a diagnosis that the encounter does not have. Correct the pointer.',
  'charge-differs': 'The charges of the lines do not add up to the charge of the claim.',
  'on-hold': 'A person holds the claim; `hold` says why, and until when. Release it to send it.',
  'edits-refuse':
    'Since the encounter was finalised, something has changed on file, and edits refuse it now. The other reasons on the claim name the edits: see docs/edits.md.',
  'claim-has-errors':
    'The claim has errors, so its file could not be written or its payer would refuse it. The other reasons on the claim name each error and its place.',
} as const;

export type HoldReason = keyof typeof holdReasons;
