import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { byContract } from './clocks.ts';
import type { Clock, DeadlineBasis } from './deadline.ts';
import { isMedicareItself, type PayerTerms } from './payer-terms.ts';

/** A level of appeal: its recipient, the days from the previous notice, and the minimum amount. */
export interface AppealLevel {
  readonly title: string;
  readonly days: number;
  /** The notice is presumed received this many days after its date; the limit counts from there. */
  readonly receiptDays: number;
  /** The usual days to a decision: afterwards somebody should ask. */
  readonly answerDays: number;
  readonly minimumCents?: Cents;
  readonly basis: DeadlineBasis;
}

/** A level of Medicare's appeals, by the regulation. */
interface MedicareLevel {
  readonly title: string;
  readonly days: number;
  readonly answerDays: number;
  readonly minimum?: keyof (typeof medicareMinimums)[number];
}

/** The amounts in controversy for a hearing and a court, by the year of the request (the last: 90 FR 55869). */
const medicareMinimums = [
  { from: '2023-01-01', hearing: cents(18000), court: cents(185000) },
  { from: '2024-01-01', hearing: cents(18000), court: cents(184000) },
  { from: '2025-01-01', hearing: cents(19000), court: cents(190000) },
  { from: '2026-01-01', hearing: cents(20000), court: cents(196000) },
] as const;

/** 42 CFR 405.942 and 405.950, 405.962 and 405.970, 405.1014 and 405.1016, 405.1102 and 405.1100, 405.1130. */
const medicareLevels: readonly MedicareLevel[] = [
  { title: 'Redetermination by the Medicare contractor', days: 120, answerDays: 60 },
  { title: 'Reconsideration by a qualified independent contractor', days: 180, answerDays: 60 },
  { title: 'Hearing by an administrative law judge', days: 60, answerDays: 90, minimum: 'hearing' },
  { title: 'Review by the Medicare Appeals Council', days: 60, answerDays: 90 },
  { title: 'Review by a federal district court', days: 60, answerDays: 365, minimum: 'court' },
];

const medicareReceiptDays = 5;

/** The assumption for a payer without terms of its own. */
const assumedLevels = [
  { title: 'First appeal to the payer', days: 180 },
  { title: 'Second appeal to the payer', days: 60 },
  { title: 'External review', days: 120 },
] as const;

const usualAnswerDays = 45;

/**
 * The levels of appeal with a payer, in order. Contract terms override assumptions: the first level's days are
 * `appealDays`, the further ones `furtherAppeals`, which may also say that there is none.
 * @param askedOn the filing day of the appeal, which decides Medicare's minimum amounts
 */
export function appealLevels(terms: PayerTerms, askedOn: LocalDate): readonly AppealLevel[] {
  const { appealDays, furtherAppeals } = terms;
  const standard = isMedicareItself(terms) ? ofMedicare(askedOn) : assumed();
  const [first, ...further] = standard;
  const own: readonly AppealLevel[] =
    furtherAppeals?.map(({ title, days, answerDays = usualAnswerDays, minimumCents }) => ({
      ...{ title, days, answerDays, receiptDays: 0, basis: 'contract' },
      ...present({ minimumCents }),
    })) ?? further;
  if (first === undefined) return own;
  const known: AppealLevel =
    appealDays === undefined ? first : { ...first, days: appealDays, receiptDays: 0, basis: 'contract' };
  return [known, ...own];
}

function ofMedicare(askedOn: LocalDate): AppealLevel[] {
  const amounts = medicareMinimums.findLast(({ from }) => from <= askedOn) ?? medicareMinimums[0];
  return medicareLevels.map(({ title, days, answerDays, minimum }) => ({
    ...{ title, days, answerDays, receiptDays: medicareReceiptDays, basis: 'medicare' },
    ...(minimum === undefined ? {} : { minimumCents: amounts[minimum] as Cents }),
  }));
}

function assumed(): AppealLevel[] {
  return assumedLevels.map((level) => ({ ...level, receiptDays: 0, answerDays: usualAnswerDays, basis: 'assumed' }));
}

/**
 * The last day for an appeal at a level; undefined when the payer has no such level.
 * @param noticeOn the date of the notice that is appealed: of the answer, or of the decision on the level before
 * @param level counting from 1
 */
export function appealAt(terms: PayerTerms, noticeOn: LocalDate, level: number): Clock | undefined {
  const found = appealLevels(terms, noticeOn)[level - 1];
  if (found === undefined) return undefined;
  const countedFrom = { event: 'notice', on: noticeOn } as const;
  if (found.basis === 'contract') return byContract('appeal', terms, countedFrom, found.days);
  return { kind: 'appeal', on: addDays(noticeOn, found.receiptDays + found.days), basis: found.basis, countedFrom };
}

/** The last day for the first appeal of an answer. */
export function firstAppeal(terms: PayerTerms, noticeOn: LocalDate): Clock {
  // Every payer has a first level.
  return appealAt(terms, noticeOn, 1) as Clock;
}
