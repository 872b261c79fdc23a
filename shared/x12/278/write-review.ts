import { type AskedServices, isDental } from '../../domain/authorization/asked-services.ts';
import { present } from '../../domain/present.ts';
import type { Result } from '../../domain/result.ts';
import type { EligibilityQuestionOf, InquiryFile } from '../270/write-inquiry.ts';
import { type TransactionUnwritable, writeByGuide } from '../loops/write-guide.ts';
import { servicesReviewGuide } from './review-loops.ts';
import type { ReviewedDependent, ReviewedEvent, ReviewedService, ServicesReview } from './review-parts.ts';

/** A request for one prior authorisation. */
export interface ReviewQuestionOf
  extends Pick<EligibilityQuestionOf, 'trace' | 'originator' | 'payer' | 'provider' | 'subscriber' | 'dependent'>,
    AskedServices {}

/** Writes a request as a 278, which has room for one patient event (005010X217, loops 2000A to 2000E). */
export function writeReviewRequest(
  question: ReviewQuestionOf,
  { envelope, ...header }: InquiryFile,
): Result<string, TransactionUnwritable> {
  const review: ServicesReview = { purpose: '13', ...header, reviewers: [reviewerOf(question)] };
  return writeByGuide(review, servicesReviewGuide, { envelope });
}

function reviewerOf(question: ReviewQuestionOf): ServicesReview['reviewers'][number] {
  const { payer, provider, subscriber, dependent } = question;
  const who = { role: 'IL', kind: subscriber.name.kind, name: subscriber.name, idKind: 'MI', id: subscriber.memberId };
  const events = [eventOf(question)];
  const patient: ReviewedDependent | undefined = dependent && {
    ...{ role: 'QC', kind: dependent.name.kind, name: dependent.name },
    ...present({ demographics: dependent.demographics }),
    insured: { isSubscriber: false, relationship: dependent.relationship },
    events,
  };
  const member =
    patient === undefined
      ? { ...who, ...present({ demographics: subscriber.demographics }), events }
      : { ...who, dependents: [patient] };
  const requester = {
    role: '1P',
    kind: provider.name.kind,
    name: provider.name,
    idKind: idKindOf(provider.idKind),
    id: provider.id,
  };
  return {
    ...{
      role: 'X3',
      kind: 'organization',
      name: { kind: 'organization', name: payer.name },
      idKind: 'PI',
      id: payer.id,
    },
    requesters: [{ ...requester, subscribers: [member] }],
  };
}

/** A tax id has another qualifier here than in eligibility. */
function idKindOf(kind: string): string {
  return kind === 'FI' ? '24' : kind;
}

function eventOf(question: ReviewQuestionOf): ReviewedEvent {
  const { trace, originator, diagnoses, placeOfService, from, to, services, note, servicing } = question;
  return {
    traces: [{ kind: '1', number: trace, originator }],
    request: {
      ...{ category: question.isReferral === true ? 'SC' : 'HS', certification: 'I' },
      ...(placeOfService === undefined ? {} : { place: placeOfService, placeKind: 'B' }),
    },
    dates: [{ kind: 'AAH', on: from, until: to }],
    ...(diagnoses.length === 0
      ? {}
      : { diagnoses: diagnoses.map((code, index) => ({ kind: index === 0 ? 'ABK' : 'ABF', code })) }),
    ...(note === undefined ? {} : { messages: [note] }),
    ...(servicing === undefined
      ? {}
      : { providers: [{ ...servicing, role: 'SJ', kind: servicing.name.kind, idKind: idKindOf(servicing.idKind) }] }),
    services: services.flatMap(({ procedures, units }, index) =>
      procedures.map((code): ReviewedService => {
        return {
          // The service's number in the authorisation, which the answer returns.
          traces: [{ kind: '1', number: `${trace}.${index}`, originator }],
          dates: [{ kind: '472', on: from, until: to }],
          ...serviceOf(code, units),
        };
      }),
    ),
  };
}

/** A dentist's procedure (CDT) has a segment of its own, in which units need no name. */
function serviceOf(code: string, units: string | undefined): Pick<ReviewedService, 'professional' | 'dental'> {
  if (isDental(code)) return { dental: { procedure: { codeList: 'AD', code }, ...present({ quantity: units }) } };
  const quantity = units === undefined ? {} : { unit: 'UN', quantity: units };
  return { professional: { procedure: { codeList: 'HC', code }, ...quantity } };
}
