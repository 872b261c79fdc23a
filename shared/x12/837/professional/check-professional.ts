import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { checkClaim, checkCode, checkPointers, checkProviders, checkQuantity } from '../all-forms/check-claims.ts';
import { checkNoOtherForm } from '../all-forms/check-coverages.ts';
import type { NoteProblem } from '../all-forms/content-problems.ts';

/* The rules of 005010X222A1 about the content of claims, besides those of all forms. */

const claimProviders = [
  ...(['renderingProvider', 'referringProvider', 'referringPrimaryCareProvider', 'serviceFacility'] as const),
  'supervisingProvider',
] as const;

const lineProviders = [...claimProviders, 'purchasedServiceProvider', 'orderingProvider'] as const;

/** Details of another payer that only other forms have. */
const notOfCoverages = [
  ...(['inpatientAdjudication', 'attendingProvider', 'operatingProvider'] as const),
  ...(['otherOperatingProvider', 'assistantSurgeon'] as const),
] as const;

export function checkProfessional(claim: ProfessionalClaim, at: string, note: NoteProblem): void {
  checkClaim(claim, at, note);
  if (claim.submissionReason !== undefined) note('submission-reason-not-allowed', `${at}/submissionReason`);
  if (claim.diagnoses.length === 0) note('diagnosis-missing', `${at}/diagnoses`);
  for (const [index, { code }] of claim.diagnoses.entries()) checkCode(code, `${at}/diagnoses/${index}`, note);
  checkNoOtherForm(claim, notOfCoverages, at, note);
  checkProviders(claim, claimProviders, at, note);
  for (const [index, line] of claim.serviceLines.entries()) {
    checkLine(line, claim.diagnoses.length, `${at}/serviceLines/${index}`, note);
  }
}

function checkLine(line: ServiceLine, diagnoses: number, at: string, note: NoteProblem): void {
  checkQuantity(line.quantity, at, note);
  if (line.serviceFrom === undefined) note('service-date-missing', `${at}/serviceFrom`);
  if (line.diagnosisPointers.length === 0) note('pointer-missing', `${at}/diagnosisPointers`);
  checkPointers(line.diagnosisPointers, diagnoses, at, note);
  checkProviders(line, lineProviders, at, note);
}
