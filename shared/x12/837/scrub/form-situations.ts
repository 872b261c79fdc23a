import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import { changeReasonProblem } from '../../../domain/claim/correction/change-reason.ts';
import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { DentalService } from '../../../domain/claim/dental-line.ts';
import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import { isSecondaryValue } from '../../../domain/claim/medicare-secondary-values.ts';
import { admittingBillTypes } from '../../../domain/encounter/kinds.ts';
import { isTransportRevenue } from '../../../domain/encounter/transport.ts';
import { isPlaceOfService } from '../../../domain/practice/place-of-service.ts';
import {
  checkAccident,
  checkDiagnosis,
  checkDrug,
  checkFacility,
  checkModifiers,
  checkProvider,
  isToMedicare,
  isToMedicareSecond,
  type NoteSituation,
} from './situations.ts';

/* Rules for claims of facilities and dentists that payers enforce, in addition to those for every claim. */

const operating = ['operatingProvider', 'otherOperatingProvider'] as const;
const facilityLineProviders = [...operating, 'renderingProvider', 'referringProvider'] as const;
const facilityProviders = ['attendingProvider', ...facilityLineProviders] as const;

/** The rules that only claims of facilities have. */
export function checkInstitutionalClaim(claim: InstitutionalClaim, note: NoteSituation): void {
  const { attendingProvider, serviceLines, facilityType, admittingDiagnosis, admissionSource } = claim;
  if (attendingProvider === undefined && !serviceLines.every(({ revenueCode }) => isTransportRevenue(revenueCode))) {
    note('facility-without-attending', '/attendingProvider');
  }
  const isAdmitted = admittingBillTypes.has(facilityType);
  const isTold = claim.values?.some(({ code }) => isSecondaryValue(code)) === true;
  if (isToMedicareSecond(claim) && !isTold) note('medicare-secondary-reason-missing', '/values');
  const unreasoned = isToMedicare(claim) ? changeReasonProblem(claim.frequency, claim.conditionCodes) : undefined;
  if (unreasoned !== undefined) note(unreasoned, '/conditionCodes');
  if (isAdmitted && admittingDiagnosis === undefined) note('admitting-diagnosis-missing', '/admittingDiagnosis');
  if (isAdmitted && admissionSource === undefined) note('admission-source-missing', '/admissionSource');
  for (const field of facilityProviders) checkProvider(claim[field], `/${field}`, note);
  checkFacility(claim, '', note);
  for (const [at, diagnosis] of diagnosesOf(claim)) checkDiagnosis(diagnosis, at, note);
  for (const [index, line] of serviceLines.entries()) {
    const at = `/serviceLines/${index}`;
    const { procedureKind, procedure = '' } = line;
    if (procedureKind === 'HC' && !/^[A-Z0-9]{5}$/.test(procedure)) note('procedure-malformed', `${at}/procedure`);
    checkModifiers(line.modifiers, at, note);
    for (const field of facilityLineProviders) checkProvider(line[field], `${at}/${field}`, note);
    checkDrug(line, `${at}/drug`, note);
  }
}

/** All diagnoses of a facility's claim with their places. */
function diagnosesOf(claim: InstitutionalClaim): readonly (readonly [string, Diagnosis])[] {
  const listed = (['diagnoses', 'externalCauses', 'reasonsForVisit'] as const).flatMap((field) =>
    (claim[field] ?? []).map((diagnosis, index) => [`/${field}/${index}`, diagnosis] as const),
  );
  const { admittingDiagnosis } = claim;
  return admittingDiagnosis === undefined ? listed : [...listed, ['/admittingDiagnosis', admittingDiagnosis]];
}

const dentists = ['renderingProvider', 'assistantSurgeon', 'supervisingProvider'] as const;

/** The rules that only claims of dentists have. */
export function checkDentalClaim(claim: DentalClaim, note: NoteSituation): void {
  if (!isPlaceOfService(claim.placeOfService)) note('place-of-service-unknown', '/placeOfService');
  checkAccident(claim, note);
  for (const field of [...dentists, 'referringProvider', 'referringPrimaryCareProvider'] as const) {
    checkProvider(claim[field], `/${field}`, note);
  }
  checkFacility(claim, '', note);
  for (const [index, diagnosis] of claim.diagnoses.entries()) checkDiagnosis(diagnosis, `/diagnoses/${index}`, note);
  for (const [index, line] of claim.serviceLines.entries()) checkDentalLine(line, `/serviceLines/${index}`, note);
}

function checkDentalLine(line: DentalService, at: string, note: NoteSituation): void {
  const { procedureKind, procedure, placeOfService } = line;
  if (procedureKind === 'AD' && !/^[A-Z0-9]{5}$/.test(procedure)) note('procedure-malformed', `${at}/procedure`);
  checkModifiers(line.modifiers, at, note);
  if (placeOfService !== undefined && !isPlaceOfService(placeOfService)) {
    note('place-of-service-unknown', `${at}/placeOfService`);
  }
  for (const field of dentists) checkProvider(line[field], `${at}/${field}`, note);
  checkFacility(line, at, note);
}
