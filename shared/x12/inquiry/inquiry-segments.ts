import { partyName } from '../837/parties/party-segments.ts';
import { type ElementRule, type Fields, rulesFor } from '../loops/element-rules.ts';
import { type LoopSlot, loop, type SegmentSlot, type Slot, segment } from '../loops/loop-rules.ts';
import type {
  InquiryDate,
  InquiryDelivery,
  InquiryDiagnosis,
  InquiryDocument,
  InquiryHeader,
  InquiryInsured,
  InquiryParty,
  InquiryProcedure,
  InquiryProviderInformation,
  InquiryReference,
  InquiryRejection,
  InquiryTrace,
} from './inquiry-parts.ts';

/* The segments that inquiries, their answers, authorisations and attachments share. */

/** Several segments of one kind, in the list `into`. */
export function several(id: string, into: string, elements: readonly ElementRule[], limit: number): SegmentSlot {
  return { kind: 'segment', many: true, into, limit, segment: { id, elements } };
}

const headers = rulesFor<InquiryHeader>();

/** BHT. */
export function header(structure: string): SegmentSlot {
  return segment(
    'BHT',
    [
      headers.constant(1, structure),
      headers.text(2, 'purpose', 2, { required: true, min: 2 }),
      headers.text(3, 'reference', 50),
      headers.day(4, 'createdOn', { required: true }),
      headers.text(5, 'createdTime', 8, { min: 4 }),
      headers.text(6, 'transactionType', 2, { min: 2 }),
    ],
    { required: 'loop' },
  );
}

const document = rulesFor<InquiryDocument>();

/** PWK: documents that accompany a request, or that a payer requests. */
export function documents(limit: number): SegmentSlot {
  const elements = [
    document.text(1, 'reportType', 2, { required: true, min: 2 }),
    document.text(2, 'transmission', 2),
    document.text(5, 'idKind', 2),
    document.text(6, 'id', 80),
    document.text(7, 'description', 80),
  ];
  return several('PWK', 'documents', elements, limit);
}

const parties = rulesFor<InquiryParty>();

/** NM1 with one of the roles; with none given, any role. */
export function party(roles: readonly string[] = []): SegmentSlot {
  const role =
    roles.length === 0 ? parties.text(1, 'role', 3, { required: true, min: 2 }) : parties.oneOf(1, 'role', roles);
  const elements = [
    role,
    partyName({ kindField: 'kind' }),
    parties.text(8, 'idKind', 2),
    parties.text(9, 'id', 80, { min: 2 }),
    parties.text(10, 'relationship', 2, { min: 2 }),
  ];
  const rule =
    roles.length === 0 ? { id: 'NM1', elements } : { id: 'NM1', qualifier: { at: 1, codes: roles }, elements };
  return { kind: 'segment', many: false, limit: 1, required: 'loop', segment: rule };
}

/** NM1 with one of the roles and what follows it, in a loop whose fields are those of the level. */
export function named(roles: readonly string[], more: readonly Slot[]): LoopSlot {
  return loop(undefined, { name: 'name', slots: [party(roles), ...more] }, { required: true });
}

const traceRules = rulesFor<InquiryTrace>();

const traceElements: readonly ElementRule[] = [
  traceRules.text(1, 'kind', 2, { required: true }),
  traceRules.text(2, 'number', 50, { required: true }),
  traceRules.text(3, 'originator', 10, { min: 10 }),
  traceRules.text(4, 'subdivision', 50),
];

/** TRN whose fields are the loop's own. */
export const trace = segment('TRN', traceElements);
export const traces = (limit: number) => several('TRN', 'traces', traceElements, limit);

const referenceRules = rulesFor<InquiryReference>();

export const references = (limit: number) =>
  several(
    'REF',
    'references',
    [
      referenceRules.text(1, 'kind', 3, { required: true, min: 2 }),
      referenceRules.text(2, 'id', 50, { required: true }),
      referenceRules.text(3, 'description', 80),
    ],
    limit,
  );

const dateRules = rulesFor<InquiryDate>();

export const dates = (limit: number) =>
  several(
    'DTP',
    'dates',
    [dateRules.text(1, 'kind', 3, { required: true, min: 3 }), dateRules.dated(2, 'on', 'until')],
    limit,
  );

const rejectionRules = rulesFor<InquiryRejection>();

const rejectionElements: readonly ElementRule[] = [
  rejectionRules.text(1, 'valid', 1, { required: true }),
  rejectionRules.text(3, 'reason', 2, { min: 2 }),
  rejectionRules.text(4, 'followUp', 1),
];

export const rejections = several('AAA', 'rejections', rejectionElements, 9);
/** AAA: a rejection that comes before the name of the party that it is about. */
export const systemRejections = several('AAA', 'systemRejections', rejectionElements, 9);

