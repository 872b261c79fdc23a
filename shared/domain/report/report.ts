import type { LocalDate } from '../time/local-date.ts';
import type { Measure } from './fact.ts';

/** What a report can be told by. */
export const dimensions = {
  payer: 'Payer; what patients, employers and facilities owe or pay stands under their receivable',
  'financial-class': 'Financial class: by the claim filing indicator of the payer',
  provider: 'Provider who was billed for',
  facility: 'Facility',
  account: 'Receivable',
  reason: 'Reason: group and CARC of a denial, the reason of an adjustment',
  user: 'Person',
  kind: 'Kind of work',
  stage: 'How far something is that waits',
  edit: 'Edit that was overridden',
  coder: 'Person who posted the charges',
  procedure: 'Procedure',
  day: 'Day',
  month: 'Month',
  entity: 'Legal entity',
} as const;
export type Dimension = keyof typeof dimensions;

/** What is counted above and below the line, and where that comes from. */
export interface Meaning {
  readonly numerator: string;
  readonly denominator?: string;
  /** What in the office's data it is added up from; and the standard that it follows, where there is one. */
  readonly source: string;
}

/**
 * Which facts a sum is of. `days`: those that were booked between two days. `open`: what stands at the end of a day. `ninety-days`: those that were booked in the 90 days that end
 * with that day. `costs`: what the office says of the months of these days. `now`: what waits at this moment.
 */
export type Window = 'days' | 'open' | 'ninety-days' | 'costs' | 'now';

/** A column of a report. Sums open into what they are made of; all else is worked out from sums. */
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
      /** Facts of these reasons alone. */
      readonly reasons?: readonly string[];
    }
  /** Sums, divided by others: a rate in hundredths of a percent, days with one decimal, or cents for each of what is counted. By nothing: they stand as they are. */
  | {
      readonly kind: 'ratio';
      readonly unit: 'rate' | 'days' | 'cents';
      readonly top: readonly Term[];
      readonly bottom: readonly Term[];
      readonly times?: number;
    }
  /** What a row makes of the whole, in hundredths of a percent. */
  | { readonly kind: 'share'; readonly of: string }
  /** What a row and those above it make of the whole. */
  | { readonly kind: 'cumulated'; readonly of: string }
);

/** The id of a column, with a minus before it where it is taken off. */
export type Term = string;

export type SumColumn = Extract<Column, { readonly kind: 'sum' }>;

/** A report as the product defines it. */
export interface ReportDefinition {
  readonly title: string;
  readonly purpose: string;
  /** Of what happened between two days, of how it stood at the end of a day, or of what waits at this moment. */
  readonly span: 'days' | 'day' | 'now';
  /** What it can be told by; the first one unless another is asked for. */
  readonly by: readonly [Dimension, ...Dimension[]];
  readonly columns: readonly Column[];
  /** The column by which rows are in order, the largest first, and which the chart shows. */
  readonly leads: string;
  readonly chart: 'bars' | 'pareto' | 'stacked';
  /** Columns that are lines where rows are days or months; the leading one when absent. */
  readonly lines?: readonly string[];
  /** Columns of the parts of a stacked chart. */
  readonly parts?: readonly string[];
}

/** What a figure is of. */
export type Unit = 'cents' | 'count' | 'days' | 'rate';

/** The unit of a column's figures. */
export function unitOf(column: Column): Unit {
  if (column.kind === 'sum') return column.value;
  return column.kind === 'ratio' ? column.unit : 'rate';
}

/** The columns that a figure opens into: itself, or the sums that it is worked out from. */
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

/** What a report was asked for. */
export interface ReportAsked {
  readonly report: string;
  readonly by: Dimension;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly asOf?: LocalDate;
  readonly entityId?: string;
}

/** A report as it came out: plain data, the same whenever it is opened again. */
export interface MadeReport extends ReportAsked {
  readonly title: string;
  /** The last day that is counted; nothing can be booked on it any more. */
  readonly trueUpTo: LocalDate;
  /** The days after that one up to this one are counted as they stood when it was made. */
  readonly soFarUpTo?: LocalDate;
  readonly madeAt: string;
  readonly columns: readonly MadeColumn[];
  readonly rows: readonly MadeRow[];
  /** Of all rows together. */
  readonly totals: Values;
  /** More waits than is read at once: the oldest of it is counted. */
  readonly isPartial?: true;
  /** What the ledger says of a total, where it says something: the two are the same. */
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

/** Figures by the column's id; one that is divided by nothing is missing. */
export type Values = Readonly<Record<string, number>>;
