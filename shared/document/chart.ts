/** A chart, as data: it is drawn so that it can be read in black and white. */
export type Chart =
  /** One bar for each row, side by side with its amount. */
  | { readonly form: 'bars'; readonly bars: readonly Bar[] }
  /** Bars of several parts, from the lightest to the darkest. Parts below zero are left out. */
  | { readonly form: 'stacked'; readonly parts: readonly string[]; readonly bars: readonly StackedBar[] }
  /** One or two lines over days or months. */
  | { readonly form: 'lines'; readonly labels: readonly string[]; readonly lines: readonly Line[] }
  /** Columns, the largest first, and a line with what they make together. */
  | { readonly form: 'pareto'; readonly bars: readonly (Bar & { readonly cumulatedRate: number })[] };

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value, as it is written. */
  readonly shown: string;
}

export interface StackedBar {
  readonly label: string;
  readonly values: readonly number[];
  readonly shown: string;
}

export interface Line {
  readonly label: string;
  readonly values: readonly number[];
  /** How a value is written beside the axis. */
  show(value: number): string;
}

/** Round steps of an axis from zero, or from below it, that hold all values: at least one and at most some five. */
export function axisOf(values: readonly number[]): {
  readonly from: number;
  readonly to: number;
  readonly step: number;
} {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power * 4 >= span) ?? 10) * power;
  return { from: Math.floor(least / step) * step, to: Math.max(step, Math.ceil(most / step) * step), step };
}
