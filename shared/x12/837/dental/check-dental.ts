import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { DentalService } from '../../../domain/claim/dental-line.ts';
import {
  checkClaim,
  checkCode,
  checkPlainPatient,
  checkPointers,
  checkProviders,
  checkQuantity,
} from '../all-forms/check-claims.ts';
import { checkNoOtherForm } from '../all-forms/check-coverages.ts';
import type { NoteProblem } from '../all-forms/content-problems.ts';

/* The rules of 005010X224A2 about the content of claims, besides those of all forms. */

const lineProviders = [
  ...(['renderingProvider', 'assistantSurgeon', 'supervisingProvider', 'serviceFacility'] as const),
] as const;

const claimProviders = [...lineProviders, 'referringProvider', 'referringPrimaryCareProvider'] as const;

/** A predetermination, which asks what would be paid and may have no date. */
const predetermination = 'PB';

/** Details of another payer that only other forms have. */
const notOfCoverages = [
  ...(['inpatientAdjudication', 'attendingProvider', 'operatingProvider'] as const),
  'otherOperatingProvider',
] as const;

export function checkDental(claim: DentalClaim, at: string, note: NoteProblem): void {
  checkClaim(claim, at, note);
  const { submissionReason, diagnoses, serviceFrom } = claim;
  if (submissionReason !== undefined && submissionReason !== predetermination) {
    note('submission-reason-not-allowed', `${at}/submissionReason`);
  }
  for (const [index, { code }] of diagnoses.entries()) checkCode(code, `${at}/diagnoses/${index}`, note);
  checkPlainPatient(claim, at, note);
  checkNoOtherForm(claim, notOfCoverages, at, note);
  checkProviders(claim, claimProviders, at, note);
  const needsDay = submissionReason !== predetermination && serviceFrom === undefined;
  for (const [index, line] of claim.serviceLines.entries()) {
    const place = `${at}/serviceLines/${index}`;
    checkLine(line, diagnoses.length, place, note);
    if (needsDay && line.serviceFrom === undefined) note('service-date-missing', `${place}/serviceFrom`);
  }
}

const prostheses = new Set<string | undefined>([undefined, 'I', 'R']);
const surfaces = new Set(['B', 'D', 'F', 'I', 'L', 'M', 'O']);

function checkLine(line: DentalService, diagnoses: number, at: string, note: NoteProblem): void {
  if (line.quantity !== undefined) checkQuantity(line.quantity, at, note);
  checkPointers(line.diagnosisPointers ?? [], diagnoses, at, note);
  if (!prostheses.has(line.prosthesis)) note('prosthesis-unknown', `${at}/prosthesis`);
  const isUndated = line.priorPlacementOn === undefined && line.estimatedPriorPlacementOn === undefined;
  if (line.prosthesis === 'R' && isUndated) note('prior-placement-missing', `${at}/priorPlacementOn`);
  for (const [index, tooth] of (line.teeth ?? []).entries()) {
    if (tooth.surfaces?.some((surface) => !surfaces.has(surface)) === true) {
      note('surface-unknown', `${at}/teeth/${index}/surfaces`);
    }
  }
  checkProviders(line, lineProviders, at, note);
}
