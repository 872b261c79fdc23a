import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { SpinalManipulation, VisionConditionSet } from '../../../domain/claim/professional-detail.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { type Fields, type KeyFor, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
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
  repricing,
} from '../all-forms/detail-segments.ts';
import { ambulanceLoop, facilityLoop, providerLoop } from '../parties/party-loops.ts';
import { ambulanceTransport } from './detail-segments.ts';
import { healthCodes } from './health-codes.ts';
import { lineLoop } from './line-loops.ts';

/* The claim (loop 2300). */

const claim = rulesFor<ProfessionalClaim>();

const claimSegment = segment(
  'CLM',
  [
    claim.text(1, 'patientControlNumber', 38, { required: true }),
    claim.money(2, 'chargeCents', { required: true }),
    claim.text(5, 'placeOfService', 2, { component: 1, required: true }),
    claim.constant(5, 'B', 2),
    claim.text(5, 'frequency', 1, { component: 3, required: true }),
    claim.yesNo(6, 'providerSignatureOnFile', { required: true }),
    claim.text(7, 'assignment', 1, { required: true }),
    claim.text(8, 'benefitsAssignment', 1, { required: true }),
    claim.text(9, 'releaseOfInformation', 1, { required: true }),
    claim.text(10, 'patientSignatureSource', 1),
    claim.list(11, 'relatedCauses', { first: 1, count: 3, max: 3, optional: true }),
    claim.text(11, 'autoAccidentState', 2, { component: 4, min: 2 }),
    claim.text(11, 'autoAccidentCountry', 3, { component: 5, min: 2 }),
    claim.text(12, 'specialProgram', 3, { min: 2 }),
    claim.text(19, 'submissionReason', 2, { min: 2 }),
    claim.text(20, 'delayReason', 2),
  ],
  { required: 'loop' },
);

function date(code: string, field: KeyFor<ProfessionalClaim, LocalDate>): SegmentSlot {
  return qualified('DTP', code, [claim.dated(2, field)]);
}

const isSpan = (from: Fields) => from.disabilityBegin !== undefined && from.disabilityEnd !== undefined;

/** Claim dates. A disability with both ends is one segment (314); with one end it is another (360, 361). */
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

function reference(code: string, field: KeyFor<ProfessionalClaim, string>): SegmentSlot {
  return qualified('REF', code, [claim.text(2, field, 50, { required: true })]);
}

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

export const claimLoop: LoopRule = {
  name: 'claim',
  closed: true,
  slots: [
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
    loop('otherCoverages', otherCoverage, { limit: 10 }),
    loop('serviceLines', lineLoop, { limit: 50, required: true }),
  ],
};
