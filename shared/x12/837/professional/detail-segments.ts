import type { Attachment, ConditionSet, Contract, Note, Repricing } from '../../../domain/claim/claim-detail.ts';
import type { AmbulanceTransport } from '../../../domain/claim/professional-detail.ts';
import { type ElementRule, rulesFor } from '../../loops/element-rules.ts';
import { qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';

/* The segments that claims and lines have in common. */

const attachment = rulesFor<Attachment>();

export const attachments: SegmentSlot = {
  kind: 'segment',
  into: 'attachments',
  many: true,
  limit: 10,
  segment: {
    id: 'PWK',
    elements: [
      attachment.text(1, 'reportType', 2, { required: true, min: 2 }),
      attachment.text(2, 'transmission', 2, { required: true }),
      attachment.constantWith(5, 'AC', 'controlNumber'),
      attachment.text(6, 'controlNumber', 80, { min: 2 }),
    ],
  },
};

const contractRules = rulesFor<Contract>();

export const contract = segment(
  'CN1',
  [
    contractRules.text(1, 'type', 2, { required: true, min: 2 }),
    contractRules.money(2, 'amountCents'),
    contractRules.decimal(3, 'percent'),
    contractRules.text(4, 'code', 50),
    contractRules.decimal(5, 'discountPercent'),
    contractRules.text(6, 'version', 30),
  ],
  { into: 'contract' },
);

/** K3, a list of plain texts. */
export const fileInformation: SegmentSlot = {
  kind: 'segment',
  into: 'fileInformation',
  many: true,
  limit: 10,
  scalar: 'text',
  segment: { id: 'K3', elements: [rulesFor<{ text: string }>().text(1, 'text', 80, { required: true })] },
};

const note = rulesFor<Note>();

export function notes(limit: number): SegmentSlot {
  return {
    kind: 'segment',
    into: 'notes',
    many: true,
    limit,
    segment: {
      id: 'NTE',
      elements: [note.text(1, 'kind', 3, { required: true, min: 3 }), note.text(2, 'text', 80, { required: true })],
    },
  };
}

const transport = rulesFor<AmbulanceTransport>();

export const ambulanceTransport = segment(
  'CR1',
  [
    transport.constantWith(1, 'LB', 'patientWeightPounds'),
    transport.decimal(2, 'patientWeightPounds', { max: 10 }),
    transport.text(3, 'transportCode', 1),
    transport.text(4, 'reason', 1, { required: true }),
    transport.constant(5, 'DH'),
    transport.decimal(6, 'miles', { required: true }),
    transport.text(9, 'roundTripPurpose', 80),
    transport.text(10, 'stretcherPurpose', 80),
  ],
  { into: 'ambulanceTransport' },
);

const condition = rulesFor<ConditionSet>();

export const conditionElements: readonly ElementRule[] = [
  condition.yesNo(2, 'applies', { required: true }),
  condition.list(3, 'codes', { first: 3, count: 5, across: true, max: 3 }),
];

export function conditions(code: string, into: string, limit: number): SegmentSlot {
  return qualified('CRC', code, conditionElements, { into, limit });
}

const pricing = rulesFor<Repricing>();

/** HCP of a claim and of a line. Only lines have an approved procedure and quantity. */
export const repricing = segment(
  'HCP',
  [
    pricing.text(1, 'methodology', 2, { required: true, min: 2 }),
    pricing.money(2, 'allowedCents', { required: true }),
    pricing.money(3, 'savingsCents'),
    pricing.text(4, 'repricerId', 50),
    pricing.decimal(5, 'perDiemRate', { max: 9 }),
    pricing.text(6, 'approvedGroup', 50),
    pricing.money(7, 'approvedGroupCents'),
    pricing.text(9, 'approvedProcedureKind', 2),
    pricing.text(10, 'approvedProcedure', 48),
    pricing.text(11, 'approvedUnit', 2),
    pricing.decimal(12, 'approvedQuantity'),
    pricing.text(13, 'rejectReason', 2),
    pricing.text(14, 'policyCompliance', 2),
    pricing.text(15, 'exception', 2),
  ],
  { into: 'repricing' },
);
