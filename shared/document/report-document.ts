import { cents, formatAmount } from '../domain/money/cents.ts';
import type { MadeColumn, MadeReport, MadeRow, ReportDefinition, Unit, Values } from '../domain/report/report.ts';
import type { Chart, Line } from './chart.ts';
import type { Block, Column, Document, Row } from './document.ts';

/** How many rows a chart shows; the table has all of them. */
const mostBars = 15;
/** How many reasons a Pareto chart shows. */
const mostReasons = 10;

/** Lays out a report: its subject, a chart, the figures, and their meanings. The same report gives the same bytes. */
export function reportDocument(report: MadeReport, { chart, parts = [], leads, lines }: Shown): Document {
  const { columns, rows } = report;
  const drawn = chartOf(report, { chart, parts, leads, lines: lines ?? [leads] });
  return {
    name: `${report.title}, ${spanOf(report)}`,
    isWide: columns.length > 5,
    blocks: [
      { kind: 'title', text: report.title, right: spanOf(report) },
      { kind: 'facts', columns: [factsOf(report), madeFacts(report)] },
      ...(drawn === undefined ? [] : chartBlocks(report, drawn, leads)),
      { kind: 'heading', text: 'Figures', right: rows.length === 0 ? 'nothing on these days' : '' },
      { kind: 'table', columns: tableColumns(report), rows: tableRows(report) },
      { kind: 'heading', text: 'What the figures mean' },
      { kind: 'table', columns: meaningColumns, rows: columns.flatMap(meaningRows) },
    ],
  };
}

/** How a report is shown. The report's definition says it. */
export type Shown = Pick<ReportDefinition, 'chart' | 'parts' | 'leads' | 'lines'>;

function spanOf({ from, to, asOf, trueUpTo }: MadeReport): string {
  return asOf ?? (from === undefined ? trueUpTo : `${from} to ${to}`);
}

function factsOf({ by, entityId, trueUpTo }: MadeReport) {
  return [
    { label: 'Told by', value: by.replaceAll('-', ' ') },
    { label: 'Books', value: entityId ?? 'all of the office' },
    { label: 'True up to', value: `the end of ${trueUpTo}` },
  ];
}

function madeFacts({ madeAt, ledgerCents, rows }: MadeReport) {
  return [
    { label: 'Made at', value: `${madeAt.slice(0, 16).replace('T', ' ')} UTC` },
    { label: 'Rows', value: String(rows.length) },
    ...(ledgerCents === undefined
      ? []
      : [{ label: 'Receivables in the ledger', value: formatAmount(cents(ledgerCents)) }]),
  ];
}

function chartBlocks({ columns, rows }: MadeReport, chart: Chart, leads: string): Block[] {
  const label = columns.find(({ id }) => id === leads)?.label ?? '';
  const shown = chart.form === 'lines' ? rows.length : chart.bars.length;
  const most = shown < rows.length ? [`the ${shown} largest of ${rows.length}`] : [];
  const isOfDollars = columns.some(({ id, unit }) => id === leads && unit === 'cents') && hasAxis(chart);
  const right = [...most, ...(isOfDollars ? ['in dollars'] : [])].join(', ');
  return [
    { kind: 'heading', text: chart.form === 'lines' ? 'Over time' : label, right },
    { kind: 'chart', chart },
  ];
}

/** Whether a chart has an axis. Axes are labelled in whole units. */
const hasAxis = ({ form }: Chart): boolean => form === 'lines' || form === 'pareto';

function chartOf(
  { by, columns, rows }: MadeReport,
  { chart, parts, leads, lines }: Required<Shown>,
): Chart | undefined {
  if (rows.length === 0) return undefined;
  const unitOf = (id: string): Unit => columns.find((column) => column.id === id)?.unit ?? 'count';
  const show = (value: number) => shownValue(value, unitOf(leads));
  if (by === 'day' || by === 'month') {
    const named = lines.map((id): Line => {
      const label = columns.find((column) => column.id === id)?.label ?? id;
      return {
        label,
        values: rows.map(({ values }) => values[id] ?? 0),
        show: (value) => shownTick(value, unitOf(id)),
      };
    });
    return { form: 'lines', labels: rows.map(({ id }) => id), lines: named };
  }
  const bar = ({ id, name = id, values }: MadeRow) => ({
    ...{ label: name, value: values[leads] ?? 0, shown: show(values[leads] ?? 0) },
  });
  if (chart === 'pareto') {
    const cumulated = columns.find(({ id }) => id === 'cumulatedRate')?.id ?? '';
    const largest = rows.slice(0, mostReasons);
    return { form: 'pareto', bars: largest.map((row) => ({ ...bar(row), cumulatedRate: row.values[cumulated] ?? 0 })) };
  }
  const largest = rows.slice(0, mostBars);
  if (chart === 'bars') return { form: 'bars', bars: largest.map(bar) };
  const labels = parts.map((part) => columns.find(({ id }) => id === part)?.label ?? part);
  return {
    form: 'stacked',
    parts: labels,
    bars: largest.map((row) => ({ ...bar(row), values: parts.map((part) => row.values[part] ?? 0) })),
  };
}

/** A figure in readable form. */
function shownValue(value: number, unit: Unit): string {
  switch (unit) {
    case 'cents':
      return formatAmount(cents(value));
    case 'rate':
      return `${(value / 100).toFixed(2)} %`;
    default:
      return value.toLocaleString('en-US');
  }
}

/** A value of an axis in readable form. Steps are round, so amounts are whole dollars. */
function shownTick(value: number, unit: Unit): string {
  if (unit === 'cents') return Math.round(value / 100).toLocaleString('en-US');
  return unit === 'rate' ? `${Math.round(value / 100)} %` : value.toLocaleString('en-US');
}

function tableColumns({ by, columns }: MadeReport): Column[] {
  const first = by.charAt(0).toUpperCase() + by.slice(1).replaceAll('-', ' ');
  return [
    { label: first, width: 26, align: 'left' },
    ...columns.map(({ label, unit }): Column => ({ label, width: unit === 'cents' ? 13 : 9, align: 'right' })),
  ];
}

function tableRows({ columns, rows, totals }: MadeReport): Row[] {
  const cells = (values: Values) => columns.map((column) => cellOf(values, column));
  return [
    ...rows.map(({ id, name = id, values }): Row => ({ cells: [name, ...cells(values)] })),
    { tone: 'total', cells: ['All', ...cells(totals)] },
  ];
}

function cellOf(values: Values, { id, unit }: MadeColumn): string {
  const value = values[id];
  return value === undefined ? '' : shownValue(value, unit);
}

const meaningColumns: readonly Column[] = [
  { label: 'Figure', width: 16, align: 'left' },
  { label: 'What is added up', width: 40, align: 'left' },
  { label: 'Source', width: 40, align: 'left' },
];

function meaningRows({ label, meaning: { numerator, denominator, source } }: MadeColumn): Row[] {
  const what =
    denominator === undefined
      ? numerator
      : `${numerator}, divided by: ${denominator.charAt(0).toLowerCase()}${denominator.slice(1)}`;
  return [{ cells: [label, what, source].map((text) => text.replaceAll('`', '')) }];
}
