import { cents, formatCents } from '../domain/money/cents.ts';
import type { MadeReport, Unit, Values } from '../domain/report/report.ts';
import { type CsvCell, csvLine } from '../domain/text/csv.ts';

/** A report as CSV: one line per row and one for the totals. Amounts are dollars with decimals, rates percents. */
export function reportCsv({ by, columns, rows, totals }: MadeReport): string {
  const cells = (values: Values): CsvCell[] => columns.map(({ id, unit }) => cellOf(values[id], unit));
  return [
    csvLine([by, 'name', ...columns.map(({ id }) => id.replace(/Cents$/, ''))]),
    ...rows.map(({ id, name, values }) => csvLine([id, name, ...cells(values)])),
    csvLine(['all', undefined, ...cells(totals)]),
  ].join('');
}

function cellOf(value: number | undefined, unit: Unit): CsvCell {
  if (value === undefined) return undefined;
  if (unit === 'cents') return formatCents(cents(value));
  return unit === 'rate' ? (value / 100).toFixed(2) : value;
}
