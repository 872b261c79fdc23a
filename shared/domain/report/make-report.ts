import type { Fact, Measure } from './fact.ts';
import { average, basisPoints } from './figures.ts';
import {
  type Column,
  type MadeRow,
  type ReportDefinition,
  type SumColumn,
  type Term,
  type Values,
  type Window,
  windowOf,
} from './report.ts';

/** The facts of each window that a report needs. */
export type FactsOfWindows = Readonly<Partial<Record<Window, readonly Fact[]>>>;

/** The group of a fact. */
export type GroupOf = (fact: Fact) => string;

/** The sums among a report's columns. */
export const sumsOf = ({ columns }: Pick<ReportDefinition, 'columns'>): SumColumn[] =>
  columns.filter((column): column is SumColumn => column.kind === 'sum');

/** What a fact adds to a sum; undefined when it does not belong to it. */
export function partOf(column: SumColumn, fact: Fact): number | undefined {
  if (!column.of.includes(fact.measure)) return undefined;
  if (column.reasons !== undefined && !column.reasons.includes(fact.reason ?? '')) return undefined;
  return fact[column.value];
}

/**
 * Adds facts up into rows and totals; rows with only zeros are dropped. Days and months are in time order, other rows
 * are sorted by the leading column.
 */
export function rowsOf(
  definition: ReportDefinition,
  facts: FactsOfWindows,
  { groupOf, isInTime }: { readonly groupOf: GroupOf; readonly isInTime: boolean },
): { readonly rows: readonly MadeRow[]; readonly totals: Values } {
  const columns = sumsOf(definition);
  const sums = new Map<string, Record<string, number>>();
  const zeros = (): Record<string, number> => Object.fromEntries(columns.map(({ id }) => [id, 0]));
  const whole = zeros();
  for (const [window, all] of Object.entries(facts)) {
    const takers = takersOf(columns.filter((column) => windowOf(column, definition) === window));
    for (const fact of all) {
      for (const column of takers.get(fact.measure) ?? []) {
        const part = partOf(column, fact) ?? 0;
        if (part === 0) continue;
        const group = groupOf(fact);
        const row = sums.get(group) ?? zeros();
        sums.set(group, row);
        row[column.id] = (row[column.id] ?? 0) + part;
        whole[column.id] = (whole[column.id] ?? 0) + part;
      }
    }
  }
  const { leads } = definition;
  const found = [...sums].map(([id, values]) => ({ id, values: figuresOf(definition.columns, values) }));
  const byId = (left: MadeRow, right: MadeRow) => (left.id < right.id ? -1 : 1);
  const byLead = (left: MadeRow, right: MadeRow) =>
    (right.values[leads] ?? 0) - (left.values[leads] ?? 0) || byId(left, right);
  const ordered = found
    .filter(({ id }) => Object.values(sums.get(id) ?? {}).some((value) => value !== 0))
    .sort(isInTime ? byId : byLead);
  return { rows: withShares(definition.columns, ordered, whole), totals: figuresOf(definition.columns, whole) };
}

/** The columns that use each measure. */
function takersOf(columns: readonly SumColumn[]): Map<Measure, SumColumn[]> {
  const takers = new Map<Measure, SumColumn[]>();
  for (const column of columns) {
    for (const measure of column.of) takers.set(measure, [...(takers.get(measure) ?? []), column]);
  }
  return takers;
}

/** Sums, and the ratios between them. */
function figuresOf(columns: readonly Column[], sums: Readonly<Record<string, number>>): Values {
  const sumOf = (terms: readonly Term[]) =>
    terms.reduce((sum, term) => (term.startsWith('-') ? sum - (sums[term.slice(1)] ?? 0) : sum + (sums[term] ?? 0)), 0);
  return Object.fromEntries(
    columns.flatMap((column) => {
      if (column.kind === 'sum') return [[column.id, sums[column.id] ?? 0] as const];
      if (column.kind !== 'ratio') return [];
      const [top, bottom] = [sumOf(column.top), column.bottom.length === 0 ? 1 : sumOf(column.bottom)];
      const value = dividedBy[column.unit](top * (column.times ?? 1), bottom);
      return value === undefined ? [] : [[column.id, value] as const];
    }),
  );
}

const dividedBy = {
  rate: basisPoints,
  days: average,
  cents: (sum: number, count: number) => (count === 0 ? undefined : Math.round(sum / count)),
} as const;

/** Adds each row's share of the whole, alone and cumulated. */
function withShares(columns: readonly Column[], rows: readonly MadeRow[], whole: Readonly<Record<string, number>>) {
  const shares = columns.filter((column) => column.kind === 'share' || column.kind === 'cumulated');
  const running: Record<string, number> = {};
  return rows.map(({ id, values }) => {
    const own = shares.flatMap((column) => {
      const value = values[column.of] ?? 0;
      running[column.id] = (running[column.id] ?? 0) + value;
      const part = column.kind === 'share' ? value : (running[column.id] ?? 0);
      const rate = basisPoints(part, whole[column.of] ?? 0);
      return rate === undefined ? [] : [[column.id, rate] as const];
    });
    return { id, values: { ...values, ...Object.fromEntries(own) } };
  });
}
