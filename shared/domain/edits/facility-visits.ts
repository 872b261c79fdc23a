import { type DraftOfForm, isDraftOf } from '../encounter/encounter.ts';
import { isNotice } from '../encounter/kinds.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What every payer wants to know of a hospital's visits and stays, by the guide and the NUBC's form locators. */
export const facilityVisitRules = {
  'visit-reason-missing': {
    checks:
      'An outpatient’s visit that was not scheduled (type of bill 013x or 085x, admission type 1, 2 or 5, with an emergency, urgent care or observation: revenue code 045x, 0516, 0526, 0762) says why the patient came.',
    severity: 'warning',
    source:
      '837I, loop 2300, patient’s reason for visit; Medicare Claims Processing Manual, chapter 25, 75.6, form locator 70',
  },
  'stay-hours-missing': {
    checks:
      'A hospital’s bill of a stay states the hour of admission, and the last one (frequency 1 or 4) that of discharge. A notice states neither.',
    severity: 'warning',
    source: '837I, loop 2300, admission date and hour, discharge hour; NUBC, form locators 13 and 16',
  },
} as const satisfies EditRules;

const finding = findingsOf(facilityVisitRules);

type FacilityDraft = DraftOfForm['institutional'];

const unscheduled: ReadonlySet<string> = new Set(['1', '2', '5']);
const unscheduledRevenue = /^(?:045\d|0516|0526|0762)$/;
/** Hospitals' stays, by the first two digits of their types of bill. */
const hospitalStays: ReadonlySet<string> = new Set(['11', '18', '41']);

export const facilityVisitsAreWhole: Edit = (encounter) =>
  isDraftOf('institutional', encounter) ? [...reasonFindings(encounter), ...hourFindings(encounter)] : [];

function reasonFindings({ typeOfBill, admissionType = '', reasonsForVisit, lines }: FacilityDraft): readonly Finding[] {
  const isUnscheduled =
    /^0(?:13|85)/.test(typeOfBill) &&
    unscheduled.has(admissionType) &&
    lines.some(({ revenueCode }) => unscheduledRevenue.test(revenueCode));
  if (!isUnscheduled || reasonsForVisit !== undefined) return [];
  const fix = { words: 'give the diagnosis or complaint for which the patient came (reasonsForVisit)' };
  return [finding('visit-reason-missing', '/reasonsForVisit', 'the bill does not say why the patient came', { fix })];
}

function hourFindings({ typeOfBill, admissionTime, dischargeTime }: FacilityDraft): readonly Finding[] {
  if (!hospitalStays.has(typeOfBill.slice(1, 3)) || isNotice(typeOfBill)) return [];
  const isLast = typeOfBill.endsWith('1') || typeOfBill.endsWith('4');
  return [
    ...(admissionTime === undefined
      ? [finding('stay-hours-missing', '/admissionTime', 'the hour of admission is missing')]
      : []),
    ...(isLast && dischargeTime === undefined
      ? [finding('stay-hours-missing', '/dischargeTime', 'the hour of discharge is missing')]
      : []),
  ];
}
