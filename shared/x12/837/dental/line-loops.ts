import type { DentalService, ReportedTooth } from '../../../domain/claim/dental-line.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import { lineLoopOf } from '../all-forms/claim-elements.ts';
import { lineAdjudicationLoop } from '../all-forms/coverage-loops.ts';
import { contract, fileInformation, payerNumbers, qualifiedFor, repricing } from '../all-forms/detail-segments.ts';
import { facilityLoop, providerLoop } from '../parties/party-loops.ts';

/* The dental service line (loop 2400 of 005010X224). */

const line = rulesFor<DentalService>();
const { date, reference } = qualifiedFor<DentalService>();

const service = segment(
  'SV3',
  [
    line.text(1, 'procedureKind', 2, { component: 1, required: true, min: 2 }),
    line.text(1, 'procedure', 48, { component: 2, required: true }),
    line.list(1, 'modifiers', { first: 3, count: 4, max: 2, optional: true }),
    line.text(1, 'description', 80, { component: 7 }),
    line.money(2, 'chargeCents', { required: true }),
    line.text(3, 'placeOfService', 2),
    line.list(4, 'oralCavity', { first: 1, count: 5, max: 3, optional: true }),
    line.text(5, 'prosthesis', 1),
    line.decimal(6, 'quantity'),
    line.counts(11, 'diagnosisPointers', { first: 1, count: 4, max: 2, optional: true }),
  ],
  { required: 'loop' },
);

const tooth = rulesFor<ReportedTooth>();

const teeth: SegmentSlot = {
  kind: 'segment',
  into: 'teeth',
  many: true,
  limit: 32,
  segment: {
    id: 'TOO',
    elements: [
      tooth.constant(1, 'JP'),
      tooth.text(2, 'tooth', 30, { required: true }),
      tooth.list(3, 'surfaces', { first: 1, count: 5, max: 2, optional: true }),
    ],
  },
};

export const lineLoop = lineLoopOf([
  service,
  teeth,
  qualified('DTP', '472', [line.dated(2, 'serviceFrom', 'serviceTo')]),
  date('441', 'priorPlacementOn'),
  date('139', 'estimatedPriorPlacementOn'),
  date('452', 'appliancePlacedOn'),
  date('446', 'replacedOn'),
  date('196', 'treatmentBeganOn'),
  date('198', 'treatmentEndedOn'),
  contract,
  payerNumbers('G3', 'predeterminations'),
  payerNumbers('G1', 'priorAuthorizations'),
  reference('6R', 'controlNumber'),
  reference('9B', 'repricedLineNumber'),
  reference('9D', 'adjustedRepricedLineNumber'),
  payerNumbers('9F', 'referrals'),
  qualified('AMT', 'T', [line.money(2, 'salesTaxCents')]),
  fileInformation,
  repricing,
  loop('renderingProvider', providerLoop('line rendering provider', '82', { taxonomyOf: 'PE' })),
  loop('assistantSurgeon', providerLoop('line assistant surgeon', 'DD', { taxonomyOf: 'AS' })),
  loop('supervisingProvider', providerLoop('line supervising provider', 'DQ')),
  loop('serviceFacility', facilityLoop(false)),
  loop('adjudications', lineAdjudicationLoop('without-revenue-code'), { limit: 15 }),
]);
