import { type Cents, cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * A state’s law on paying clean claims of commercial health plans in time, from the day on which the plan received them.
 * Rates are yearly and simple, in thousandths of a percent: 12% is 12000.
 */
export interface LatePaymentLaw {
  /** Two letters. */
  readonly state: string;
  readonly from: LocalDate;
  /** The law, or who advised the office. */
  readonly source: string;
  /** Days to pay a claim that came electronically, from its receipt. */
  readonly electronicDays: number;
  /** These are workdays, not calendar days. */
  readonly countsWorkdays?: true;
  readonly paperDays: number;
  readonly yearlyRate: number;
  /** Where the law has another rate for health maintenance organisations. */
  readonly yearlyRateOfHmo?: number;
  /** In place of interest on what was paid: parts of the charge beyond what is allowed, by days late. */
  readonly penalties?: readonly LatePenalty[];
}

/** A penalty from a number of days late on: a part of the charge beyond the contracted amount, up to a limit. */
export interface LatePenalty {
  readonly fromDaysLate: number;
  readonly percent: number;
  readonly mostCents: Cents;
}

/** Medicare’s rate for claims that it pays in these days: the Treasury sets it each January and July. */
export interface MedicareRate {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly yearlyRate: number;
}

/** The shipped rows have been in force since this day at the latest; most laws are older. */
const looked = '2024-01-01' as LocalDate;

/** The shipped laws, as far as their text is clear. Contracts of plans that are not insured may say otherwise. */
export const shippedLatePaymentLaws: readonly LatePaymentLaw[] = [
  {
    ...{ state: 'CA', from: '2026-01-01' as LocalDate, electronicDays: 30, paperDays: 30, yearlyRate: 10_000 },
    ...{ yearlyRateOfHmo: 15_000 },
    source:
      'California Insurance Code 10123.13 (10%), and Health and Safety Code 1371 for health care service plans (15%), as amended by AB 3275',
  },
  {
    ...{ state: 'FL', from: looked, electronicDays: 20, paperDays: 40, yearlyRate: 12_000 },
    source: 'Florida Statutes 627.6131, 641.3155',
  },
  {
    ...{ state: 'GA', from: looked, electronicDays: 15, countsWorkdays: true, paperDays: 30, yearlyRate: 12_000 },
    source: 'Official Code of Georgia 33-24-59.14',
  },
  {
    ...{ state: 'IL', from: looked, electronicDays: 30, paperDays: 30, yearlyRate: 9_000 },
    source: '215 Illinois Compiled Statutes 5/368a',
  },
  {
    ...{ state: 'NJ', from: looked, electronicDays: 30, paperDays: 40, yearlyRate: 12_000 },
    source: 'New Jersey Administrative Code 11:22-1.5; dental plans owe 10%',
  },
  {
    ...{ state: 'NY', from: looked, electronicDays: 30, paperDays: 45, yearlyRate: 12_000 },
    source: 'New York Insurance Law 3224-a: 12%, or the rate of Tax Law 1096(e)(1) where that is higher',
  },
  {
    ...{ state: 'OH', from: looked, electronicDays: 30, paperDays: 30, yearlyRate: 18_000 },
    source: 'Ohio Revised Code 3901.381, 3901.389',
  },
  {
    ...{ state: 'PA', from: looked, electronicDays: 45, paperDays: 45, yearlyRate: 10_000 },
    source: 'Pennsylvania Act 68 of 1998, 40 P.S. 991.2166; less than $2 need not be paid',
  },
  {
    ...{ state: 'TX', from: looked, electronicDays: 30, paperDays: 45, yearlyRate: 18_000 },
    penalties: [
      { fromDaysLate: 1, percent: 50, mostCents: cents(100_000_00) },
      { fromDaysLate: 46, percent: 100, mostCents: cents(200_000_00) },
    ],
    source:
      'Texas Insurance Code 843.342, 1301.137, and 28 Texas Administrative Code 21.2815: penalties to contracted physicians and providers; the state takes half of an institution’s, and the interest after 90 days',
  },
];

/** How many days Medicare has, by 42 U.S.C. 1395h(c)(2), 1395u(c)(2). */
export const medicareDays = 30;

export const medicareSource =
  '42 U.S.C. 1395h(c)(2), 1395u(c)(2); Medicare Claims Processing Manual, chapter 1, 80.2.2; the rate is that of 31 U.S.C. 3902(a)';

/** The shipped rates. For days that none covers, the office enters the rate that the Treasury has published. */
export const shippedMedicareRates: readonly MedicareRate[] = [
  { from: '2023-01-01' as LocalDate, to: '2023-06-30' as LocalDate, yearlyRate: 4_625 },
  { from: '2023-07-01' as LocalDate, to: '2024-12-31' as LocalDate, yearlyRate: 4_875 },
  { from: '2025-01-01' as LocalDate, to: '2025-06-30' as LocalDate, yearlyRate: 4_625 },
];
