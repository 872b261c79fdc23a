import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { SpinalManipulation, VisionConditionSet } from '../../../domain/claim/professional-detail.ts';
import { type Fields, rulesFor } from '../../loops/element-rules.ts';
import { loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import {
  assignmentAndRelease,
  causes,
  claimLoopOf,
  numberAndCharge,
  placeAndSignature,
  submissionAndDelay,
} from '../all-forms/claim-elements.ts';
import {
  otherCoverageLoop,
  otherPayersProvider,
  outpatientAdjudication,
  professionalAmounts,
} from '../all-forms/coverage-loops.ts';
import {
  attachments,
  conditionElements,
  conditions,
  contract,
  fileInformation,
  notes,
  qualifiedFor,
  repricing,
} from '../all-forms/detail-segments.ts';
import { ambulanceLoop, facilityLoop, providerLoop } from '../parties/party-loops.ts';
import { ambulanceTransport } from './detail-segments.ts';
import { healthCodes } from './health-codes.ts';
import { lineLoop } from './line-loops.ts';

/* The claim (loop 2300). */

const claim = rulesFor<ProfessionalClaim>();
const { date, reference } = qualifiedFor<ProfessionalClaim>();

const claimSegment = segment(
  'CLM',
  [
    ...numberAndCharge,
    ...placeAndSignature,
    ...assignmentAndRelease,
    claim.text(10, 'patientSignatureSource', 1),
    ...causes,
    ...submissionAndDelay,
  ],
  { required: 'loop' },
);

const isSpan = (from: Fields) => from.disabilityBegin !== undefined && from.disabilityEnd !== undefined;

/**
 * The claim's dates. A disability with a first and a last day is one segment (314); with only one of these days, it is
 * another segment (360 or 361).
 */
const dates: readonly SegmentSlot[] = [
  date('431', 'onsetDate'),
  date('454', 'initialTreatmentDate'),
  date('304', 'lastSeenDate'),
  date('453', 'acuteManifestationDate'),
  date('439', 'accidentDate'),
  date('484', 'lastMenstrualPeriodDate'),
  date('455', 'lastXrayDate'),
  date('471', 'hearingVisionPrescriptionDate'),
  { ...qualified('DTP', '314', [claim.dated(2, 'disabilityBegin', 'disabilityEnd')]), when: isSpan },
  { ...date('360', 'disabilityBegin'), when: (from) => !isSpan(from) },
  { ...date('361', 'disabilityEnd'), when: (from) => !isSpan(from) },
  date('297', 'lastWorkedDate'),
  date('296', 'returnToWorkDate'),
  date('435', 'admissionDate'),
  date('096', 'dischargeDate'),
  date('090', 'assumedCareDate'),
  date('091', 'relinquishedCareDate'),
  date('444', 'firstContactDate'),
  date('050', 'repricerReceivedDate'),
];

const references: readonly SegmentSlot[] = [
  reference('4N', 'serviceAuthorizationException'),
  reference('F5', 'medicareSection4081'),
  reference('EW', 'mammographyCertification'),
  reference('9F', 'referralNumber'),
  reference('G1', 'priorAuthorizationNumber'),
  reference('F8', 'payerClaimControlNumber'),
  reference('X4', 'cliaNumber'),
  reference('9A', 'repricedClaimNumber'),
  reference('9C', 'adjustedRepricedClaimNumber'),
  reference('LX', 'investigationalDeviceExemption'),
  reference('D9', 'clearinghouseTraceNumber'),
  reference('EA', 'medicalRecordNumber'),
  reference('P4', 'demonstrationProject'),
  reference('1J', 'carePlanOversight'),
];

const manipulation = rulesFor<SpinalManipulation>();

const spinalManipulation = segment(
  'CR2',
  [
    manipulation.text(8, 'condition', 1, { required: true }),
    manipulation.text(10, 'description', 80),
    manipulation.text(11, 'furtherDescription', 80),
  ],
  { into: 'spinalManipulation' },
);

const visionConditions: SegmentSlot = {
  kind: 'segment',
  into: 'visionConditions',
  many: true,
  limit: 3,
  segment: {
    id: 'CRC',
    qualifier: { at: 1, codes: ['E1', 'E2', 'E3'] },
    elements: [rulesFor<VisionConditionSet>().oneOf(1, 'kind', ['E1', 'E2', 'E3']), ...conditionElements],
  },
};

const otherCoverage = otherCoverageLoop({
  amounts: professionalAmounts,
  adjudication: [outpatientAdjudication],
  providers: [
    otherPayersProvider('referringProviders', 'DN', 2),
    otherPayersProvider('renderingProvider', '82'),
    otherPayersProvider('serviceFacility', '77'),
    otherPayersProvider('supervisingProvider', 'DQ'),
    otherPayersProvider('billingProvider', '85'),
  ],
});

export const claimLoop = claimLoopOf(
  [
    claimSegment,
    ...dates,
    attachments,
    contract,
    qualified('AMT', 'F5', [claim.money(2, 'patientPaidCents')]),
    ...references,
    fileInformation,
    notes(1),
    ambulanceTransport,
    spinalManipulation,
    conditions('07', 'ambulanceConditions', 3),
    visionConditions,
    conditions('75', 'homeboundConditions', 1),
    conditions('ZZ', 'epsdtConditions', 1),
    healthCodes,
    repricing,
    loop('referringProvider', providerLoop('referring provider', 'DN', { idLimit: 3 })),
    loop('referringPrimaryCareProvider', providerLoop('referring primary care provider', 'P3', { idLimit: 3 })),
    loop('renderingProvider', providerLoop('rendering provider', '82', { taxonomyOf: 'PE', idLimit: 4 })),
    loop('serviceFacility', facilityLoop(true)),
    loop('supervisingProvider', providerLoop('supervising provider', 'DQ', { idLimit: 4 })),
    loop('ambulancePickUp', ambulanceLoop('ambulance pick-up', 'PW')),
    loop('ambulanceDropOff', ambulanceLoop('ambulance drop-off', '45')),
  ],
  { otherCoverage, line: lineLoop, mostLines: 50 },
);
