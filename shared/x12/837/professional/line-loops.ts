import type {
  DurableMedicalEquipment,
  EquipmentCertification,
  FormAnswer,
  Measurement,
  MedicalForm,
  PurchasedService,
} from '../../../domain/claim/professional-detail.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import { lineLoopOf } from '../all-forms/claim-elements.ts';
import { lineAdjudicationLoop } from '../all-forms/coverage-loops.ts';
import {
  attachments,
  conditions,
  contract,
  drugLoop,
  fileInformation,
  notes,
  payerNumbers,
  qualifiedFor,
  repricing,
} from '../all-forms/detail-segments.ts';
import { ambulanceLoop, facilityLoop, orderingLoop, providerLoop } from '../parties/party-loops.ts';
import { ambulanceTransport } from './detail-segments.ts';

/* The service line (loop 2400). */

const line = rulesFor<ServiceLine>();
const { date, reference } = qualifiedFor<ServiceLine>();

const professionalService = segment(
  'SV1',
  [
    line.text(1, 'procedureKind', 2, { component: 1, required: true, min: 2 }),
    line.text(1, 'procedure', 48, { component: 2, required: true }),
    line.list(1, 'modifiers', { first: 3, count: 4, max: 2 }),
    line.text(1, 'description', 80, { component: 7 }),
    line.money(2, 'chargeCents', { required: true }),
    line.text(3, 'unit', 2, { required: true, min: 2 }),
    line.decimal(4, 'quantity', { required: true }),
    line.text(5, 'placeOfService', 2),
    line.counts(7, 'diagnosisPointers', { first: 1, count: 4, max: 2 }),
    line.yesNo(9, 'emergency'),
    line.yesNo(11, 'epsdt'),
    line.yesNo(12, 'familyPlanning'),
    line.flag(15, 'copayExempt', '0'),
  ],
  { required: 'loop' },
);

const equipmentRules = rulesFor<DurableMedicalEquipment>();

const equipment = segment(
  'SV5',
  [
    equipmentRules.text(1, 'procedureKind', 2, { component: 1, required: true, min: 2 }),
    equipmentRules.text(1, 'procedure', 48, { component: 2, required: true }),
    equipmentRules.constant(2, 'DA'),
    equipmentRules.decimal(3, 'days', { required: true }),
    equipmentRules.money(4, 'rentalPriceCents', { required: true }),
    equipmentRules.money(5, 'purchasePriceCents', { required: true }),
    equipmentRules.text(6, 'rentalUnit', 1, { required: true }),
  ],
  { into: 'equipment' },
);

const certification = rulesFor<EquipmentCertification>();

const equipmentCertification = segment(
  'CR3',
  [
    certification.text(1, 'kind', 1, { required: true }),
    certification.constant(2, 'MO'),
    certification.decimal(3, 'months', { required: true }),
  ],
  { into: 'equipmentCertification' },
);

const dates: readonly SegmentSlot[] = [
  qualified('DTP', '472', [line.dated(2, 'serviceFrom', 'serviceTo')]),
  date('471', 'prescriptionDate'),
  date('607', 'certificationRevisionDate'),
  date('463', 'therapyBeginDate'),
  date('461', 'lastCertificationDate'),
  date('304', 'lastSeenDate'),
  date('738', 'hemoglobinTestDate'),
  date('739', 'creatinineTestDate'),
  date('011', 'shippedDate'),
  date('455', 'lastXrayDate'),
  date('454', 'initialTreatmentDate'),
];

const measurement = rulesFor<Measurement>();

const measurements: SegmentSlot = {
  kind: 'segment',
  into: 'measurements',
  many: true,
  limit: 5,
  segment: {
    id: 'MEA',
    elements: [
      measurement.text(1, 'reference', 2, { required: true, min: 2 }),
      measurement.text(2, 'kind', 3, { required: true }),
      measurement.decimal(3, 'value', { required: true, max: 20 }),
    ],
  },
};

const references: readonly SegmentSlot[] = [
  reference('9B', 'repricedLineNumber'),
  reference('9D', 'adjustedRepricedLineNumber'),
  payerNumbers('G1', 'priorAuthorizations'),
  reference('6R', 'controlNumber'),
  reference('EW', 'mammographyCertification'),
  reference('X4', 'cliaNumber'),
  reference('F4', 'referringCliaNumber'),
  reference('BT', 'immunizationBatchNumber'),
  payerNumbers('9F', 'referrals'),
];

const purchased = rulesFor<PurchasedService>();

const purchasedService = segment(
  'PS1',
  [purchased.text(1, 'providerId', 50, { required: true }), purchased.money(2, 'chargeCents', { required: true })],
  { into: 'purchasedService' },
);

const form = rulesFor<MedicalForm>();
const answer = rulesFor<FormAnswer>();

const formLoop: LoopRule = {
  name: 'form',
  slots: [
    segment('LQ', [form.text(1, 'list', 3, { required: true }), form.text(2, 'form', 30, { required: true })]),
    {
      kind: 'segment',
      into: 'answers',
      many: true,
      limit: 99,
      required: 'loop',
      segment: {
        id: 'FRM',
        elements: [
          answer.text(1, 'question', 20, { required: true }),
          answer.text(2, 'yesNo', 1),
          answer.text(3, 'text', 50),
          answer.day(4, 'date'),
          answer.decimal(5, 'percent', { max: 6 }),
        ],
      },
    },
  ],
};

export const lineLoop = lineLoopOf([
  professionalService,
  equipment,
  attachments,
  ambulanceTransport,
  equipmentCertification,
  conditions('07', 'ambulanceConditions', 3),
  conditions('70', 'hospiceConditions', 1),
  conditions('09', 'equipmentConditions', 2),
  ...dates,
  qualified('QTY', 'PT', [line.decimal(2, 'ambulancePatientCount')]),
  qualified('QTY', 'FL', [line.decimal(2, 'obstetricAdditionalUnits')]),
  measurements,
  contract,
  ...references,
  qualified('AMT', 'T', [line.money(2, 'salesTaxCents')]),
  qualified('AMT', 'F4', [line.money(2, 'postageCents')]),
  qualified('AMT', 'AAE', [line.money(2, 'approvedCents')]),
  fileInformation,
  notes(2),
  purchasedService,
  repricing,
  loop('drug', drugLoop),
  loop('renderingProvider', providerLoop('line rendering provider', '82', { taxonomyOf: 'PE' })),
  loop('purchasedServiceProvider', providerLoop('purchased service provider', 'QB')),
  loop('serviceFacility', facilityLoop(false)),
  loop('supervisingProvider', providerLoop('line supervising provider', 'DQ')),
  loop('orderingProvider', orderingLoop),
  loop('referringProvider', providerLoop('line referring provider', 'DN')),
  loop('referringPrimaryCareProvider', providerLoop('line primary care provider', 'P3')),
  loop('ambulancePickUp', ambulanceLoop('line ambulance pick-up', 'PW')),
  loop('ambulanceDropOff', ambulanceLoop('line ambulance drop-off', '45')),
  loop('adjudications', lineAdjudicationLoop('without-revenue-code'), { limit: 15 }),
  loop('forms', formLoop, { limit: 10 }),
]);
