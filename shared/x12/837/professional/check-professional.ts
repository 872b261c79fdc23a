import type { ProfessionalClaim, ProfessionalClaimFile } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { checkClaims, checkCode, checkPointers, checkProviders, checkQuantity } from '../all-forms/check-claims.ts';
import { checkNoOtherForm } from '../all-forms/check-coverages.ts';
import type { ContentProblem, NoteProblem } from '../all-forms/content-problems.ts';

/* The rules of 005010X222A1 about the content of claims, besides those of all forms. */

export function checkProfessional(file: ProfessionalClaimFile): readonly ContentProblem[] {
  return checkClaims(file, checkClaim);
}

const claimProviders = [
  ...(['renderingProvider', 'referringProvider', 'referringPrimaryCareProvider', 'serviceFacility'] as const),
  'supervisingProvider',
] as const;

const lineProviders = [...claimProviders, 'purchasedServiceProvider', 'orderingProvider'] as const;

/** What only other forms tell of another payer. */
const notOfCoverages = [
  ...(['inpatientAdjudication', 'attendingProvider', 'operatingProvider'] as const),
  ...(['otherOperatingProvider', 'assistantSurgeon'] as const),
] as const;

function checkClaim(claim: ProfessionalClaim, at: string, note: NoteProblem): void {
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
