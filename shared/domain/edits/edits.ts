import type { DraftEncounter } from '../encounter/encounter.ts';
import { anesthesiaIsWhole, anesthesiaTimesAgree } from './anesthesia.ts';
import { authorizationsCover } from './authorizations.ts';
import { casualtiesAreTold } from './casualty.ts';
import { certificatesAreWhole } from './certificates.ts';
import { amountsAreRight, chargesAreKnown, totalsArePositive } from './charges.ts';
import { manipulationsAreWhole } from './chiropractic.ts';
import { diagnosesAreValid, inpatientProceduresAreValid, proceduresAreValid } from './codes.ts';
import { datesExist, datesOfLife, datesOrdered } from './dates.ts';
import { externalCausesAreNotPointedFirst, externalCausesFollow, principalIsAcceptable } from './diagnosis-order.ts';
import { diagnosesFitThePatient, inpatientProceduresFitThePatient } from './diagnosis-patient.ts';
import { anemiaIsShown, discardedDrugsAreSaid } from './drugs-for-medicare.ts';
import type { Edit, EditContext } from './edit.ts';
import { facilityVisitsAreWhole } from './facility-visits.ts';
import type { Finding } from './finding.ts';
import {
  accidentsAreTold,
  ambulancesTransport,
  appliancesHaveTheirDay,
  drugsHaveQuantities,
  facilitiesAreComplete,
  spansAreOrdered,
} from './forms.ts';
import { sidesAgree, sidesAreNamed } from './laterality.ts';
import { diagnosesStandOnce, linesStandOnce, modifiersAreRight, pointersAreRight, unitsAreRight } from './lines.ts';
import {
  admissionNoticesHaveOneDay,
  homeHealthBillsAreWhole,
  ruralVisitsAreMarked,
  visitsSayTheirOrigin,
} from './medicare-facilities.ts';
import {
  bothSidesAreOneModifier,
  modifiersAgree,
  modifiersAreListed,
  noticesAreMedicares,
  telehealthIsWhole,
} from './modifiers.ts';
import { orderedServicesNameWhoOrdered } from './ordered-services.ts';
import { pairsAreAllowed } from './pairs.ts';
import { coverageIsActive, facilityIsKnown, patientIsKnown, payersAreKnown, providersAreKnown } from './parties.ts';
import { firstPayer, severityFor } from './payer-rules.ts';
import {
  authorizationIsThere,
  coveragesAreInOrder,
  medicareIdsAreRight,
  medicareSecondIsExplained,
  servicesAreNecessary,
} from './payment.ts';
import {
  billingAddressIsAStreet,
  groupsNameAPerson,
  postalCodesAreFull,
  providersAreActive,
  providersAreEnrolled,
  taxonomiesAreListed,
} from './people-and-places.ts';
import {
  componentsFitThePlace,
  noncoveredIsSaid,
  placeIsTheFacilitys,
  placesAreInUse,
  statusIsPaid,
} from './places.ts';
import { presentOnAdmissionIsSaid } from './present-on-admission.ts';
import { chargesAreAboveZero, chargesAreNearMedicare, chargesAreNearTheSchedule } from './prices.ts';
import {
  addOnsHaveTheirPrimary,
  drugsHaveTheirNdc,
  testsHaveTheirClia,
  unlistedCodesAreDescribed,
} from './procedure-requirements.ts';
import { frequencyIsKept, visitsAreEnteredOnce } from './repeated-services.ts';
import { ruleOf } from './rules.ts';
import { claimsAreFew, hasDiagnoses, hasLines, placesOfServiceExist } from './shape.ts';
import { decisionsForSurgeryAreSaid } from './surgery-decisions.ts';
import { bilateralIsOneUnit, surgeryModifiersAreAllowed } from './surgery-modifiers.ts';
import { codeFirstIsKept, excludes1IsKept, useAdditionalIsKept } from './tabular-notes.ts';
import { admissionIsDated, filingIsInTime, globalPeriodsAreKept, patientIsAlive } from './time.ts';
import { transportsAreWhole } from './transports.ts';
import { unitsAreLikely } from './units.ts';

/** Whether the encounter can be read at all: these edits use no official table. */
const ofTheRecord: readonly Edit[] = [
  hasLines,
  claimsAreFew,
  hasDiagnoses,
  placesOfServiceExist,
  accidentsAreTold,
  drugsHaveQuantities,
  ambulancesTransport,
  facilitiesAreComplete,
  spansAreOrdered,
  datesExist,
  datesOrdered,
  datesOfLife,
  patientIsKnown,
  providersAreKnown,
  facilityIsKnown,
  coverageIsActive,
  payersAreKnown,
  diagnosesStandOnce,
];

