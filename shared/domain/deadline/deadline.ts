import type { LawOnRecord } from '../refund/refund-law.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What must be done in time. */
export const deadlineKinds = {
  'timely-filing': 'The payer must have the claim by this day.',
  notice: 'Medicare must have the notice by this day: each later one costs its payment.',
  'corrected-claim': 'The payer must have the corrected claim by this day.',
  appeal: 'The appeal must be filed by this day.',
  dispute: 'The next step of federal dispute resolution must be taken by this day.',
  refund: 'The payer’s overpayment must be reported and returned by this day.',
  underpayment: 'What the payer paid too little must be disputed by this day.',
  'bill-dispute': 'What a patient disputes of a bill above its estimate must be answered by this day.',
  'estate-claim': 'The claim against the estate of a guarantor who died must be filed by this day.',
  'case-return': 'What a case of the self-audit found to be overpaid must be reported and returned by this day.',
} as const;

export type DeadlineKind = keyof typeof deadlineKinds;

/**
 * `contract`: the office entered it; `medicare`, `medicaid`: the programme’s rule; `federal`: a law for all payers;
 * `state`: the law of a state; `stated`: a court or a person set the day; `assumed`: a guess, so look it up.
 */
export const deadlineBases = ['contract', 'medicare', 'medicaid', 'federal', 'state', 'stated', 'assumed'] as const;

export type DeadlineBasis = (typeof deadlineBases)[number];

/** The last day for something, and the source of that date. */
export interface Deadline {
  readonly on: LocalDate;
  readonly basis: DeadlineBasis;
}

/** What a time limit counts from. */
export const deadlineStarts = [
  ...([
    'service',
    'admission',
    'end-of-care',
    'prior-answer',
    'notice',
    'identification',
    'selection',
    'decision',
    'stated',
  ] as const),
] as const;

export type DeadlineStart = (typeof deadlineStarts)[number];

/** A deadline with what it counts from. */
export interface Clock extends Deadline {
  readonly kind: DeadlineKind;
  readonly countedFrom: { readonly event: DeadlineStart; readonly on: LocalDate };
  /** For a day that follows from a state’s law, or would if one were on record. */
  readonly law?: LawOnRecord;
}

/** The rules behind deadlines, with their sources. */
const deadlineRules: Readonly<Record<DeadlineKind, Readonly<Partial<Record<DeadlineBasis, string>>>>> = {
  'timely-filing': {
    contract: 'The days of the payer’s contract (`filingDays`), by the day on which the payer receives the claim.',
    medicare:
      'One calendar year, by the day of receipt: a facility’s claim from its through date, others from each line’s first day; a federal nonworkday extends it (42 CFR 424.44; Medicare Claims Processing Manual, chapter 1, 70).',
    medicaid: 'Twelve months from the service at most; the state’s plan may allow less (42 CFR 447.45(d)).',
    assumed: 'No limit of this payer is on record: 90 days from the service are assumed. Enter its `filingDays`.',
  },
  notice: {
    medicare:
      'Five calendar days after the admission or election, or after its end (Medicare Claims Processing Manual, chapters 10, 40.1, for admissions from 2022, and 11, 20.1.1, for elections from October 2014).',
  },
  'corrected-claim': {
    contract: 'The days of the payer’s contract (`correctedClaimDays`, or else `filingDays`).',
    medicare: 'One calendar year, as for filing (42 CFR 424.44).',
    medicaid: 'Twelve months from the service at most; the state’s plan may allow less (42 CFR 447.45(d)).',
    assumed:
      'No limit of this payer is on record: 365 days from the service are assumed. Enter its `correctedClaimDays`.',
  },
  appeal: {
    contract: 'The days of the payer’s contract (`appealDays`, then `furtherAppeals`), from the notice.',
    medicare:
      'Redetermination: 120 days; reconsideration: 180; hearing, Appeals Council and court: 60 each. They count from receipt of the notice, which is presumed five days after its date (42 CFR 405.942, 405.962, 405.1014, 405.1102, 405.1130).',
    medicaid: 'The state’s plan.',
    assumed:
      'No limit of this payer is on record: 180 days from the notice are assumed, then 60, then 120. Enter its `appealDays` and `furtherAppeals`.',
  },
  dispute: {
    federal:
      'Open negotiation is asked for within 30 business days from the denial or first payment, lasts 30 from its notice, and dispute resolution is initiated within the 4 after it, or within 30 after a cooling-off of 90 days; offers are due 10 business days after the certified entity is selected; what it decides is paid within 30 days (45 CFR 149.510).',
  },
  refund: {
    contract: 'The days of the payer’s contract (`refundDays`), from the day on which the overpayment was found.',
    medicare:
      '60 days from identification; a good-faith investigation suspends them for at most 180 days (42 CFR 401.305(b)).',
    medicaid: '60 days from identification (Social Security Act, 1128J(d)).',
    state:
      'The law of the state from which it was billed (`refunds.states` of the billing settings), from the day on which the overpayment was found, which is never later than the payer’s request.',
    assumed:
      'Neither a contract nor a law of the state is on record: 60 days are assumed. Enter the payer’s `refundDays`, or ask counsel about the state’s law and enter that (`refunds.states` of the billing settings).',
  },
  underpayment: {
    contract: 'The days of the contract with the payer (`disputeDays`), from its answer.',
  },
  'bill-dispute': {
    federal:
      'The estimate, the bill and what the office has to say are with who decides within 10 business days from the notice (45 CFR 149.620(e)(2)).',
  },
  'estate-claim': {
    stated:
      'The last day to claim from the estate, as the court or who settles it says (`estate.claimBy` of the hold).',
  },
  'case-return': {
    federal:
      '60 days from identification; a good-faith investigation suspends them for at most 180 days (42 CFR 401.305(b)).',
  },
};

/** The rule behind a deadline, with its source. */
export function deadlineRule({ kind, basis }: Pick<Clock, 'kind' | 'basis'>): string {
  return deadlineRules[kind][basis] ?? '';
}
