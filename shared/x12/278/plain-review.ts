import {
  type AuthorizationDecision,
  type AuthorizationStatus,
  decidedServices,
  statusOfAction,
  statusOfServices,
} from '../../domain/authorization/authorization.ts';
import { rejectionWord } from '../../domain/eligibility/eligibility-codes.ts';
import { parseQuantity } from '../../domain/encounter/quantity.ts';
import { present } from '../../domain/present.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { InquiryDate } from '../inquiry/inquiry-parts.ts';
import type { LoopFinding } from '../loops/loop-finding.ts';
import { readByGuide } from '../loops/read-guide.ts';
import { servicesReviewGuide } from './review-loops.ts';
import type { ReviewDecision, ReviewedEvent, ReviewParty, ServicesReview } from './review-parts.ts';

/** A 278's answer to one request. */
export interface ReviewAnswer {
  /** The returned trace of the request; empty when the answer has none. */
  readonly trace: string;
  /** The patient control number (REF EJ), which identifies a claim. */
  readonly accountNumber?: string;
  /** The payer's number of itself. */
  readonly reviewerId?: string;
  readonly decision: AuthorizationDecision;
}

export interface PlainReviews {
  readonly answers: readonly ReviewAnswer[];
  /**
   * The answer to all requests of a file together, when none was considered alone. The file's reference identifies it.
   */
  readonly ofAll: readonly { readonly reference: string; readonly decision: AuthorizationDecision }[];
  readonly findings: readonly LoopFinding[];
}

/** Reads 278s that answer requests, in plain terms. A request itself has no decision, and is ignored. */
export function readReviewAnswers(bytes: Uint8Array, today: LocalDate): PlainReviews {
  const read = readByGuide(bytes, servicesReviewGuide);
  if (!read.ok) {
    const { kind, message, byteOffset } = read.failure;
    return { answers: [], ofAll: [], findings: [{ code: kind, message, byteOffset }] };
  }
  const transactions = read.value.interchanges.flatMap((interchange) => interchange.transactions);
  const contents = transactions.flatMap(({ content }) => (content?.purpose === '11' ? [content] : []));
  return {
    answers: contents.flatMap((content) => answersIn(content, today)),
    ofAll: contents.flatMap((content) => ofAllIn(content, today)),
    findings: [...read.value.findings, ...transactions.flatMap(({ findings }) => findings)],
  };
}

const reasonsOf = (...lists: readonly (readonly { readonly reason?: string }[] | undefined)[]): readonly string[] =>
  lists.flatMap((list) => (list ?? []).flatMap(({ reason }) => (reason === undefined ? [] : [reason])));

/** The decision when the request could not be considered. Nothing is then decided about the services. */
function refused(stated: readonly string[], today: LocalDate): AuthorizationDecision {
  const reasons = [...new Set(stated)];
  return { status: 'refused', decidedOn: today, reasons, messages: reasons.map(rejectionWord), services: [] };
}

function ofAllIn(content: ServicesReview, today: LocalDate) {
  const parties: readonly ReviewParty[] = content.reviewers.flatMap((reviewer) => [
    reviewer,
    ...(reviewer.requesters ?? []),
  ]);
  const reasons = [
    ...reasonsOf(...parties.map(({ rejections }) => rejections)),
    ...reasonsOf(...content.reviewers.map(({ systemRejections }) => systemRejections)),
  ];
  const { reference } = content;
  return reasons.length === 0 || reference === undefined ? [] : [{ reference, decision: refused(reasons, today) }];
}

function answersIn(content: ServicesReview, today: LocalDate): ReviewAnswer[] {
  return content.reviewers.flatMap(({ requesters = [], idKind, id }) => {
    const reviewerId = idKind === 'PI' ? id : undefined;
    const subscribers = requesters.flatMap(({ subscribers: all = [] }) => all);
    return subscribers
      .flatMap((subscriber) => [subscriber, ...(subscriber.dependents ?? [])].map((member) => ({ member, subscriber })))
      .flatMap(({ member, subscriber }) =>
        (member.events ?? []).flatMap((event) => {
          const references = [event, member, subscriber].flatMap((each) => each.references ?? []);
          const accountNumber = references.find(({ kind }) => kind === 'EJ')?.id;
          const above = reasonsOf(member.rejections, subscriber.rejections);
          return answerOf(event, { above, accountNumber }, today).map((answer) => ({
            ...answer,
            ...present({ accountNumber, reviewerId }),
          }));
        }),
      );
  });
}

function answerOf(
  event: ReviewedEvent,
  { above, accountNumber }: { readonly above: readonly string[]; readonly accountNumber: string | undefined },
  today: LocalDate,
): ReviewAnswer[] {
  const trace = event.traces?.find(({ number }) => number !== '')?.number ?? '';
  if (trace === '' && accountNumber === undefined) return [];
  const services = event.services ?? [];
  const rejections = [...above, ...reasonsOf(event.rejections, ...services.map(({ rejections }) => rejections))];
  const decisions = [event.decision, ...services.map(({ decision }) => decision)].flatMap((each) =>
    each === undefined ? [] : [each],
  );
  if (decisions.length === 0) return rejections.length === 0 ? [] : [{ trace, decision: refused(rejections, today) }];
  const days = dayOf([event.dates, ...services.map(({ dates }) => dates)], 'AAH', '472');
  const until = dayOf([event.dates, ...services.map(({ dates }) => dates)], '036')?.on;
  const told: Parameters<typeof decidedServices>[0][number][] = [];
  for (const { traces, decision, professional, institutional, dental, deliveries } of services) {
    const index = Number(traces?.map(({ number }) => /\.(\d+)$/.exec(number)?.[1]).find((text) => text !== undefined));
    if (!Number.isInteger(index) || index < 0 || index > 999) continue;
    const units = parseQuantity((professional ?? institutional ?? dental)?.quantity ?? deliveries?.[0]?.quantity ?? '');
    const status = decision && statusOfAction(decision.action);
    told.push({ service: index, ...present({ status, units: units.ok ? units.value : undefined }) });
  }
  return [
    {
      trace,
      decision: {
        status: statusOf(
          event.decision,
          services.map(({ decision }) => decision),
        ),
        decidedOn: dayOf([event.dates], '102')?.on ?? today,
        ...present({
          number: decisions.find(({ number }) => number !== undefined)?.number,
          from: days?.on,
          to: until ?? days?.until,
        }),
        reasons: [...new Set([...rejections, ...decisions.flatMap(({ reasons = [] }) => reasons)])],
        messages: [...(event.messages ?? []), ...services.flatMap(({ messages = [] }) => messages)],
        services: decidedServices(told),
      },
    },
  ];
}

/** The event's own decision. Without one, the decision follows from those of its services, which may differ. */
function statusOf(
  own: ReviewDecision | undefined,
  services: readonly (ReviewDecision | undefined)[],
): AuthorizationStatus {
  if (own !== undefined) return statusOfAction(own.action);
  return statusOfServices(services.flatMap((each) => (each === undefined ? [] : [statusOfAction(each.action)])));
}

function dayOf(
  lists: readonly (readonly InquiryDate[] | undefined)[],
  ...kinds: readonly string[]
): InquiryDate | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return kinds.map((kind) => all.find((date) => date.kind === kind)).find((date) => date !== undefined);
}
