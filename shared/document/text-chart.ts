import type { Chart } from './chart.ts';

/** The widths of a label, of the longest bar, and of an amount, in characters. */
const widths = { label: 30, bar: 50, amount: 16 } as const;

/** A chart as lines of text: each bar is a row of characters. Lines and parts are given as amounts. */
export function chartLines(chart: Chart): string[] {
  const rows = rowsOf(chart);
  const most = Math.max(1, ...rows.map(({ value }) => Math.abs(value)));
  return rows.map(({ label, value, shown }) => {
    const bar = '#'.repeat(Math.round((widths.bar * Math.abs(value)) / most));
    const name = label.length > widths.label ? `${label.slice(0, widths.label - 1)}…` : label.padEnd(widths.label);
    return `${name}  ${bar.padEnd(widths.bar)}  ${shown.padStart(widths.amount)}`;
  });
}

function rowsOf(chart: Chart): readonly { readonly label: string; readonly value: number; readonly shown: string }[] {
  switch (chart.form) {
    case 'bars':
    case 'pareto':
      return chart.bars;
    case 'stacked':
      return chart.bars.map(({ values, ...bar }) => ({ ...bar, value: values.reduce((sum, each) => sum + each, 0) }));
    case 'lines':
      return chart.lines.flatMap(({ label, values, show }) =>
        values.map((value, index) => ({ label: `${label}, ${chart.labels[index]}`, value, shown: show(value) })),
      );
  }
}
