import { officeRules } from '../coding-rules/office-rules.ts';
import { invariant } from '../result.ts';
import { anesthesiaRules } from './anesthesia.ts';
import { authorizationRules } from './authorizations.ts';
import { casualtyRules } from './casualty.ts';
import { certificateRules } from './certificates.ts';
import { chargeRules } from './charges.ts';
import { chiropracticRules } from './chiropractic.ts';
import { codeRules } from './codes.ts';
import { dateRules } from './dates.ts';
import { orderRules } from './diagnosis-order.ts';
import { patientRules } from './diagnosis-patient.ts';
import { medicareDrugRules } from './drugs-for-medicare.ts';
import { facilityVisitRules } from './facility-visits.ts';
import type { EditRule } from './finding.ts';
import { formRules } from './forms.ts';
import { lateralityRules } from './laterality.ts';
import { lineRules } from './lines.ts';
import { medicareFacilityRules } from './medicare-facilities.ts';
import { modifierRules } from './modifiers.ts';
import { uncheckedRules } from './not-checked.ts';
import { orderedServiceRules } from './ordered-services.ts';
import { pairRules } from './pairs.ts';
import { partyRules } from './parties.ts';
import { paymentRules } from './payment.ts';
import { peopleRules } from './people-and-places.ts';
import { placeRules } from './places.ts';
import { admissionRules } from './present-on-admission.ts';
import { priceRules } from './prices.ts';
import { requirementRules } from './procedure-requirements.ts';
import { repetitionRules } from './repeated-services.ts';
import { shapeRules } from './shape.ts';
import { decisionRules } from './surgery-decisions.ts';
import { surgeryRules } from './surgery-modifiers.ts';
import { noteRules } from './tabular-notes.ts';
import { timeRules } from './time.ts';
import { transportRules } from './transports.ts';
import { unitRules } from './units.ts';

/** Every edit id, grouped as `docs/edits.md` shows them. The list is closed: each finding has one of these ids. */
export const editGroups = {
  'The encounter as a whole': shapeRules,
  'The kind of encounter': formRules,
  'Visits and stays at hospitals': facilityVisitRules,
  'Facilities’ bills to Medicare': medicareFacilityRules,
  'Days of service': dateRules,
  'People, places and coverages on record': partyRules,
  'Codes of the official lists': codeRules,
  'Lines and diagnoses as they stand': lineRules,
  'Diagnosis and patient': patientRules,
  'Order of diagnoses': orderRules,
  'Notes of the tabular list': noteRules,
  Sides: lateralityRules,
  'Present on admission': admissionRules,
  'What a procedure asks': requirementRules,
  'Ordered services': orderedServiceRules,
  'Work injuries and car accidents': casualtyRules,
  'Certificates of medical necessity': certificateRules,
  'Chiropractors’ services': chiropracticRules,
  'Transports by ambulance': transportRules,
  'Drugs for Medicare': medicareDrugRules,
  Anesthesia: anesthesiaRules,
  'Place of service': placeRules,
  Charges: { ...chargeRules, ...priceRules },
  'Pairs of procedures': pairRules,
  Units: unitRules,
  'Services billed before': repetitionRules,
  Modifiers: modifierRules,
  'Modifiers by the fee schedule': surgeryRules,
  'Visits before surgery': decisionRules,
  Time: timeRules,
  'Coverage and payment': paymentRules,
  'Prior authorisations': authorizationRules,
  'Providers and addresses': peopleRules,
  'Rules of the office': officeRules,
  'What was not checked': uncheckedRules,
} as const satisfies Readonly<Record<string, Readonly<Record<string, EditRule>>>>;

type KeysOfAll<Groups> = Groups extends unknown ? keyof Groups : never;

/** The id of an edit. */
export type EditId = KeysOfAll<(typeof editGroups)[keyof typeof editGroups]> & string;

/** What each id means. */
export const editRules = Object.assign({}, ...Object.values(editGroups)) as Readonly<Record<EditId, EditRule>>;

/** The meaning of an edit's id. @throws when an edit used an id that is not in the list */
export function ruleOf(editId: string): EditRule {
  const rule = (editRules as Readonly<Record<string, EditRule>>)[editId];
  invariant(rule !== undefined, 'a finding has an id of the list');
  return rule;
}
