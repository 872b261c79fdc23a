import { address, contact, demographics } from '../837/parties/party-segments.ts';
import {
  dateElements,
  deliveryElements,
  diagnoses,
  header,
  insuredSegment,
  level,
  party,
  procedureElement,
  providerInformation,
  referenceElements,
  rejectionElements,
  several,
  traceElements,
} from '../inquiry/inquiry-segments.ts';
import { type ElementRule, rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { type LoopRule, loop, type SegmentSlot, type Slot, segment } from '../loops/loop-rules.ts';
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
    several('REF', 'references', referenceElements, 1),
    several('DTP', 'dates', dateElements, 1),
  ],
};

/** The segments after a member's name, those of the answer among them. */
function memberSegments(answer: readonly Slot[]): readonly Slot[] {
  return [
    several('REF', 'references', referenceElements, 9),
    ...address(false),
    ...answer,
    providerInformation,
    demographics(),
    insuredSegment,
    diagnoses(8),
    several('DTP', 'dates', dateElements, 9),
  ];
}

const traces = several('TRN', 'traces', traceElements, 3);
const rejections = several('AAA', 'rejections', rejectionElements, 9);

function memberName(roles: readonly string[], more: readonly Slot[]): Slot {
  return loop(undefined, { name: 'name', slots: [party(roles), ...more] }, { required: true });
}

const questionSlot = loop('questions', questionLoop, { limit: 99 });

const inquiredDependent: LoopRule = {
  name: 'dependent',
  numbering: 'hierarchy',
  closed: true,
  slots: [level('23'), traces, memberName(['03'], memberSegments([])), questionSlot],
};

const inquiredSubscriber: LoopRule = {
  name: 'subscriber',
  numbering: 'hierarchy',
  levelsBelow: ['dependents'],
  closed: true,
  slots: [
    level('22'),
    traces,
    memberName(['IL'], memberSegments([])),
    questionSlot,
    loop('dependents', inquiredDependent, { limit: 99_999 }),
  ],
};

/** The segments after a receiver's name. */
const receiverSegments: readonly Slot[] = [
  several('REF', 'references', referenceElements, 9),
  ...address(false),
  providerInformation,
];

export const eligibilityInquiryGuide: Guide<EligibilityInquiry> = {
  functionalGroup: 'HS',
  type: '270',
  guide: '005010X279A1',
  versions: /^005010X279/,
  loop: transaction([
    loop(
      'sources',
      {
        name: 'information source',
        numbering: 'hierarchy',
        levelsBelow: ['receivers'],
        closed: true,
        slots: [
          level('20'),
          party(sourceRoles),
          loop(
            'receivers',
            {
              name: 'information receiver',
              numbering: 'hierarchy',
              levelsBelow: ['subscribers'],
              closed: true,
              slots: [
                level('21'),
                memberName(receiverRoles, receiverSegments),
                loop('subscribers', inquiredSubscriber, { limit: 99_999 }),
              ],
            },
            { limit: 99_999 },
          ),
        ],
      },
      { limit: 99_999, required: true },
    ),
  ]),
};

/** The transaction around its levels. */
function transaction(levels: readonly Slot[]): LoopRule {
  return { name: 'transaction', slots: [segment('ST', []), header('0022'), ...levels] };
}

const benefits = rulesFor<EligibilityBenefit>();

/** LS and LE, which stand around the parties that a benefit names. */
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
    several('HSD', 'deliveries', deliveryElements, 9),
    several('REF', 'references', referenceElements, 9),
    several('DTP', 'dates', dateElements, 20),
    rejections,
    {
      ...several('MSG', 'messages', [rulesFor<{ text: string }>().text(1, 'text', 264, { required: true })], 10),
      scalar: 'text',
    },
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

/** When the service was, or is. */
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

const benefitSlot = loop('benefits', benefitLoop, { limit: 99_999 });

const answeredDependent: LoopRule = {
  name: 'dependent',
  numbering: 'hierarchy',
  closed: true,
  slots: [level('23'), traces, memberName(['03'], [...memberSegments([rejections]), militarySegment]), benefitSlot],
};

const answeredSubscriber: LoopRule = {
  name: 'subscriber',
  numbering: 'hierarchy',
  levelsBelow: ['dependents'],
  closed: true,
  slots: [
    level('22'),
    traces,
    memberName(['IL'], [...memberSegments([rejections]), militarySegment]),
    benefitSlot,
    loop('dependents', answeredDependent, { limit: 99_999 }),
  ],
};

export const eligibilityAnswerGuide: Guide<EligibilityAnswer> = {
  functionalGroup: 'HB',
  type: '271',
  guide: '005010X279A1',
  versions: /^005010X279/,
  loop: transaction([
    loop(
      'sources',
      {
        name: 'information source',
        numbering: 'hierarchy',
        levelsBelow: ['receivers'],
        closed: true,
        slots: [
          level('20'),
          several('AAA', 'systemRejections', rejectionElements, 9),
          memberName(sourceRoles, [contact('contacts', 3), rejections]),
          loop(
            'receivers',
            {
              name: 'information receiver',
              numbering: 'hierarchy',
              levelsBelow: ['subscribers'],
              closed: true,
              slots: [
                level('21'),
                memberName(receiverRoles, [
                  several('REF', 'references', referenceElements, 9),
                  ...address(false),
                  rejections,
                  providerInformation,
                ]),
                loop('subscribers', answeredSubscriber, { limit: 99_999 }),
              ],
            },
            { limit: 99_999 },
          ),
        ],
      },
      { limit: 99_999, required: true },
    ),
  ]),
};
