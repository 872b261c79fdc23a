import type { DentalClaim, OrthodonticTreatment, ReportedToothStatus } from '../../../domain/claim/dental-claim.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { type KeyFor, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import {
  otherCoverageLoop,
  otherFormsAmounts,
  otherPayersProvider,
  outpatientAdjudication,
} from '../all-forms/coverage-loops.ts';
import { attachments, contract, fileInformation, notes, repricing } from '../all-forms/detail-segments.ts';
import { facilityLoop, providerLoop } from '../parties/party-loops.ts';
import { healthCodes } from './health-codes.ts';
import { lineLoop } from './line-loops.ts';

/* The dental claim (loop 2300 of 005010X224). */

const claim = rulesFor<DentalClaim>();

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
    claim.list(11, 'relatedCauses', { first: 1, count: 3, max: 3, optional: true }),
    claim.text(11, 'autoAccidentState', 2, { component: 4, min: 2 }),
    claim.text(11, 'autoAccidentCountry', 3, { component: 5, min: 2 }),
    claim.text(12, 'specialProgram', 3, { min: 2 }),
    claim.text(19, 'submissionReason', 2, { min: 2 }),
    claim.text(20, 'delayReason', 2),
  ],
  { required: 'loop' },
);

function date(code: string, field: KeyFor<DentalClaim, LocalDate>): SegmentSlot {
  return qualified('DTP', code, [claim.dated(2, field)]);
}

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

function reference(code: string, field: KeyFor<DentalClaim, string>): SegmentSlot {
  return qualified('REF', code, [claim.text(2, field, 50, { required: true })]);
}

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

export const claimLoop: LoopRule = {
  name: 'claim',
  closed: true,
  slots: [
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
    loop('otherCoverages', otherCoverage, { limit: 10 }),
    loop('serviceLines', lineLoop, { limit: 50, required: true }),
  ],
};