/** Whether the codes are valid, and the lines complete. */
const ofCodesAndLines: readonly Edit[] = [
  diagnosesAreValid,
  proceduresAreValid,
  inpatientProceduresAreValid,
  modifiersAreRight,
  unitsAreRight,
  pointersAreRight,
  linesStandOnce,
  amountsAreRight,
  chargesAreKnown,
  totalsArePositive,
];

const ofDiagnoses: readonly Edit[] = [
  externalCausesFollow,
  externalCausesAreNotPointedFirst,
  principalIsAcceptable,
  diagnosesFitThePatient,
  inpatientProceduresFitThePatient,
  excludes1IsKept,
  codeFirstIsKept,
  useAdditionalIsKept,
  sidesAgree,
  sidesAreNamed,
  presentOnAdmissionIsSaid,
];

const ofProcedures: readonly Edit[] = [
  addOnsHaveTheirPrimary,
  unlistedCodesAreDescribed,
  drugsHaveTheirNdc,
  testsHaveTheirClia,
  orderedServicesNameWhoOrdered,
  anesthesiaIsWhole,
  anesthesiaTimesAgree,
  transportsAreWhole,
  manipulationsAreWhole,
  certificatesAreWhole,
  casualtiesAreTold,
  appliancesHaveTheirDay,
  discardedDrugsAreSaid,
  anemiaIsShown,
  placesAreInUse,
  placeIsTheFacilitys,
  componentsFitThePlace,
  statusIsPaid,
  noncoveredIsSaid,
  chargesAreAboveZero,
  chargesAreNearTheSchedule,
  chargesAreNearMedicare,
  pairsAreAllowed,
  unitsAreLikely,
  visitsAreEnteredOnce,
  frequencyIsKept,
  modifiersAreListed,
  modifiersAgree,
  bothSidesAreOneModifier,
  noticesAreMedicares,
  telehealthIsWhole,
  facilityVisitsAreWhole,
  visitsSayTheirOrigin,
  ruralVisitsAreMarked,
  admissionNoticesHaveOneDay,
  homeHealthBillsAreWhole,
  surgeryModifiersAreAllowed,
  bilateralIsOneUnit,
];

const ofPayment: readonly Edit[] = [
  decisionsForSurgeryAreSaid,
  globalPeriodsAreKept,
  patientIsAlive,
  filingIsInTime,
  admissionIsDated,
  servicesAreNecessary,
  authorizationIsThere,
  authorizationsCover,
  medicareIdsAreRight,
  medicareSecondIsExplained,
  coveragesAreInOrder,
  taxonomiesAreListed,
  providersAreActive,
  providersAreEnrolled,
  groupsNameAPerson,
  billingAddressIsAStreet,
  postalCodesAreFull,
];

/**
 * Every edit, in the order in which findings are shown. A new edit needs a function and a row here, and a group for its
 * ids in `rules.ts`.
 */
export const edits: readonly Edit[] = [
  ...ofTheRecord,
  ...ofCodesAndLines,
  ...ofDiagnoses,
  ...ofProcedures,
  ...ofPayment,
];

/** The edits that compare with the patient's other encounters. */
const ofHistory: readonly Edit[] = [
  authorizationsCover,
  addOnsHaveTheirPrimary,
  visitsAreEnteredOnce,
  frequencyIsKept,
  decisionsForSurgeryAreSaid,
  globalPeriodsAreKept,
];

/** Whether earlier billing makes any difference to the findings. */
export function historyMatters(encounter: DraftEncounter, context: EditContext): boolean {
  if (context.history.length === 0) return false;
  const found = (history: EditContext['history']) => ofHistory.map((edit) => edit(encounter, { ...context, history }));
  return JSON.stringify(found(context.history)) !== JSON.stringify(found([]));
}

/**
 * All findings of all edits, with their severity for the primary payer. Each set that could not be checked is reported
 * once.
 */
export function runEdits(encounter: DraftEncounter, context: EditContext): readonly Finding[] {
  return findingsOfEdits(edits, encounter, context);
}

/** The findings of some edits. */
export function findingsOfEdits(
  some: readonly Edit[],
  encounter: DraftEncounter,
  context: EditContext,
): readonly Finding[] {
  const payer = firstPayer(encounter, context);
  const settings = new Map(payer?.editSeverities?.map(({ editId, severity }) => [editId, severity]));
  const told = new Set<string>();
  return some.flatMap((edit) =>
    edit(encounter, context).flatMap((finding): Finding[] => {
      const severity = settings.get(finding.editId) ?? severityFor(ruleOf(finding.editId), payer);
      if (severity === 'off') return [];
      if (finding.editId === 'not-checked') {
        if (told.has(finding.message)) return [];
        told.add(finding.message);
      }
      return [{ ...finding, severity }];
    }),
  );
}

/** The findings that prevent finalising. */
export function refusingFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'error');
}
