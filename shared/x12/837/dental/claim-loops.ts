import type { DentalClaim, OrthodonticTreatment, ReportedToothStatus } from '../../../domain/claim/dental-claim.ts';
import { rulesFor } from '../../loops/element-rules.ts';
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
  otherFormsAmounts,
  otherPayersProvider,
  outpatientAdjudication,
} from '../all-forms/coverage-loops.ts';
import {
  attachments,
  contract,
  fileInformation,
  notes,
  qualifiedFor,
  repricing,
} from '../all-forms/detail-segments.ts';
import { facilityLoop, providerLoop } from '../parties/party-loops.ts';
import { healthCodes } from './health-codes.ts';
import { lineLoop } from './line-loops.ts';

/* The dental claim (loop 2300 of 005010X224). */

const claim = rulesFor<DentalClaim>();
const { date, reference } = qualifiedFor<DentalClaim>();

const claimSegment = segment(
  'CLM',
  [...numberAndCharge, ...placeAndSignature, ...assignmentAndRelease, ...causes, ...submissionAndDelay],
  { required: 'loop' },
);

const dates: readonly SegmentSlot[] = [
  date('439', 'accidentDate'),
  date('452', 'appliancePlacedOn'),
  qualified('DTP', '472', [claim.dated(2, 'serviceFrom', 'serviceTo')]),
  date('050', 'repricerReceivedDate'),
];

const braces = rulesFor<OrthodonticTreatment>();

const orthodontics = segment(
  'DN1',
  [braces.decimal(1, 'totalMonths'), braces.decimal(2, 'remainingMonths'), braces.text(4, 'indicator', 80)],
  { into: 'orthodontics' },
);

const tooth = rulesFor<ReportedToothStatus>();

const toothStatuses: SegmentSlot = {
  kind: 'segment',
  into: 'toothStatuses',
  many: true,
  limit: 35,
  segment: {
    id: 'DN2',
    elements: [
      tooth.text(1, 'tooth', 50, { required: true }),
      tooth.text(2, 'status', 2, { required: true }),
      tooth.constant(6, 'JP'),
    ],
  },
};

const references: readonly SegmentSlot[] = [
  reference('G3', 'predeterminationNumber'),
  reference('4N', 'serviceAuthorizationException'),
  reference('F8', 'payerClaimControlNumber'),
  reference('9F', 'referralNumber'),
  reference('G1', 'priorAuthorizationNumber'),
  reference('9A', 'repricedClaimNumber'),
  reference('9C', 'adjustedRepricedClaimNumber'),
  reference('D9', 'clearinghouseTraceNumber'),
];

const otherCoverage = otherCoverageLoop({
  amounts: otherFormsAmounts,
  adjudication: [outpatientAdjudication],
  providers: [
    otherPayersProvider('referringProviders', 'DN', 2),
    otherPayersProvider('renderingProvider', '82'),
    otherPayersProvider('supervisingProvider', 'DQ'),
    otherPayersProvider('billingProvider', '85'),
    otherPayersProvider('serviceFacility', '77'),
    otherPayersProvider('assistantSurgeon', 'DD'),
  ],
});

export const claimLoop = claimLoopOf(
  [
    claimSegment,
    ...dates,
    orthodontics,
    toothStatuses,
    attachments,
    contract,
    qualified('AMT', 'F5', [claim.money(2, 'patientPaidCents')]),
    ...references,
    fileInformation,
    notes(5),
    healthCodes,
    repricing,
    loop('referringProvider', providerLoop('referring provider', 'DN', { taxonomyOf: 'RF', idLimit: 3 })),
    loop(
      'referringPrimaryCareProvider',
      providerLoop('referring primary care provider', 'P3', { taxonomyOf: 'RF', idLimit: 3 }),
    ),
    loop('renderingProvider', providerLoop('rendering provider', '82', { taxonomyOf: 'PE', idLimit: 4 })),
    loop('serviceFacility', facilityLoop(false)),
    loop('assistantSurgeon', providerLoop('assistant surgeon', 'DD', { taxonomyOf: 'AS', idLimit: 4 })),
    loop('supervisingProvider', providerLoop('supervising provider', 'DQ', { idLimit: 4 })),
  ],
  { otherCoverage, line: lineLoop, mostLines: 50 },
);
