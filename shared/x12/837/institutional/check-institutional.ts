import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import type { InstitutionalService } from '../../../domain/claim/institutional-line.ts';
import { checkClaim, checkCode, checkPlainPatient, checkProviders, checkQuantity } from '../all-forms/check-claims.ts';
import { checkNoOtherForm } from '../all-forms/check-coverages.ts';
import type { NoteProblem } from '../all-forms/content-problems.ts';

/* The rules of 005010X223A2 about the content of claims, besides those of all forms. */

const claimProviders = [
  ...(['attendingProvider', 'operatingProvider', 'otherOperatingProvider', 'renderingProvider'] as const),
  ...(['serviceFacility', 'referringProvider'] as const),
] as const;

const lineProviders = [
  ...(['operatingProvider', 'otherOperatingProvider', 'renderingProvider', 'referringProvider'] as const),
] as const;

/** Types of bill of an inpatient's stay, by their first two digits. */
const inpatientTypes = new Set(['11', '12', '18', '21', '22', '28', '41', '65', '66', '82', '86']);

/** Details of another payer that only other forms have. */
const notOfCoverages = ['supervisingProvider', 'assistantSurgeon'] as const;

export function checkInstitutional(claim: InstitutionalClaim, at: string, note: NoteProblem): void {
  checkClaim(claim, at, note);
  const { submissionReason, statementFrom, statementTo, diagnoses, dischargeStatus } = claim;
  if (submissionReason !== undefined) note('submission-reason-not-allowed', `${at}/submissionReason`);
  if (claim.billingProvider.name.kind !== 'organization')
    note('billing-provider-is-a-person', `${at}/billingProvider/name`);
  if (claim.providerSignatureOnFile !== undefined || claim.explanationOfBenefits !== undefined) {
    note('element-of-version-4010', `${at}/providerSignatureOnFile`);
  }
  if (claim.serviceFacility?.legacyCode !== undefined || claim.serviceFacility?.taxonomy !== undefined) {
    note('element-of-version-4010', `${at}/serviceFacility`);
  }
  if (statementFrom === undefined || statementTo === undefined) note('statement-period-missing', `${at}/statementTo`);
  if (diagnoses.length === 0) note('diagnosis-missing', `${at}/diagnoses`);
  checkCodes(claim, at, note);
  if (dischargeStatus === undefined) note('discharge-status-missing', `${at}/dischargeStatus`);
  if (inpatientTypes.has(claim.facilityType)) checkStay(claim, at, note);
  checkPlainPatient(claim, at, note);
  checkNoOtherForm(claim, notOfCoverages, at, note);
  checkProviders(claim, claimProviders, at, note);
  for (const [index, line] of claim.serviceLines.entries()) checkLine(line, `${at}/serviceLines/${index}`, note);
}

function checkCodes(
  { diagnoses, externalCauses = [], reasonsForVisit = [], admittingDiagnosis }: InstitutionalClaim,
  at: string,
  note: NoteProblem,
): void {
  for (const [index, { code }] of diagnoses.entries()) checkCode(code, `${at}/diagnoses/${index}`, note);
  for (const [index, { code }] of externalCauses.entries()) checkCode(code, `${at}/externalCauses/${index}`, note);
  for (const [index, { code }] of reasonsForVisit.entries()) checkCode(code, `${at}/reasonsForVisit/${index}`, note);
  if (admittingDiagnosis !== undefined) checkCode(admittingDiagnosis.code, `${at}/admittingDiagnosis`, note);
}

/** An inpatient has an admission date. */
function checkStay(claim: InstitutionalClaim, at: string, note: NoteProblem): void {
  if (claim.admissionDate === undefined) note('admission-date-missing', `${at}/admissionDate`);
  if (claim.admissionType === undefined) note('admission-type-missing', `${at}/admissionType`);
}

function checkLine(line: InstitutionalService, at: string, note: NoteProblem): void {
  if (!/^\d{4}$/.test(String(line.revenueCode))) note('revenue-code-not-four-digits', `${at}/revenueCode`);
  checkQuantity(line.quantity, at, note);
  const isCoded = line.procedure !== undefined;
  if (isCoded !== (line.procedureKind !== undefined)) note('procedure-kind-missing', `${at}/procedureKind`);
  if (!isCoded && (line.modifiers !== undefined || line.description !== undefined))
    note('procedure-missing', `${at}/procedure`);
  if (line.unitRate !== undefined) note('element-of-version-4010', `${at}/unitRate`);
  if (line.nonCoveredCents !== undefined && line.nonCoveredCents > line.chargeCents) {
    note('non-covered-beyond-charge', `${at}/nonCoveredCents`);
  }
  checkProviders(line, lineProviders, at, note);
}
