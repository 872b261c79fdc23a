import type { AccidentStatement, CommonClaim } from '../../../domain/claim/common-claim.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, type SegmentSlot, type Slot, segment } from '../../loops/loop-rules.ts';

/* What the claims and lines of all forms have in common: the frame of their loops, and the elements of CLM. Each form composes its own. */

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

interface ClaimParts {
  readonly otherCoverage: LoopRule;
  readonly line: LoopRule;
  readonly mostLines: number;
}

/** The claim (loop 2300): its own segments and parties, then other payers and the lines. */
export function claimLoopOf(
  slots: readonly [SegmentSlot, ...Slot[]],
  { otherCoverage, line, mostLines }: ClaimParts,
): LoopRule {
  return {
    name: 'claim',
    closed: true,
    slots: [
      ...slots,
      loop('otherCoverages', otherCoverage, { limit: 10 }),
      loop('serviceLines', line, { limit: mostLines, required: true }),
    ],
  };
}

/** The service line (loop 2400). LX has its number, which the writer makes. */
export function lineLoopOf(slots: readonly Slot[]): LoopRule {
  return { name: 'service line', numbering: 'line', slots: [segment('LX', [claim.constant(1, '')]), ...slots] };
}
