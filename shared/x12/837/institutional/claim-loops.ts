import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import { timeRulesFor } from '../../loops/time-rules.ts';
import {
  assignmentAndRelease,
  claimLoopOf,
  frequency,
  numberAndCharge,
  submissionAndDelay,
} from '../all-forms/claim-elements.ts';
import {
  inpatientAdjudication,
  otherCoverageLoop,
  otherFormsAmounts,
  otherPayersProvider,
  outpatientAdjudication,
} from '../all-forms/coverage-loops.ts';
import {
  attachments,
  conditions,
  contract,
  fileInformation,
  notes,
  qualifiedFor,
  repricing,
} from '../all-forms/detail-segments.ts';
import { institutionalFacilityLoop, providerLoop } from '../parties/party-loops.ts';
import { healthCodes } from './health-codes.ts';
import { lineLoop } from './line-loops.ts';

/* The institutional claim (loop 2300 of 005010X223). */

const claim = rulesFor<InstitutionalClaim>();
const { reference } = qualifiedFor<InstitutionalClaim>();
const timed = timeRulesFor<InstitutionalClaim>();

const claimSegment = segment(
  'CLM',
  [
    ...numberAndCharge,
    claim.text(5, 'facilityType', 2, { component: 1, required: true }),
    claim.constant(5, 'A', 2),
    frequency,
    claim.yesNo(6, 'providerSignatureOnFile'),
    ...assignmentAndRelease,
    claim.yesNo(18, 'explanationOfBenefits'),
    ...submissionAndDelay,
  ],
  { required: 'loop' },
);

const dates: readonly SegmentSlot[] = [
  qualified('DTP', '096', [timed.time(2, 'dischargeTime')]),
  qualified('DTP', '434', [claim.dated(2, 'statementFrom', 'statementTo')]),
  qualified('DTP', '435', [timed.dayWithTime(2, 'admissionDate', 'admissionTime')]),
  qualified('DTP', '050', [claim.dated(2, 'repricerReceivedDate')]),
];

const admission = segment('CL1', [
  claim.text(1, 'admissionType', 1),
  claim.text(2, 'admissionSource', 1),
  claim.text(3, 'dischargeStatus', 2),
]);

const exemption = rulesFor<{ number: string }>();

const references: readonly SegmentSlot[] = [
  reference('4N', 'serviceAuthorizationException'),
  reference('9F', 'referralNumber'),
  reference('G1', 'priorAuthorizationNumber'),
  reference('F8', 'payerClaimControlNumber'),
  reference('9A', 'repricedClaimNumber'),
  reference('9C', 'adjustedRepricedClaimNumber'),
  qualified('REF', 'LX', [exemption.text(2, 'number', 50, { required: true })], {
    into: 'investigationalDeviceExemptions' satisfies keyof InstitutionalClaim,
    scalar: 'number',
    limit: 5,
  }),
  reference('D9', 'clearinghouseTraceNumber'),
  reference('LU', 'autoAccidentState'),
  reference('EA', 'medicalRecordNumber'),
  reference('P4', 'demonstrationProject'),
  reference('G4', 'peerReviewNumber'),
];

const otherCoverage = otherCoverageLoop({
  amounts: otherFormsAmounts,
  adjudication: [inpatientAdjudication, outpatientAdjudication],
  providers: [
    otherPayersProvider('attendingProvider', '71'),
    otherPayersProvider('operatingProvider', '72'),
    otherPayersProvider('otherOperatingProvider', 'ZZ'),
    otherPayersProvider('serviceFacility', '77'),
    otherPayersProvider('renderingProvider', '82'),
    otherPayersProvider('referringProviders', 'DN', 1),
    otherPayersProvider('billingProvider', '85'),
  ],
});

export const claimLoop = claimLoopOf(
  [
    claimSegment,
    ...dates,
    admission,
    attachments,
    contract,
    qualified('AMT', 'F3', [claim.money(2, 'estimatedPatientDueCents')]),
    ...references,
    fileInformation,
    notes(11),
    conditions('ZZ', 'epsdtConditions', 1),
    healthCodes,
    repricing,
    loop('attendingProvider', providerLoop('attending provider', '71', { taxonomyOf: 'AT', idLimit: 4 })),
    loop('operatingProvider', providerLoop('operating provider', '72', { idLimit: 4 })),
    loop('otherOperatingProvider', providerLoop('other operating provider', 'ZZ', { idLimit: 4 })),
    loop('renderingProvider', providerLoop('rendering provider', '82', { idLimit: 4 })),
    loop('serviceFacility', institutionalFacilityLoop),
    loop('referringProvider', providerLoop('referring provider', 'DN', { idLimit: 3 })),
  ],
  { otherCoverage, line: lineLoop, mostLines: 999 },
);
