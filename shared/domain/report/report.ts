import type { LocalDate } from '../time/local-date.ts';
import type { Measure } from './fact.ts';

/** The dimensions of reports. */
export const dimensions = {
  payer: 'Payer; what patients, employers and facilities owe or pay is under their receivable',
  'financial-class': 'Financial class: by the claim filing indicator of the payer',
  provider: 'Provider who was billed for',
  facility: 'Facility',
  account: 'Receivable',
  reason: 'Reason: group and CARC of a denial, the reason of an adjustment',
  user: 'Person',
  kind: 'Kind of work',
  stage: 'Stage of the waiting work',
  edit: 'Edit that was overridden',
  coder: 'Person who posted the charges',
  procedure: 'Procedure',
  day: 'Day',
  month: 'Month',
  entity: 'Legal entity',
} as const;
export type Dimension = keyof typeof dimensions;

/** The numerator and denominator of a figure, and their sources. */
export interface Meaning {
  readonly numerator: string;
  readonly denominator?: string;
  /** The data behind the figure; and the standard that it follows, where there is one. */
  readonly source: string;
}

/**
 * Which facts a sum includes. `days`: bookings between two days. `open`: balances at the end of a day. `ninety-days`:
 * bookings of the 90 days that end with that day. `costs`: the office's costs for the months of these days. `now`: open
 * work at this moment.
 */
export type Window = 'days' | 'open' | 'ninety-days' | 'costs' | 'now';

/** A column of a report. Sums open into their items; other columns are computed from sums. */
export type Column = {
  readonly id: string;
  readonly label: string;
  readonly meaning: Meaning;
} & (
  | {
      readonly kind: 'sum';
      readonly of: readonly Measure[];
      readonly value: 'cents' | 'count' | 'days';
      readonly window?: Window;
      /** Only facts with these reasons. */
      readonly reasons?: readonly string[];
    }
  /**
   * A figure is one sum divided by another: a rate in hundredths of a percent, days with one decimal, or cents per
   * item. Without a divisor it is the sum itself.
   */
  | {
      readonly kind: 'ratio';
      readonly unit: 'rate' | 'days' | 'cents';
      readonly top: readonly Term[];
      readonly bottom: readonly Term[];
      readonly times?: number;
    }
  /** A row's share of the whole, in hundredths of a percent. */
  | { readonly kind: 'share'; readonly of: string }
  /** The share of a row and those above it. */
  | { readonly kind: 'cumulated'; readonly of: string }
);

/** The id of a column, with a minus in front when it is subtracted. */
export type Term = string;

export type SumColumn = Extract<Column, { readonly kind: 'sum' }>;

/** A report as the product defines it. */
export interface ReportDefinition {
  readonly title: string;
  readonly purpose: string;
  /** Covers a period of days, the end of a day, or the present moment. */
  readonly span: 'days' | 'day' | 'now';
  /** Its dimensions; the first one is the default. */
  readonly by: readonly [Dimension, ...Dimension[]];
  readonly columns: readonly Column[];
  /** The column for sorting (largest first) and for the chart. */
  readonly leads: string;
  readonly chart: 'bars' | 'pareto' | 'stacked';
  /** Columns that are lines when rows are days or months; the leading one when absent. */
  readonly lines?: readonly string[];
  /** Columns that are the parts of a stacked chart. */
  readonly parts?: readonly string[];
}

/** The unit of a figure. */
export type Unit = 'cents' | 'count' | 'days' | 'rate';

/** The unit of a column's figures. */
export function unitOf(column: Column): Unit {
  if (column.kind === 'sum') return column.value;
  return column.kind === 'ratio' ? column.unit : 'rate';
}

/** The columns behind a figure: itself, or the sums that it is computed from. */
export function opensInto(column: Column): readonly string[] {
  switch (column.kind) {
    case 'sum':
      return [column.id];
    case 'ratio':
      return [...column.top, ...column.bottom].map(plain);
    default:
      return [column.of];
  }
}

const plain = (term: Term): string => (term.startsWith('-') ? term.slice(1) : term);

/** The window of a sum. */
export function windowOf({ window }: SumColumn, { span }: Pick<ReportDefinition, 'span'>): Window {
  return window ?? (span === 'day' ? 'open' : span);
}

/** The request for a report. */
export interface ReportAsked {
  readonly report: string;
  readonly by: Dimension;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly asOf?: LocalDate;
  readonly entityId?: string;
}

/** A finished report: plain data, the same whenever it is opened again. */
export interface MadeReport extends ReportAsked {
  readonly title: string;
  /** The last final day; nothing can be booked on it any more. */
  readonly trueUpTo: LocalDate;
  /** Later days up to this one are counted as of the time of the report. */
  readonly soFarUpTo?: LocalDate;
  readonly madeAt: string;
  readonly columns: readonly MadeColumn[];
  readonly rows: readonly MadeRow[];
  /** The totals of all rows. */
  readonly totals: Values;
  /** There is more open work than is read at once: the oldest part is counted. */
  readonly isPartial?: true;
  /** The ledger's value for a total, where there is one: the two are equal. */
  readonly ledgerCents?: number;
}

export interface MadeColumn {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  readonly opensInto: readonly string[];
  readonly meaning: Meaning;
}

export interface MadeRow {
  readonly id: string;
  readonly name?: string;
  readonly values: Values;
}

/** Figures by the column's id; one with a zero divisor is missing. */
export type Values = Readonly<Record<string, number>>;
