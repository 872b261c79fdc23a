import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The kinds of rates. */
export const rateKinds = {
  fee: 'An amount for each unit, or for the line',
  'percent-of-medicare': 'A share of what Medicare allows, by the physician fee schedule that is loaded',
  'percent-of-schedule': 'A share of a fee schedule’s price',
  'percent-of-charge': 'A share of the charge',
  'case-rate': 'One amount for the whole claim, by its DRG, or by what was done',
  'per-diem': 'An amount for each day',
  included: 'Nothing: it is paid with something else',
} as const;
export type RateKind = keyof typeof rateKinds;

/** What a row applies to. Each part that is present must match. */
export interface RateSelector {
  /** A procedure, a range (`X9001-X9005`), or a prefix (`J*`). */
  readonly code?: string;
  /** The same for revenue codes: `0120`, `0110-0119`, `036*`. */
  readonly revenue?: string;
  /** The same for diagnosis-related groups: `470`, `469-470`. */
  readonly drg?: string;
  readonly modifiers: readonly string[];
  /** A place of service, `facility` or `non-facility`. */
  readonly place?: string;
  /** For a per diem rate: the first and last day of the stay. */
  readonly fromDay?: number;
  readonly toDay?: number;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A rate of a contract. */
export interface RateRow extends RateSelector {
  /** Its place in the contract's rates, from 1. */
  readonly number: number;
  readonly kind: RateKind;
  readonly cents?: Cents;
  /** In hundredths of a percent: 11250 is 112.5 %. */
  readonly basisPoints?: number;
  /** For a fee: it is per line, however many units it has. */
  readonly perLine?: true;
  /** For a share of a fee schedule's price. */
  readonly feeScheduleId?: string;
  /** It is paid in addition to a case rate or a per diem rate. */
  readonly isCarveOut?: true;
  /** The place in the contract: `Exhibit B, 2.1`. */
  readonly clause?: string;
}

/** At most this many rows in a contract. Long price lists are fee schedules, and a row takes a percentage of one. */
export const mostRateRows = 5_000;

/** What a row applies to, as a text that is equal for equal selectors. */
export function selectorName({ kind, ...row }: Omit<RateRow, 'number'>): string {
  const level = kind === 'case-rate' || kind === 'per-diem' ? kind : 'line';
  const { code, revenue, drg, modifiers, place, fromDay, toDay } = row;
  return [level, code, revenue, drg, [...modifiers].sort().join(' '), place, fromDay, toDay].join('|');
}

/** A row is identified by its selector and dates: a merged file replaces it. */
export function rowName(row: Omit<RateRow, 'number'>): string {
  return [selectorName(row), row.from, row.to].join('|');
}

/** What a row pays, as a text that is equal for equal rates. */
export function rateName({ kind, cents, basisPoints, perLine, feeScheduleId, isCarveOut }: RateRow): string {
  return [kind, cents, basisPoints, perLine, feeScheduleId, isCarveOut].join('|');
}
