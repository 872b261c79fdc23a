import type { Notice } from '../claim/notice.ts';
import { present } from '../present.ts';
import { type RefundLaw, refundDaysOf } from '../refund/refund-law.ts';
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts';
import { oneYearAfter, workdayFrom } from './calendar.ts';
import type { Clock, DeadlineKind, DeadlineStart } from './deadline.ts';
import { isMedicaid, isMedicareItself, type PayerTerms } from './payer-terms.ts';

/**
 * The assumed days where neither a contract nor a programme states any: few to file, so that a claim is flagged too
 * early rather than too late.
 */
const assumedDays = { filing: 90, corrected: 365, refund: 60 } as const;

interface Start {
  readonly event: DeadlineStart;
  readonly on: LocalDate;
}

/** A limit in days that the office has entered. */
export function byContract(kind: DeadlineKind, terms: PayerTerms, from: Start, days: number): Clock {
  const last = addDays(from.on, days);
  const on = terms.limitOnDayOff === 'next-workday' ? workdayFrom(last) : last;
  return { kind, on, basis: 'contract', countedFrom: from };
}

/** The filing limits of Medicare and Medicaid, for an original claim and a corrected one alike. */
function byProgramme(kind: DeadlineKind, terms: PayerTerms, from: Start): Clock | undefined {
  const year = oneYearAfter(from.on);
  if (isMedicareItself(terms)) return { kind, on: workdayFrom(year), basis: 'medicare', countedFrom: from };
  return isMedicaid(terms) ? { kind, on: year, basis: 'medicaid', countedFrom: from } : undefined;
}

/**
 * The last day on which a payer accepts a claim. Medicare counts from the service for a second payer too.
 * @param serviceOn the through date of a facility's claim, the first date of any other line
 * @param priorAnswerOn for a claim to a later payer, the day of the earlier payer's answer
 */
export function timelyFiling(terms: PayerTerms, serviceOn: LocalDate, priorAnswerOn?: LocalDate): Clock {
  const kind = 'timely-filing';
  const service: Start = { event: 'service', on: serviceOn };
  if (terms.filingDays !== undefined) {
    const isLater = terms.laterFilingFrom === 'prior-answer' && priorAnswerOn !== undefined;
    return byContract(kind, terms, isLater ? { event: 'prior-answer', on: priorAnswerOn } : service, terms.filingDays);
  }
  const assumed = { kind, on: addDays(serviceOn, assumedDays.filing), basis: 'assumed', countedFrom: service } as const;
  return byProgramme(kind, terms, service) ?? assumed;
}

/** Calendar days after the admission, election or end of care in which Medicare takes the notice of it. */
const noticeDays = 5;

/**
 * The last day on which Medicare takes a notice of admission or election (A), or of the end of a hospice's care (B),
 * without a loss; undefined for other notices, bills and payers.
 */
export function noticeClock(terms: PayerTerms, notice: Notice | undefined): Clock | undefined {
  if (notice?.on === undefined || !isMedicareItself(terms)) return undefined;
  const countedFrom = { event: notice.kind === 'A' ? 'admission' : 'end-of-care', on: notice.on } as const;
  return { kind: 'notice', on: addDays(notice.on, noticeDays), basis: 'medicare', countedFrom };
}

/** The last day for a corrected claim. If the answer's day is unknown, it counts from the service, which is earlier. */
export function correctedClaim(terms: PayerTerms, serviceOn: LocalDate, answeredOn?: LocalDate): Clock {
  const kind = 'corrected-claim';
  const service: Start = { event: 'service', on: serviceOn };
  const { correctedClaimDays, filingDays } = terms;
  if (correctedClaimDays !== undefined) {
    const isFromAnswer = terms.correctedClaimFrom === 'answer' && answeredOn !== undefined;
    return byContract(kind, terms, isFromAnswer ? { event: 'notice', on: answeredOn } : service, correctedClaimDays);
  }
  if (filingDays !== undefined) return byContract(kind, terms, service, filingDays);
  const on = addDays(serviceOn, assumedDays.corrected);
  return byProgramme(kind, terms, service) ?? { kind, on, basis: 'assumed', countedFrom: service };
}

/** A good-faith investigation of an overpayment: when it began, and when it ended, if it has. */
export interface Investigation {
  readonly from: LocalDate;
  readonly to?: LocalDate;
}

/**
 * An investigation suspends the refund deadline until it ends, at most until this many days after the overpayment was
 * identified.
 */
const suspendedAtMost = 180;

/** The facts of an overpayment besides the day on which it was found. */
export interface RefundFacts {
  readonly investigation?: Investigation | undefined;
  /** The laws that the office has entered, and the state from which the claim was billed. */
  readonly laws?: readonly RefundLaw[];
  readonly state?: string | undefined;
}

/**
 * The last day to report and return a payer's overpayment: by the programme's rule, the contract, or the state's law.
 * Only Medicare's rule has a suspension.
 */
export function refund(terms: PayerTerms, identifiedOn: LocalDate, facts: RefundFacts = {}): Clock {
  const { investigation, laws = [], state } = facts;
  const kind = 'refund';
  const countedFrom: Start = { event: 'identification', on: identifiedOn };
  if (isMedicareItself(terms)) {
    return { kind, on: federalReturn(identifiedOn, investigation), basis: 'medicare', countedFrom };
  }
  if (isMedicaid(terms)) return { kind, on: addDays(identifiedOn, 60), basis: 'medicaid', countedFrom };
  if (terms.refundDays !== undefined) return byContract(kind, terms, countedFrom, terms.refundDays);
  const law = refundDaysOf(laws, state, 'payerDays', identifiedOn);
  if (law !== undefined) {
    const stated = { ...present({ state }), source: law.source };
    return { kind, on: addDays(identifiedOn, law.days), basis: 'state', countedFrom, law: stated };
  }
  const unknown = { ...present({ state }), askCounsel: true } as const;
  return { kind, on: addDays(identifiedOn, assumedDays.refund), basis: 'assumed', countedFrom, law: unknown };
}

/**
 * The day to report and return an overpayment under Medicare's rule (42 CFR 401.305): 60 days, extended by an
 * investigation.
 */
export function federalReturn(identifiedOn: LocalDate, investigation?: Investigation): LocalDate {
  const suspended = investigation === undefined ? 0 : suspendedDays(identifiedOn, investigation);
  return addDays(identifiedOn, 60 + suspended);
}

function suspendedDays(identifiedOn: LocalDate, { from, to }: Investigation): number {
  const limit = addDays(identifiedOn, suspendedAtMost);
  const begun = from < identifiedOn ? identifiedOn : from;
  const ended = to === undefined || to > limit ? limit : to;
  // An investigation that starts after the sixty days changes nothing.
  return begun > addDays(identifiedOn, 60) ? 0 : Math.max(0, daysBetween(begun, ended));
}
