import { address, contact, demographics } from '../837/parties/party-segments.ts';
import {
  dates,
  deliveries,
  diagnoses,
  documents,
  header,
  insuredSegment,
  messages,
  named,
  party,
  procedureElement,
  providerInformation,
  references,
  rejections,
  systemRejections,
  traces,
} from '../inquiry/inquiry-segments.ts';
import { rulesFor } from '../loops/element-rules.ts';
import type { Guide } from '../loops/guide.ts';
import { level } from '../loops/level-rules.ts';
import { loop, type Slot, segment } from '../loops/loop-rules.ts';
import type { ReviewDecision, ReviewedProcedure, ReviewRequest, ServicesReview } from './review-parts.ts';

/* 278 request and answer as data. The answer has the request's segments, with decisions and rejections between them. */

const many = { limit: 99_999 } as const;
const patientRoles = ['IL', 'QC'];

/** The segments that follow the name of a party. */
const partySegments: readonly Slot[] = [
  references(9),
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

const providerSlot = loop('providers', { name: 'provider', slots: [party(), ...partySegments] }, { limit: 14 });

const procedures = rulesFor<ReviewedProcedure>();
const institutional = rulesFor<ReviewedProcedure & { revenueCode?: string }>();

const service = level('service', 'SS', [
  traces(3),
  rejections,
  request,
  decision,
  references(9),
  dates(9),
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
  deliveries(1),
  documents(10),
  messages(1),
  providerSlot,
]);

const event = level(
  'patient event',
  'EV',
  [
    traces(3),
    rejections,
    request,
    decision,
    references(9),
    dates(12),
    diagnoses(12),
    deliveries(1),
    documents(10),
    messages(1),
    providerSlot,
    loop('services', service, many),
  ],
  { levelsBelow: ['services'] },
);

/** A member's name and what follows it. */
const memberSlot = named(patientRoles, [...partySegments, demographics(), insuredSegment]);

const dependent = level('dependent', '23', [memberSlot, loop('events', event, many)], { levelsBelow: ['events'] });

const subscriber = level(
  'subscriber',
  '22',
  [memberSlot, loop('events', event, many), loop('dependents', dependent, many)],
  { levelsBelow: ['dependents', 'events'] },
);

const requester = level(
  'requester',
  '21',
  [named(['1P', 'FA'], partySegments), loop('subscribers', subscriber, many)],
  { levelsBelow: ['subscribers'] },
);

const reviewer = level(
  'review organisation',
  '20',
  [systemRejections, named(['X3', 'PR'], partySegments), loop('requesters', requester, many)],
  { levelsBelow: ['requesters'] },
);

/** A request and an answer differ in content, but not in structure, so one guide reads and writes both. */
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
