import { type Cents, cents } from '../money/cents.ts';
import { lawOn } from '../refund/state-law.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * A state’s law on unclaimed money, from a day on. The office looks it up and keeps it up to date.
 */
export interface UnclaimedLaw {
  /** Two letters. */
  readonly state: string;
  /** The first day of the rule. */
  readonly from: LocalDate;
  /** The law, or who advised the office. */
  readonly source: string;
  /** Months after which the money of a person is presumed abandoned. */
  readonly months: number;
  /**
   * The months for a business, such as a payer; `exempt`: businesses settle what they owe each other. Not on record
   * when absent.
   */
  readonly businesses?: number | 'exempt';
  /** Up to this amount it is never the state’s. */
  readonly exemptCents?: Cents;
  /** Money that is dormant on `heldOn` is reported, and handed over, by `by`: `MM-DD` of each year. */
  readonly report?: { readonly heldOn: string; readonly by: string };
  /**
   * The letter that the owner must get first: between these days before the last day to report, for this amount or
   * more.
   */
  readonly notice?: { readonly atMostDays: number; readonly atLeastDays: number; readonly fromCents: Cents };
  /** Of a shipped row that has the months alone: counsel is asked about the report, its letter and exceptions. */
  readonly isOfMonths?: true;
}

export interface UnclaimedSettings {
  /** For states that the office has not entered. */
  readonly assumedMonths: number;
  readonly states: readonly UnclaimedLaw[];
}

const day = (text: string): LocalDate => text as LocalDate;
const months = (state: string, from: string, count: number, source: string) =>
  ({ state, from: day(from), months: count, source, isOfMonths: true }) as const;
/** A letter 120 to 60 days before the report, from 50 dollars on. */
const letter = { atMostDays: 120, atLeastDays: 60, fromCents: cents(50_00) };

/**
 * The shipped rows. Texas: abandoned after more than three years (Property Code 72.101); held on March 1, reported by
 * July 1 (74.101); above 250 dollars a letter between March 1 and May 1 (74.1011), which are 122 and 61 days before
 * July 1. New Jersey: three years, held at the end of June, reported before November 1; Pennsylvania: three years, held
 * at the end of a year, reported by April 15. Ohio: a refund check or a patient's credit after three years, held on June
 * 30, reported by November 1; from 50 dollars on a letter at least 30 days before (Revised Code 169.03), so from July 1 on;
 * nothing that businesses owe each other (169.01(B)(2)(b)). Of the others only the time is on record, of Michigan with its
 * exemption; New York's law names checks for services and money for services that were not rendered, not a patient's
 * credit as such. Each first day is one on which the source has the rule, not always the first day of the law.
 */
const shippedLaws: readonly UnclaimedLaw[] = [
  months('CA', '2022-10-01', 36, 'California State Controller, 5 Steps to Reporting Unclaimed Property, 10/2022'),
  months('FL', '2022-01-01', 60, 'Florida Statutes 717.102(1)'),
  months('GA', '2022-01-01', 60, 'Georgia Code 44-12-193'),
  months('IL', '2018-01-01', 36, '765 ILCS 1026/15-201(5) and (7)'),
  {
    ...months('MI', '2015-12-22', 36, 'Michigan Compiled Laws 567.223(1); 25 dollars or less are exempt (567.224a)'),
    exemptCents: cents(25_00),
  },
  months('NC', '2022-01-01', 60, 'North Carolina General Statutes 116B-53, as the State Treasurer lists it'),
  months('NY', '2011-04-01', 36, 'New York Abandoned Property Law 1315(1-a) and (1-b); letters by 1422'),
  {
    ...{ state: 'OH', from: day('2021-04-12'), months: 36, businesses: 'exempt' },
    source:
      'Ohio Revised Code 169.01 to 169.03, as the Department of Commerce explains them (10/2024); hospitals that are tax-exempt do not report',
    report: { heldOn: '06-30', by: '11-01' },
    notice: { atMostDays: 123, atLeastDays: 30, fromCents: cents(50_00) },
  },
  {
    ...{ state: 'NJ', from: day('2019-07-01'), months: 36, source: 'New Jersey Statutes 46:30B-1 and following' },
    report: { heldOn: '06-30', by: '10-31' },
    notice: letter,
  },
  {
    ...{
      state: 'PA',
      from: day('2016-09-12'),
      months: 36,
      source: 'Pennsylvania Statutes, title 72, 1301.10a, 1301.11',
    },
    report: { heldOn: '12-31', by: '04-15' },
    notice: letter,
  },
  {
    ...{ state: 'TX', from: day('2017-09-01'), months: 36, businesses: 36 },
    source: 'Texas Property Code 72.101, 74.101, 74.1011',
    report: { heldOn: '03-01', by: '07-01' },
    notice: { atMostDays: 122, atLeastDays: 61, fromCents: cents(250_01) },
  },
];

/** The default: most states say three years, and some five. */
export const usualUnclaimedSettings: UnclaimedSettings = { assumedMonths: 36, states: [] };

/**
 * The law of a state on a day: the latest row, the office’s own before shipped ones; undefined without a row.
 */
export function unclaimedLaw(
  { states }: UnclaimedSettings,
  state: string | undefined,
  on: LocalDate,
): UnclaimedLaw | undefined {
  return lawOn({ own: states, shipped: shippedLaws }, state, on);
}
