import { partyName } from '../837/parties/party-segments.ts';
import { type ElementRule, type Fields, rulesFor } from '../loops/element-rules.ts';
import { type SegmentSlot, segment } from '../loops/loop-rules.ts';
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

/** HL of a level; the writer makes its numbers, and the reader checks them. */
export function level(code: string): SegmentSlot {
  const { constant } = rulesFor<object>();
  const elements = [1, 2, 4].map((at) => constant(at, ''));
  return {
    kind: 'segment',
    many: false,
    limit: 1,
    segment: { id: 'HL', qualifier: { at: 3, codes: [code] }, elements },
  };
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

/** PWK: documents that go with a request, or that a payer wants. */
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

const traces = rulesFor<InquiryTrace>();

export const traceElements: readonly ElementRule[] = [
  traces.text(1, 'kind', 2, { required: true }),
  traces.text(2, 'number', 50, { required: true }),
  traces.text(3, 'originator', 10, { min: 10 }),
  traces.text(4, 'subdivision', 50),
];

const references = rulesFor<InquiryReference>();

export const referenceElements: readonly ElementRule[] = [
  references.text(1, 'kind', 3, { required: true, min: 2 }),
  references.text(2, 'id', 50, { required: true }),
  references.text(3, 'description', 80),
];

const dates = rulesFor<InquiryDate>();

export const dateElements: readonly ElementRule[] = [
  dates.text(1, 'kind', 3, { required: true, min: 3 }),
  dates.dated(2, 'on', 'until'),
];

const rejections = rulesFor<InquiryRejection>();

export const rejectionElements: readonly ElementRule[] = [
  rejections.text(1, 'valid', 1, { required: true }),
  rejections.text(3, 'reason', 2, { min: 2 }),
  rejections.text(4, 'followUp', 1),
];

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

const deliveries = rulesFor<InquiryDelivery>();

export const deliveryElements: readonly ElementRule[] = [
  deliveries.text(1, 'quantityKind', 2, { min: 2 }),
  deliveries.decimal(2, 'quantity'),
  deliveries.text(3, 'unit', 2, { min: 2 }),
  deliveries.decimal(4, 'sampleModulus'),
  deliveries.text(5, 'period', 2),
  deliveries.decimal(6, 'periodCount'),
  deliveries.text(7, 'calendarPattern', 2),
  deliveries.text(8, 'timePattern', 1),
];

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