/** MSG, a list of plain texts. */
export const messages = (limit: number): SegmentSlot => ({
  ...several('MSG', 'messages', [rulesFor<{ text: string }>().text(1, 'text', 264, { required: true })], limit),
  scalar: 'text',
});

const providers = rulesFor<InquiryProviderInformation>();

export const providerInformation: SegmentSlot = segment(
  'PRV',
  [
    providers.text(1, 'role', 3, { required: true }),
    providers.text(2, 'kind', 3, { min: 2 }),
    providers.text(3, 'id', 50),
  ],
  { into: 'providerInformation' },
);

const insured = rulesFor<InquiryInsured>();

export const insuredSegment: SegmentSlot = segment(
  'INS',
  [
    insured.yesNo(1, 'isSubscriber', { required: true }),
    insured.text(2, 'relationship', 2, { required: true, min: 2 }),
    insured.text(3, 'maintenanceType', 3, { min: 3 }),
    insured.text(4, 'maintenanceReason', 3, { min: 2 }),
    insured.count(17, 'birthSequence'),
  ],
  { into: 'insured' },
);

const deliveryRules = rulesFor<InquiryDelivery>();

export const deliveries = (limit: number) =>
  several(
    'HSD',
    'deliveries',
    [
      deliveryRules.text(1, 'quantityKind', 2, { min: 2 }),
      deliveryRules.decimal(2, 'quantity'),
      deliveryRules.text(3, 'unit', 2, { min: 2 }),
      deliveryRules.decimal(4, 'sampleModulus'),
      deliveryRules.text(5, 'period', 2),
      deliveryRules.decimal(6, 'periodCount'),
      deliveryRules.text(7, 'calendarPattern', 2),
      deliveryRules.text(8, 'timePattern', 1),
    ],
    limit,
  );

/** A procedure in one composite element, in the field `procedure`. */
export function procedureElement(at: number, required = false): ElementRule {
  return {
    covers: [1, 2, 3, 4, 5, 6, 7, 8].map((component) => `${at}-${component}`),
    fields: ['procedure'],
    required,
    read(cells, into) {
      const [codeList = '', code = '', ...more] = cells.components(at);
      if (codeList === '' && code === '') {
        if (required) cells.remark('element-required', String(at));
        if (required) into.procedure = { codeList: '', code: '' };
        return;
      }
      const modifiers = more.slice(0, 4).filter((text) => text !== '');
      const [, , , , description = '', lastCode = ''] = more;
      into.procedure = {
        codeList,
        code,
        ...(modifiers.length === 0 ? {} : { modifiers }),
        ...(description === '' ? {} : { description }),
        ...(lastCode === '' ? {} : { lastCode }),
      };
    },
    write(from, cells) {
      const procedure = from.procedure as InquiryProcedure | undefined;
      if (procedure === undefined) return required ? cells.remark('missing', 'procedure') : undefined;
      cells.put([at, 1], procedure.codeList, 'procedure/codeList', { min: 2, max: 2 });
      cells.put([at, 2], procedure.code, 'procedure/code', { max: 48 });
      const modifiers = procedure.modifiers ?? [];
      if (modifiers.length > 4) cells.remark('too-many', 'procedure/modifiers');
      for (const [index, modifier] of modifiers.slice(0, 4).entries()) {
        cells.put([at, 3 + index], modifier, `procedure/modifiers/${index}`, { min: 2, max: 2 });
      }
      if (procedure.description !== undefined) {
        cells.put([at, 7], procedure.description, 'procedure/description', { max: 80 });
      }
      if (procedure.lastCode !== undefined) cells.put([at, 8], procedure.lastCode, 'procedure/lastCode', { max: 48 });
    },
    blank(into) {
      if (required) into.procedure = { codeList: '', code: '' };
    },
  };
}

/** HI: diagnoses, each in a composite element of its own, in the list `diagnoses`. */
export function diagnoses(limit: number): SegmentSlot {
  const places = Array.from({ length: limit }, (_, index) => index + 1);
  const rule: ElementRule = {
    covers: places.flatMap((at) => [`${at}-1`, `${at}-2`]),
    fields: ['diagnoses'],
    required: false,
    read(cells, into: Fields) {
      const found = places
        .map((at) => cells.components(at))
        .filter(([kind, code]) => kind !== undefined && code !== undefined)
        .map(([kind, code]) => ({ kind, code }));
      if (found.length > 0) into.diagnoses = found;
    },
    write(from, cells) {
      const listed = (from.diagnoses ?? []) as readonly InquiryDiagnosis[];
      if (listed.length > limit) cells.remark('too-many', 'diagnoses');
      for (const [index, { kind, code }] of listed.slice(0, limit).entries()) {
        cells.put([index + 1, 1], kind, `diagnoses/${index}/kind`, { max: 3 });
        cells.put([index + 1, 2], code, `diagnoses/${index}/code`, { max: 30 });
      }
    },
    blank: () => {},
  };
  return segment('HI', [rule]);
}
