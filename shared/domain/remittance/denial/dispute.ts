import { addWorkdays } from '../../deadline/calendar.ts';
import type { PayerTerms } from '../../deadline/payer-terms.ts';
import { addDays, type LocalDate } from '../../time/local-date.ts';

/*
 * Federal independent dispute resolution between an out-of-network provider and a health plan (No Surprises Act, 45 CFR
 * 149.510). All periods count business days; the starting day is the first.
 */

/** The days of each step. */
const days = { toNotice: 30, toAnswer: 15, toNegotiate: 30, toInitiate: 4 } as const;

/** The last day of a period of business days whose first day is given. */
const lastOf = (from: LocalDate, count: number): LocalDate => addWorkdays(addDays(from, -1), count);

/** How a dispute ended. */
export const disputeResults = {
  agreed: 'Both agreed on an amount.',
  'our-offer': 'The certified entity chose our offer.',
  'their-offer': 'The certified entity chose the payer’s offer.',
  withdrawn: 'We gave it up, or were found not to be eligible.',
} as const;

export type DisputeResult = keyof typeof disputeResults;

/** A dispute about a denial, step by step. */
export interface Dispute {
  /** When the notice of open negotiation was sent. */
  readonly noticeOn: LocalDate;
  /** When the payer answered the notice. */
  readonly answeredOn?: LocalDate;
  readonly initiatedOn?: LocalDate;
  readonly end?: { readonly on: LocalDate; readonly result: DisputeResult; readonly cents?: number };
}

/** Payers to which the law does not apply: government programmes, and insurers other than health plans. */
const outside: ReadonlySet<string> = new Set(['16', 'MA', 'MB', 'MC', 'CH', 'VA', 'OF', 'TV', 'WC', 'AM', 'LM']);

/** Remark codes by which a payer says that the law protects the patient. */
function isProtectedBy(remark: string): boolean {
  const number = /^N(\d+)$/.exec(remark)?.[1];
  return remark === 'N830' || (Number(number) >= 862 && Number(number) <= 882);
}

/** Why a denial cannot go to federal dispute resolution; none when it can. */
export function disputeObstacles(
  { filingIndicator }: PayerTerms,
  remarkCodes: readonly string[],
  isProtected: boolean,
): readonly ('payer-outside-the-law' | 'not-said-by-the-payer')[] {
  return [
    ...(filingIndicator !== undefined && outside.has(filingIndicator) ? (['payer-outside-the-law'] as const) : []),
    ...(isProtected || remarkCodes.some(isProtectedBy) ? [] : (['not-said-by-the-payer'] as const)),
  ];
}

/** The negotiation period that a notice starts: the payer's deadline to answer, and the end of negotiation. */
export function negotiationDays(noticeOn: LocalDate): { readonly answerBy: LocalDate; readonly until: LocalDate } {
  return { answerBy: lastOf(noticeOn, days.toAnswer), until: lastOf(noticeOn, days.toNegotiate) };
}

/** The next step of a dispute, with its first and last day. */
export interface DisputeClock {
  readonly what: 'send-notice' | 'initiate';
  readonly from: LocalDate;
  readonly on: LocalDate;
  /** The payer's deadline to answer the notice. */
  readonly answerBy?: LocalDate;
}

/**
 * The next deadline of a dispute; undefined once it is with the certified entity, or over. @param deniedOn when the
 * payer's denial or first payment arrived
 */
export function disputeClock(deniedOn: LocalDate, dispute: Dispute | undefined): DisputeClock | undefined {
  if (dispute === undefined) return { what: 'send-notice', from: deniedOn, on: lastOf(deniedOn, days.toNotice) };
  if (dispute.initiatedOn !== undefined || dispute.end !== undefined) return undefined;
  const { answerBy, until } = negotiationDays(dispute.noticeOn);
  const from = addWorkdays(until, 1);
  return { what: 'initiate', from, on: lastOf(from, days.toInitiate), answerBy };
}
