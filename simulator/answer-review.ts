import { present } from '../shared/domain/present.ts';
import { servicesReviewGuide } from '../shared/x12/278/review-loops.ts';
import type {
  ReviewDecision,
  ReviewedDependent,
  ReviewedEvent,
  ReviewedService,
  ReviewedSubscriber,
  ServicesReview,
} from '../shared/x12/278/review-parts.ts';
import type { InquiryTrace } from '../shared/x12/inquiry/inquiry-parts.ts';
import { chanceOf } from './chance.ts';
import { answerFile } from './inquiry-envelope.ts';
import { isProviderKnown, memberOf, rejectedFor, rejection } from './members.ts';
import type { Knows, ReviewSpec } from './scenario-checks.ts';

interface Asked {
  readonly seed: string;
  readonly knows: Knows;
  readonly reviews: readonly ReviewSpec[];
}

/**
 * Answers a file of requests for prior authorisation (278), by the scenario's `reviews` or at random. Undefined when
 * the file is not a request.
 */
export function answerReview(bytes: Uint8Array, asked: Asked): string | undefined {
  return answerFile(bytes, [servicesReviewGuide, servicesReviewGuide], (review) =>
    review.purpose === '13' ? answerTo(review, asked) : undefined,
  );
}

function answerTo(asked: ServicesReview, payer: Asked): ServicesReview {
  return {
    ...asked,
    ...{ purpose: '11', createdTime: '0900', transactionType: '18' },
    reviewers: asked.reviewers.map(({ requesters = [], ...reviewer }) => ({
      ...reviewer,
      requesters: requesters.map(({ subscribers = [], ...requester }) => {
        const isKnown = isProviderKnown(payer.knows, requester);
        return {
          ...requester,
          // A provider that is not on file gets no information about patients.
          ...(isKnown ? {} : { rejections: [rejection('51')] }),
          subscribers: subscribers.map((each) => subscriberAnswer(each, payer, isKnown)),
        };
      }),
    })),
  };
}

function subscriberAnswer(asked: ReviewedSubscriber, payer: Asked, isKnown: boolean): ReviewedSubscriber {
  const { id = '', name, demographics, dependents } = asked;
  const found = memberOf(payer.knows, id, { name, demographics });
  const reason = rejectedFor(found);
  const isTold = isKnown && reason === undefined;
  const told = <Patient extends ReviewedDependent>(patient: Patient): Patient => ({
    ...patient,
    ...present({
      events: patient.events?.map((event) => eventAnswer(event, isTold ? { ...payer, memberId: id } : undefined)),
    }),
  });
  return {
    ...told(asked),
    ...(isKnown && reason !== undefined ? { rejections: [rejection(reason)] } : {}),
    ...present({ dependents: dependents?.map(told) }),
  };
}

interface Deciding extends Asked {
  readonly memberId: string;
}

/** The traces of the request, as returned in an answer. */
const returned = (traces: readonly InquiryTrace[] | undefined) =>
  present({ traces: traces?.map((trace) => ({ ...trace, kind: '2' })) });

/**
 * The decision on an event. Without `deciding` there is no decision, because a person or provider in the event is
 * unknown.
 */
function eventAnswer(asked: ReviewedEvent, deciding: Deciding | undefined): ReviewedEvent {
  const { documents: _documents, messages: _notes, services = [], ...event } = asked;
  const plain = { ...event, ...returned(event.traces) };
  if (deciding === undefined)
    return { ...plain, services: services.map((each) => ({ ...each, ...returned(each.traces) })) };
  const decided = services.map((service) => serviceAnswer(service, deciding));
  const actions = new Set(decided.map(({ decision }) => decision?.action));
  const [first] = decided;
  const isAlike = actions.size === 1 && first?.decision !== undefined;
  const asOne = isAlike ? first?.decision : deciding.reviews.length === 0 ? undefined : whole(actions);
  const number = numberOf(deciding, event.traces);
  return {
    ...plain,
    ...present({ decision: asOne && { ...asOne, ...(isGiven(asOne) ? { number } : {}) } }),
    dates: [...(event.dates ?? [])],
    services: decided.map((service) => ({
      ...service,
      ...present({
        decision: service.decision && { ...service.decision, ...(isGiven(service.decision) ? { number } : {}) },
      }),
    })),
  };
}

const isGiven = ({ action }: ReviewDecision): boolean => action === 'A1' || action === 'A2' || action === 'A6';

/** Some services are certified, and others are not. */
function whole(actions: ReadonlySet<string | undefined>): ReviewDecision {
  return { action: actions.has('A4') ? 'A4' : 'A2' };
}

/** The number of an authorisation: always the same for the same request. */
function numberOf({ seed, memberId }: Deciding, traces: readonly InquiryTrace[] | undefined): string {
  const chance = chanceOf(seed, 'authorisation', memberId, ...(traces ?? []).map(({ number }) => number));
  return `AUTH${String(chance.below(1_000_000)).padStart(6, '0')}`;
}

function serviceAnswer(asked: ReviewedService, deciding: Deciding): ReviewedService {
  const { professional, institutional, dental } = asked;
  const code = (professional ?? institutional ?? dental)?.procedure?.code ?? '';
  const spec = deciding.reviews.find(
    ({ procedures, member }) =>
      (procedures === undefined || procedures.includes(code)) && (member === undefined || member === deciding.memberId),
  );
  const { decision, units, reason, message } = spec ?? drawn(deciding, code);
  return {
    ...asked,
    ...returned(asked.traces),
    decision: { action: actions[decision], ...(reason === undefined ? {} : { reasons: [reason] }) },
    ...(professional === undefined || units === undefined
      ? {}
      : { professional: { ...professional, unit: professional.unit ?? 'UN', quantity: String(units) } }),
    ...(dental === undefined || units === undefined ? {} : { dental: { ...dental, quantity: String(units) } }),
    ...(message === undefined ? {} : { messages: [message] }),
  };
}

const actions = {
  approved: 'A1',
  'partly-approved': 'A6',
  denied: 'A3',
  pended: 'A4',
  'not-needed': 'NA',
} as const satisfies Record<ReviewSpec['decision'], string>;

/**
 * The decision where the scenario has none: most requests are approved. The same member and service always get the same
 * decision.
 */
function drawn({ seed, memberId }: Deciding, code: string): ReviewSpec {
  const chance = chanceOf(seed, 'review', memberId, code);
  const decision = chance.pick<ReviewSpec['decision']>([
    'approved',
    'approved',
    'approved',
    'not-needed',
    'pended',
    'denied',
  ]);
  return { decision, ...(decision === 'denied' ? { reason: '0V' } : {}) };
}
