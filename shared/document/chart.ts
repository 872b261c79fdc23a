/** A chart as data; it must be readable in black and white. */
export type Chart =
  /** One bar per row, with its amount next to it. */
  | { readonly form: 'bars'; readonly bars: readonly Bar[] }
  /** Bars of several parts, from the lightest to the darkest. Parts below zero are left out. */
  | { readonly form: 'stacked'; readonly parts: readonly string[]; readonly bars: readonly StackedBar[] }
  /** One or two lines over days or months. */
  | { readonly form: 'lines'; readonly labels: readonly string[]; readonly lines: readonly Line[] }
  /** Columns in descending order, and a line with their running total. */
  | { readonly form: 'pareto'; readonly bars: readonly (Bar & { readonly cumulatedRate: number })[] };

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as text. */
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
  /** Formats a value for the axis. */
  show(value: number): string;
}

/**
 * Round axis steps that cover all values. They begin at zero, or below it if a value is negative. There are at least
 * one and at most about five.
 */
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
