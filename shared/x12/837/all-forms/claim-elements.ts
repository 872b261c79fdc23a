import type { AccidentStatement, CommonClaim } from '../../../domain/claim/common-claim.ts';
import { rulesFor } from '../../loops/element-rules.ts';

/* The elements of CLM that forms have in common; each form composes its own CLM. */

const claim = rulesFor<CommonClaim>();
const accident = rulesFor<AccidentStatement>();
const office = rulesFor<{ placeOfService: string; providerSignatureOnFile: boolean }>();

export const numberAndCharge = [
  claim.text(1, 'patientControlNumber', 38, { required: true }),
  claim.money(2, 'chargeCents', { required: true }),
] as const;

export const frequency = claim.text(5, 'frequency', 1, { component: 3, required: true });

/** The place of service, and the provider's signature, as professional and dental claims state them. */
export const placeAndSignature = [
  office.text(5, 'placeOfService', 2, { component: 1, required: true }),
  office.constant(5, 'B', 2),
  frequency,
  office.yesNo(6, 'providerSignatureOnFile', { required: true }),
] as const;

export const assignmentAndRelease = [
  claim.text(7, 'assignment', 1, { required: true }),
  claim.text(8, 'benefitsAssignment', 1, { required: true }),
  claim.text(9, 'releaseOfInformation', 1, { required: true }),
] as const;

/** What caused the condition, and the special program, as professional and dental claims state them. */
export const causes = [
  accident.list(11, 'relatedCauses', { first: 1, count: 3, max: 3, optional: true }),
  accident.text(11, 'autoAccidentState', 2, { component: 4, min: 2 }),
  accident.text(11, 'autoAccidentCountry', 3, { component: 5, min: 2 }),
  accident.text(12, 'specialProgram', 3, { min: 2 }),
] as const;

export const submissionAndDelay = [
  claim.text(19, 'submissionReason', 2, { min: 2 }),
  claim.text(20, 'delayReason', 2),
] as const;
