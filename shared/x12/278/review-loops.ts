import { address, contact, demographics } from '../837/parties/party-segments.ts';
import {
  dateElements,
  deliveryElements,
  diagnoses,
  documents,
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
import { rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { type LoopRule, loop, type Slot, segment } from '../loops/loop-rules.ts';
import type { ReviewDecision, ReviewedProcedure, ReviewRequest, ServicesReview } from './review-parts.ts';

/* 278 request and answer as data. The answer has the request's segments, and decisions and rejections among them. */

const many = { limit: 99_999 } as const;
const rejections = several('AAA', 'rejections', rejectionElements, 9);
const patientRoles = ['IL', 'QC'];

/** The segments that follow the name of a party. */
const partySegments: readonly Slot[] = [
  several('REF', 'references', referenceElements, 9),
  ...address(false),
  contact('contacts', 1),
  rejections,
  providerInformation,
];

const requests = rulesFor<ReviewRequest>();

const request = segment(
  'UM',
  [
    requests.text(1, 'category', 2, { required: true, min: 2 }),
    requests.text(2, 'certification', 1),
    requests.text(3, 'serviceType', 2),
    requests.text(4, 'place', 2, { component: 1 }),
    requests.text(4, 'placeKind', 2, { component: 2 }),
    requests.list(5, 'relatedCauses', { first: 1, count: 5, max: 3, optional: true }),
    requests.text(6, 'levelOfService', 3),
    requests.text(7, 'currentHealth', 1),
    requests.text(8, 'prognosis', 1),
    requests.text(9, 'releaseOfInformation', 1),
    requests.text(10, 'delayReason', 2),
  ],
  { into: 'request' },
);

const decisions = rulesFor<ReviewDecision>();

const decision = segment(
  'HCR',
  [
    decisions.text(1, 'action', 2, { required: true }),
    decisions.text(2, 'number', 50),
    decisions.repeated(3, 'reasons', { count: 5, max: 30 }),
    decisions.text(4, 'secondSurgicalOpinion', 1),
  ],
  { into: 'decision' },
);

const messages = {
  ...several('MSG', 'messages', [rulesFor<{ text: string }>().text(1, 'text', 264, { required: true })], 1),
  scalar: 'text',
};

const providerSlot = loop('providers', { name: 'provider', slots: [party(), ...partySegments] }, { limit: 14 });

const procedures = rulesFor<ReviewedProcedure>();
const institutional = rulesFor<ReviewedProcedure & { revenueCode?: string }>();

const service: LoopRule = {
  name: 'service',
  numbering: 'hierarchy',
  closed: true,
  slots: [
    level('SS'),
    several('TRN', 'traces', traceElements, 3),
    rejections,
    request,
    decision,
    several('REF', 'references', referenceElements, 9),
    several('DTP', 'dates', dateElements, 9),
    segment(
      'SV1',
      [
        procedureElement(1),
        procedures.money(2, 'amountCents'),
        procedures.text(3, 'unit', 2, { min: 2 }),
        procedures.decimal(4, 'quantity'),
      ],
      { into: 'professional' },
    ),
    segment(
      'SV2',
      [
        institutional.text(1, 'revenueCode', 48),
        procedureElement(2),
        institutional.money(3, 'amountCents'),
        institutional.text(4, 'unit', 2, { min: 2 }),
        institutional.decimal(5, 'quantity'),
      ],
      { into: 'institutional' },
    ),
    segment('SV3', [procedureElement(1), procedures.money(2, 'amountCents'), procedures.decimal(6, 'quantity')], {
      into: 'dental',
    }),
    several('HSD', 'deliveries', deliveryElements, 1),
    documents(10),
    messages,
    providerSlot,
  ],
};

const event: LoopRule = {
  name: 'patient event',
  numbering: 'hierarchy',
  levelsBelow: ['services'],
  closed: true,
  slots: [
    level('EV'),
    several('TRN', 'traces', traceElements, 3),
    rejections,
    request,
    decision,
    several('REF', 'references', referenceElements, 9),
    several('DTP', 'dates', dateElements, 12),
    diagnoses(12),
    several('HSD', 'deliveries', deliveryElements, 1),
    documents(10),
    messages,
    providerSlot,
    loop('services', service, many),
  ],
};

/** A member's name and what follows it. */
const memberSlot = loop(
  undefined,
  {
    name: 'name',
    slots: [party(patientRoles), ...partySegments, demographics(), insuredSegment],
  },
  { required: true },
);

const dependent: LoopRule = {
  name: 'dependent',
  numbering: 'hierarchy',
  levelsBelow: ['events'],
  closed: true,
  slots: [level('23'), memberSlot, loop('events', event, many)],
};

const subscriber: LoopRule = {
  name: 'subscriber',
  numbering: 'hierarchy',
  levelsBelow: ['dependents', 'events'],
  closed: true,
  slots: [level('22'), memberSlot, loop('events', event, many), loop('dependents', dependent, many)],
};

const requester: LoopRule = {
  name: 'requester',
  numbering: 'hierarchy',
  levelsBelow: ['subscribers'],
  closed: true,
  slots: [
    level('21'),
    loop(undefined, { name: 'name', slots: [party(['1P', 'FA']), ...partySegments] }, { required: true }),
    loop('subscribers', subscriber, many),
  ],
};

const reviewer: LoopRule = {
  name: 'review organisation',
  numbering: 'hierarchy',
  levelsBelow: ['requesters'],
  closed: true,
  slots: [
    level('20'),
    several('AAA', 'systemRejections', rejectionElements, 9),
    loop(undefined, { name: 'name', slots: [party(['X3', 'PR']), ...partySegments] }, { required: true }),
    loop('requesters', requester, many),
  ],
};

/** A request and an answer differ in what they say, not in their shape: one guide reads and writes both. */
export const servicesReviewGuide: Guide<ServicesReview> = {
  functionalGroup: 'HI',
  type: '278',
  guide: '005010X217',
  versions: /^005010X217/,
  loop: {
    name: 'transaction',
    slots: [segment('ST', []), header('0007'), loop('reviewers', reviewer, { ...many, required: true })],
  },
};
