import { address, contact, demographics } from '../837/parties/party-segments.ts';
import {
  dates,
  deliveries,
  diagnoses,
  header,
  insuredSegment,
  messages,
  named,
  party,
  procedureElement,
  providerInformation,
  references,
  rejections,
  several,
  systemRejections,
  traces,
} from '../inquiry/inquiry-segments.ts';
import { type ElementRule, rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { level } from '../loops/level-rules.ts';
import { type LoopRule, type LoopSlot, loop, type SegmentSlot, type Slot, segment } from '../loops/loop-rules.ts';
import type {
  EligibilityAnswer,
  EligibilityBenefit,
  EligibilityCircumstance,
  EligibilityInquiry,
  EligibilityQuestion,
  MilitaryInformation,
} from './eligibility-parts.ts';

/* 270 and 271 as data: their segments and loops in the order of the guide. */

const sourceRoles = ['PR', '2B', '36', 'GP', 'P5'];
const receiverRoles = ['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'];

const questions = rulesFor<EligibilityQuestion>();
const amounts = rulesFor<{ kind: string; cents: EligibilityBenefit['amountCents'] & number }>();
const circumstances = rulesFor<EligibilityCircumstance>();

const circumstanceElements: readonly ElementRule[] = [
  circumstances.text(1, 'codeList', 3),
  circumstances.text(2, 'code', 30),
  circumstances.text(3, 'category', 2, { min: 2 }),
  circumstances.text(4, 'text', 264),
];

const questionLoop: LoopRule = {
  name: 'question',
  slots: [
    segment('EQ', [
      questions.repeated(1, 'serviceTypes', { count: 99, max: 2 }),
      procedureElement(2),
      questions.text(3, 'coverageLevel', 3, { min: 3 }),
      questions.counts(5, 'diagnosisPointers', { first: 1, count: 4, max: 2, optional: true }),
    ]),
    several(
      'AMT',
      'amounts',
      [amounts.text(1, 'kind', 3, { required: true }), amounts.money(2, 'cents', { required: true })],
      2,
    ),
    several('III', 'settings', circumstanceElements, 10),
    references(1),
    dates(1),
  ],
};

/** The segments after a member's name, including those that only an answer has. */
function memberSegments(answer: readonly Slot[]): readonly Slot[] {
  return [
    references(9),
    ...address(false),
    ...answer,
    providerInformation,
    demographics(),
    insuredSegment,
    diagnoses(8),
    dates(9),
  ];
}

/** The parts in which an inquiry and its answer differ, in the levels from source to dependent. */
interface Levels {
  readonly source: readonly Slot[];
  /** The segments after the receiver's name. */
  readonly receiver: readonly Slot[];
  /** The segments after a member's name. */
  readonly member: readonly Slot[];
  /** The questions about a member, or the answers. */
  readonly content: LoopSlot;
}

const many = { limit: 99_999 } as const;

/** The transaction: its header and its levels. */
function transaction({ source, receiver, member, content }: Levels): LoopRule {
  const dependent = level('dependent', '23', [traces(3), named(['03'], member), content]);
  const subscriber = level(
    'subscriber',
    '22',
    [traces(3), named(['IL'], member), content, loop('dependents', dependent, many)],
    { levelsBelow: ['dependents'] },
  );
  const receiverLevel = level(
    'information receiver',
    '21',
    [named(receiverRoles, receiver), loop('subscribers', subscriber, many)],
    { levelsBelow: ['subscribers'] },
  );
  const sourceLevel = level('information source', '20', [...source, loop('receivers', receiverLevel, many)], {
    levelsBelow: ['receivers'],
  });
  return {
    name: 'transaction',
    slots: [segment('ST', []), header('0022'), loop('sources', sourceLevel, { ...many, required: true })],
  };
}

export const eligibilityInquiryGuide: Guide<EligibilityInquiry> = {
  functionalGroup: 'HS',
  type: '270',
  guide: '005010X279A1',
  versions: /^005010X279/,
  loop: transaction({
    source: [party(sourceRoles)],
    receiver: [references(9), ...address(false), providerInformation],
    member: memberSegments([]),
    content: loop('questions', questionLoop, { limit: 99 }),
  }),
};

const benefits = rulesFor<EligibilityBenefit>();

/** LS and LE, which enclose the parties of a benefit. */
function bound(id: 'LS' | 'LE'): SegmentSlot {
  const element: ElementRule = {
    covers: ['1'],
    fields: ['entities'],
    required: false,
    read: () => {},
    write: (_from, cells) => cells.put(1, '2120', '', { max: 4 }),
    blank: () => {},
  };
  return segment(id, [element], id === 'LE' ? { trailer: true } : {});
}

const entityLoop: LoopRule = {
  name: 'benefit entity',
  slots: [party(), ...address(false), contact('contacts', 3), providerInformation],
};

const benefitLoop: LoopRule = {
  name: 'benefit',
  slots: [
    segment('EB', [
      benefits.text(1, 'information', 3, { required: true }),
      benefits.text(2, 'coverageLevel', 3, { min: 3 }),
      benefits.repeated(3, 'serviceTypes', { count: 99, max: 2 }),
      benefits.text(4, 'insuranceType', 3),
      benefits.text(5, 'plan', 50),
      benefits.text(6, 'period', 2),
      benefits.money(7, 'amountCents'),
      benefits.decimal(8, 'percent', { max: 10 }),
      benefits.text(9, 'quantityKind', 2, { min: 2 }),
      benefits.decimal(10, 'quantity'),
      benefits.text(11, 'authorizationRequired', 1),
      benefits.text(12, 'inNetwork', 1),
      procedureElement(13),
      benefits.counts(14, 'diagnosisPointers', { first: 1, count: 4, max: 2, optional: true }),
    ]),
    deliveries(9),
    references(9),
    dates(20),
    rejections,
    messages(10),
    several('III', 'circumstances', circumstanceElements, 10),
    bound('LS'),
    loop('entities', entityLoop, { limit: 23 }),
    bound('LE'),
  ],
};

const military = rulesFor<MilitaryInformation>();

const militarySegment = segment(
  'MPI',
  [
    military.text(1, 'status', 1, { required: true }),
    military.text(2, 'employment', 2, { required: true }),
    military.text(3, 'affiliation', 1, { required: true }),
    military.text(4, 'description', 80),
    military.text(5, 'rank', 2),
    ...spanOfMilitary(),
  ],
  { into: 'military' },
);

/** The period of military service. */
function spanOfMilitary(): readonly ElementRule[] {
  const { dated } = rulesFor<{ on: EligibilityAnswer['createdOn']; until: EligibilityAnswer['createdOn'] }>();
  const rule = dated(6, 'on', 'until');
  return [
    {
      ...rule,
      read: (cells, into) => (cells.element(7) === '' ? undefined : rule.read(cells, into)),
      write: (from, cells) => (from.on === undefined ? undefined : rule.write(from, cells)),
    },
  ];
}

export const eligibilityAnswerGuide: Guide<EligibilityAnswer> = {
  functionalGroup: 'HB',
  type: '271',
  guide: '005010X279A1',
  versions: /^005010X279/,
  loop: transaction({
    source: [systemRejections, named(sourceRoles, [contact('contacts', 3), rejections])],
    receiver: [references(9), ...address(false), rejections, providerInformation],
    member: [...memberSegments([rejections]), militarySegment],
    content: loop('benefits', benefitLoop, many),
  }),
};
