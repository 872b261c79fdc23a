import type {
  Attachment,
  ConditionSet,
  Contract,
  Drug,
  Note,
  PayerNumber,
  Repricing,
} from '../../../domain/claim/claim-detail.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { type ElementRule, type KeyFor, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';

/* The segments that claims and lines of several forms have in common. */

/** Makes DTP with one day and REF with one number. The qualifier says which field of `T` it is. */
export function qualifiedFor<T>() {
  const rules = rulesFor<T>();
  return {
    date: (code: string, field: KeyFor<T, LocalDate>) => qualified('DTP', code, [rules.dated(2, field)]),
    reference: (code: string, field: KeyFor<T, string>) =>
      qualified('REF', code, [rules.text(2, field, 50, { required: true })]),
  };
}

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

const payerNumber = rulesFor<PayerNumber>();

/** Numbers of a line, each possibly of another payer. */
export function payerNumbers(code: string, into: string): SegmentSlot {
  const elements = [
    payerNumber.text(2, 'number', 50, { required: true }),
    payerNumber.constantWith(4, '2U', 'payerId', 1),
    payerNumber.text(4, 'payerId', 50, { component: 2 }),
  ];
  return qualified('REF', code, elements, { into, limit: 5 });
}

const drug = rulesFor<Drug>();

/** A drug of a line (2410). */
export const drugLoop: LoopRule = {
  name: 'drug',
  slots: [
    segment('LIN', [drug.text(2, 'kind', 2, { required: true, min: 2 }), drug.text(3, 'code', 48, { required: true })]),
    segment('CTP', [drug.decimal(4, 'quantity'), drug.text(5, 'unit', 2, { component: 1, min: 2 })]),
    qualified('REF', 'XZ', [drug.text(2, 'prescriptionNumber', 50, { required: true })]),
    qualified('REF', 'VY', [drug.text(2, 'linkNumber', 50, { required: true })]),
  ],
};
