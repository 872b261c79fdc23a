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
  /** Money that is dormant on `heldOn` is reported, and handed over, by `by`: `MM-DD` of each year. */
  readonly report?: { readonly heldOn: string; readonly by: string };
  /**
   * The letter that the owner must get first: between these days before the last day to report, for this amount or
   * more.
   */
  readonly notice?: { readonly atMostDays: number; readonly atLeastDays: number; readonly fromCents: Cents };
}

export interface UnclaimedSettings {
  /** For states that the office has not entered. */
  readonly assumedMonths: number;
  readonly states: readonly UnclaimedLaw[];
}

/**
 * The shipped rows. Texas: abandoned after more than three years (Property Code 72.101); held on March 1, reported by
 * July 1 (74.101); above 250 dollars a letter between March 1 and May 1 (74.1011), which are 122 and 61 days before
 * July 1.
 */
const shippedLaws: readonly UnclaimedLaw[] = [
  {
    ...{ state: 'TX', from: '2017-09-01' as LocalDate, months: 36, businesses: 36 },
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
