import type { ProblemKind } from '../../loops/element-rules.ts';
import type { ContentProblemKind } from '../all-forms/content-problems.ts';
import { type StructureFault, structureFaults } from '../validate/structure-finding.ts';
import type { SituationKind } from './situations.ts';

/**
 * The kind of a finding, by the usual SNIP levels of testing: 1 syntax, 2 the guide, 3 balances, 4 situations, 5 code
 * lists.
 */
export type SnipLevel = 1 | 2 | 3 | 4 | 5;

interface ScrubRule {
  readonly snip: SnipLevel;
  /** What is wrong and, where useful, how to correct it. */
  readonly message: string;
}

export type ScrubKind = ProblemKind | ContentProblemKind | SituationKind | StructureFault | 'envelope-invalid';

/** Every rule of the scrub. The compiler reports missing ones. */
export const scrubRules = {
  missing: { snip: 2, message: 'it is required, but missing' },
  'not-text': { snip: 1, message: 'it is not text' },
  'text-empty': { snip: 2, message: 'it is empty' },
  'text-padded': { snip: 1, message: 'it has blanks at its ends' },
  'text-too-short': { snip: 1, message: 'it is shorter than the element may be' },
  'text-too-long': { snip: 1, message: 'it is longer than the element may be' },
  'character-not-allowed': { snip: 1, message: 'it has a character that an X12 file cannot carry' },
  'delimiter-in-text': { snip: 1, message: 'it contains a delimiter of the file' },
  'placeholder-text': { snip: 1, message: 'it is a text that a mistake in a program produces, not data' },
  'amount-invalid': { snip: 1, message: 'it is not an amount in whole cents' },
  'amount-too-large': { snip: 1, message: 'the amount is too large' },
  'decimal-malformed': { snip: 1, message: 'it is not a decimal number' },
  'number-invalid': { snip: 1, message: 'it is not a whole number' },
  'boolean-invalid': { snip: 1, message: 'it is neither yes nor no' },
  'date-invalid': { snip: 1, message: 'there is no such day' },
  'date-range-reversed': { snip: 2, message: 'it ends before it begins' },
  'code-not-allowed': { snip: 2, message: 'the guide does not have this code' },
  'field-unknown': { snip: 1, message: 'the file has no place for this field' },
  'too-many': { snip: 2, message: 'there are more than the guide allows' },
  'envelope-invalid': {
    snip: 1,
    message: 'it is missing, has the wrong length, or has characters that an envelope cannot carry',
  },
  'claims-missing': { snip: 2, message: 'the file has no claim' },
  'claims-too-many': { snip: 2, message: 'the file has more claims than the guide allows' },
  'charge-differs-from-lines': { snip: 3, message: 'the claim’s charge is not the sum of its lines’ charges' },
  'charge-negative': { snip: 2, message: 'a charge must not be negative' },
  'amount-beyond-guide': { snip: 2, message: 'the amount has more than ten digits' },
  'control-number-beyond-guide': { snip: 2, message: 'the number is so long that payers need not return it' },
  'quantity-not-positive': { snip: 2, message: 'the quantity must be above zero' },
  'diagnosis-missing': { snip: 2, message: 'the claim needs a diagnosis' },
  'diagnosis-code-has-point': { snip: 2, message: 'a diagnosis must be written without its point' },
  'pointer-missing': { snip: 2, message: 'the line has no diagnosis pointer' },
  'pointer-unknown': { snip: 2, message: 'the line points at a diagnosis that the claim does not have' },
  'service-date-missing': { snip: 2, message: 'the line has no date of service' },
  'npi-invalid': { snip: 5, message: 'the check digit of the NPI is wrong' },
  'legacy-id-not-allowed': { snip: 2, message: 'only version 4010 had this number' },
  'tax-id-missing': { snip: 2, message: 'the billing provider must have a tax id' },
  'postal-code-not-nine-digits': { snip: 2, message: 'the billing provider’s postal code must have nine digits' },
  'patient-address-missing': { snip: 4, message: 'the patient’s address is required' },
  'patient-demographics-missing': { snip: 4, message: 'the patient’s date of birth and gender are required' },
  'payer-claim-number-missing': {
    snip: 4,
    message: 'a corrected claim must state the payer’s own number of the claim',
  },
  'patient-detail-not-allowed': { snip: 2, message: 'claims of this form cannot state this about a patient' },
  'coverage-detail-not-allowed': { snip: 2, message: 'claims of this form cannot state this about another payer' },
  'submission-reason-not-allowed': { snip: 2, message: 'only predeterminations have this' },
  'responsibility-repeated': { snip: 4, message: 'two payers have the same position in the billing order' },
  'other-subscriber-missing': { snip: 2, message: 'the other coverage must name its subscriber' },
  'other-payer-missing': { snip: 2, message: 'the other coverage must name its payer' },
  'other-consent-missing': { snip: 2, message: 'the other coverage must state the patient’s consent' },
  'adjustment-group-unknown': { snip: 2, message: 'the group of an adjustment must be CO, CR, OA, PI or PR' },
  'adjudication-payer-unknown': { snip: 4, message: 'the line names a payer that is not on the claim' },
  'line-decision-missing': { snip: 4, message: 'the payer decided line by line, so each line needs its decision' },
  'line-decision-unbalanced': {
    snip: 3,
    message: 'the payer’s payment and reductions do not add up to the line’s charge',
  },
  'claim-decision-unbalanced': {
    snip: 3,
    message: 'the payer’s payment does not agree with its decision on the claim',
  },
  'paid-amount-missing': { snip: 4, message: 'the amount that the payer paid is required, even if it is zero' },
  'decision-date-missing': { snip: 4, message: 'the date of the payer’s decision is required' },
  'decision-date-twice': {
    snip: 4,
    message: 'the date of a decision must be on the lines or on the claim, not on both',
  },
  'remaining-liability-twice': {
    snip: 4,
    message: 'the amount left to pay must be on the lines or on the claim, not on both',
  },
  'billing-provider-is-a-person': {
    snip: 2,
    message: 'the billing provider of a facility’s claim must be an organisation',
  },
  'statement-period-missing': { snip: 2, message: 'a facility’s claim must state the dates that it covers' },
  'discharge-status-missing': { snip: 2, message: 'a facility’s claim must state the discharge status' },
  'admission-date-missing': { snip: 4, message: 'a stay must have its admission date' },
  'admission-type-missing': { snip: 4, message: 'a stay must have its admission type' },
  'revenue-code-not-four-digits': { snip: 5, message: 'a revenue code must have four digits' },
  'procedure-kind-missing': { snip: 2, message: 'a procedure must name its code list' },
  'procedure-missing': { snip: 4, message: 'the line needs a procedure' },
  'non-covered-beyond-charge': { snip: 3, message: 'the amount that is not covered is more than the charge' },
  'element-of-version-4010': { snip: 2, message: 'only version 4010 has this' },
  'prosthesis-unknown': { snip: 2, message: 'a prosthesis must be a first one or a replacement' },
  'prior-placement-missing': { snip: 4, message: 'a replacement must have the date of the prior placement' },
  'surface-unknown': { snip: 5, message: 'there is no such surface of a tooth' },
  'provider-number-missing': { snip: 4, message: 'the provider has neither an NPI nor a number with the payer' },
  'member-number-missing': { snip: 4, message: 'an insured person must have a member number' },
  'filing-indicator-missing': {
    snip: 4,
    message: 'the claim must state the kind of insurance: Medicare, Medicaid, commercial, ...',
  },
  'facility-without-attending': { snip: 4, message: 'a facility’s claim must name the attending provider' },
  'admitting-diagnosis-missing': { snip: 4, message: 'a stay must have its admitting diagnosis' },
  'admission-source-missing': { snip: 4, message: 'a stay must state its admission source' },
  'medicare-secondary-reason-missing': { snip: 4, message: 'the claim must state why Medicare is not billed first' },
  'medicare-secondary-reason-not-wanted': {
    snip: 4,
    message: 'the claim may state this only if Medicare is not billed first',
  },
  'change-reason-missing': {
    snip: 4,
    message:
      'a corrected bill to Medicare must say why: condition code D0 to D4, D7 to D9 or E0, of a void D5 or D6 (`changeReason`)',
  },
  'change-reason-twice': { snip: 4, message: 'a corrected bill to Medicare must have one reason, not several' },
  'service-before-birth': { snip: 4, message: 'the service was before the patient was born' },
  'service-after-death': { snip: 4, message: 'the service was after the patient died' },
  'line-number-repeated': { snip: 4, message: 'two lines have the same control number' },
  'contact-number-missing': { snip: 2, message: 'a contact must have a number' },
  'state-unknown': { snip: 5, message: 'there is no such state' },
  'postal-code-malformed': { snip: 5, message: 'a postal code must have five or nine digits' },
  'taxonomy-malformed': { snip: 5, message: 'a taxonomy code must have ten characters' },
  'place-of-service-unknown': { snip: 5, message: 'there is no such place of service' },
  'inpatient-without-admission': { snip: 4, message: 'services to an inpatient must have the admission date' },
  'accident-date-missing': { snip: 4, message: 'an accident must have its date' },
  'accident-state-missing': {
    snip: 4,
    message: 'an auto accident must have its state, or its country if it was abroad',
  },
  'transport-without-place': { snip: 4, message: 'a transport must have its pick-up and its drop-off address' },
  'place-without-transport': { snip: 4, message: 'only a transport may have this address' },
  'patient-count-without-transport': { snip: 4, message: 'only a transport may have a count of patients' },
  'drug-quantity-missing': { snip: 2, message: 'a drug must have its quantity' },
  'drug-unit-missing': { snip: 2, message: 'a drug must have the unit of its quantity' },
  'drug-code-malformed': { snip: 5, message: 'a national drug code must have eleven digits' },
  'purchase-without-seller': { snip: 4, message: 'a purchased service must name its seller' },
  'facility-address-missing': { snip: 2, message: 'a service facility must have its address' },
  'diagnosis-malformed': { snip: 5, message: 'it does not have the form of a diagnosis' },
  'procedure-malformed': { snip: 5, message: 'it does not have the form of a procedure code' },
  'modifier-malformed': { snip: 5, message: 'it does not have the form of a modifier' },
  ...structureFaults,
} as const satisfies Record<ScrubKind, ScrubRule>;
