import { axisOf, type Bar, type Chart, type Line, type StackedBar } from './chart.ts';
import { bodyWidthOf, type Kit, type PdfStrip, place, type Sheet, type Style, size, write } from './pdf-sheet.ts';

/** Charts in black, white and greys: a copy loses what only colour distinguishes. */

const black = '0.12 0.14 0.18';
const grid = '0.8 0.8 0.8';
/** The greys of parts, from the lightest to the darkest: five that a copier can distinguish. */
const greys = ['1 1 1', '0.82 0.82 0.82', '0.62 0.62 0.62', '0.4 0.4 0.4', '0.12 0.12 0.12'] as const;
const column = '0.62 0.62 0.62';
/** The dash patterns of lines: solid, dashed. */
const dashes = ['[] 0 d', '[5 3] 0 d'] as const;

const rowHeight = 14;
const barHeight = 9;
const plotHeight = 132;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A chart as one strip: it is never broken. */
export function chartStrip(chart: Chart, kit: Kit): PdfStrip {
  switch (chart.form) {
    case 'bars':
      return barsStrip(chart.bars, kit);
    case 'stacked':
      return stackedStrip(chart, kit);
    case 'lines':
      return linesStrip(chart, kit);
    case 'pareto':
      return paretoStrip(chart.bars, kit);
  }
}

const plain = ({ plain: font }: Kit, points: number = size.label): Style => ({ font, size: points, color: black });

/** The widths of the labels at the left, and of the amounts at the right. */
const sides = { label: 150, amount: 74 } as const;

function barsStrip(bars: readonly Bar[], kit: Kit): PdfStrip {
  const { from, to } = axisOf(bars.map(({ value }) => value));
  return {
    height: bars.length * rowHeight + 6,
    draw(sheet, top) {
      const box = rowBox(kit);
      const at = (value: number) => box.left + ((value - from) / (to - from)) * (box.right - box.left);
      for (const [index, { label, value, shown }] of bars.entries()) {
        const y = top - (index + 1) * rowHeight;
        labels(sheet, kit, { label, shown, y });
        const [start, end] = [at(0), at(value)].sort((left, right) => left - right) as [number, number];
        rectangle(sheet, [start, y + 2, Math.max(0.6, end - start), barHeight], column);
      }
      vertical(sheet, at(0), top - 1, top - bars.length * rowHeight);
    },
  };
}

function stackedStrip(
  { parts, bars }: { readonly parts: readonly string[]; readonly bars: readonly StackedBar[] },
  kit: Kit,
): PdfStrip {
  const whole = ({ values }: StackedBar) => values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const { to } = axisOf(bars.map(whole));
  return {
    height: bars.length * rowHeight + 24,
    draw(sheet, top) {
      const box = rowBox(kit);
      legend(sheet, kit, { parts, top, left: box.left });
      for (const [index, { label, values, shown }] of bars.entries()) {
        const y = top - 18 - (index + 1) * rowHeight;
        labels(sheet, kit, { label, shown, y });
        let x = box.left;
        for (const [part, value] of values.entries()) {
          const width = (Math.max(0, value) / to) * (box.right - box.left);
          if (width > 0) rectangle(sheet, [x, y + 2, width, barHeight], greys[part % greys.length] ?? column);
          x += width;
        }
      }
      vertical(sheet, box.left, top - 17, top - 18 - bars.length * rowHeight);
    },
  };
}

/** The area of horizontal bars with their labels. */
function rowBox({ paper }: Kit): Pick<Box, 'left' | 'right'> {
  return { left: paper.left + sides.label, right: paper.width - paper.right - sides.amount };
}

function labels(
  sheet: Sheet,
  kit: Kit,
  { label, shown, y }: { readonly label: string; readonly shown: string; readonly y: number },
): void {
  const { paper } = kit;
  const style = plain(kit);
  write(sheet, fitted(label, sides.label - 8, style), { x: paper.left, baseline: y + 4 }, style);
  write(sheet, shown, { x: paper.width - paper.right, baseline: y + 4, align: 'right' }, style);
}

/** A label, cut where it is too long. */
function fitted(label: string, width: number, { font, size: points }: Style): string {
  const text = font.printable(label);
  if (font.width(text, points) <= width) return text;
  let end = text.length;
  while (end > 1 && font.width(`${text.slice(0, end)}...`, points) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}...`;
}

/** The entries of a legend, side by side: for each a sign, which `draw` draws at its place, and a label. */
function legendRow(
  sheet: Sheet,
  kit: Kit,
  { labels, top, left }: { readonly labels: readonly string[]; readonly top: number; readonly left: number },
  sign: { readonly width: number; readonly gap: number; draw(x: number, order: number): void },
): void {
  const style = plain(kit);
  let x = left;
  for (const [order, label] of labels.entries()) {
    sign.draw(x, order);
    write(sheet, label, { x: x + sign.width, baseline: top - 9.5 }, style);
    x += sign.width + style.font.width(style.font.printable(label), style.size) + sign.gap;
  }
}

function legend(
  sheet: Sheet,
  kit: Kit,
  { parts, top, left }: { readonly parts: readonly string[]; readonly top: number; readonly left: number },
): void {
  const draw = (x: number, part: number) => rectangle(sheet, [x, top - 11, 8, 8], greys[part % greys.length] ?? column);
  legendRow(sheet, kit, { labels: parts, top, left }, { width: 11, gap: 14, draw });
}

function linesStrip({ labels: names, lines }: Extract<Chart, { readonly form: 'lines' }>, kit: Kit): PdfStrip {
  const axis = axisOf(lines.flatMap(({ values }) => values));
  return {
    height: plotHeight + 36,
    draw(sheet, top) {
      const box = plotBox(kit, top - 16);
      lineLegend(sheet, kit, { lines, top, left: box.left });
      horizontals(sheet, kit, { box, axis, show: lines[0]?.show ?? String });
      const at = (index: number) =>
        names.length < 2
          ? (box.left + box.right) / 2
          : box.left + (index / (names.length - 1)) * (box.right - box.left);
      for (const [order, { values }] of lines.entries()) {
        const points = values.map((value, index) => [at(index), heightOf(value, axis, box)] as const);
        polyline(sheet, points, dashes[order % dashes.length] ?? dashes[0]);
        for (const point of points.length > 40 ? [] : points) mark(sheet, point, order);
      }
      under(sheet, kit, { names, at, y: box.bottom - 10 });
    },
  };
}

function lineLegend(
  sheet: Sheet,
  kit: Kit,
  { lines, top, left }: { readonly lines: readonly Line[]; readonly top: number; readonly left: number },
): void {
  const draw = (x: number, order: number) => {
    const y = top - 7;
    const points = [[x, y] as const, [x + 22, y] as const];
    polyline(sheet, points, dashes[order % dashes.length] ?? dashes[0]);
    mark(sheet, [x + 11, y], order);
  };
  const labels = lines.map(({ label }) => label);
  legendRow(sheet, kit, { labels, top, left }, { width: 27, gap: 18, draw });
}

function paretoStrip(bars: Extract<Chart, { readonly form: 'pareto' }>['bars'], kit: Kit): PdfStrip {
  const axis = axisOf(bars.map(({ value }) => value));
  return {
    height: plotHeight + 24,
    draw(sheet, top) {
      const box = plotBox(kit, top - 4, 34);
      const show = bars.length === 0 ? String : shownAs(bars);
      horizontals(sheet, kit, { box, axis, show });
      const room = (box.right - box.left) / Math.max(1, bars.length);
      const at = (index: number) => box.left + (index + 0.5) * room;
      const width = Math.min(46, room * 0.7);
      for (const [index, { value }] of bars.entries()) {
        const [zero, end] = [heightOf(0, axis, box), heightOf(value, axis, box)];
        rectangle(sheet, [at(index) - width / 2, Math.min(zero, end), width, Math.abs(end - zero)], column);
      }
      const rates = bars.map(
        ({ cumulatedRate }, index) =>
          [at(index), box.bottom + (Math.min(10_000, cumulatedRate) / 10_000) * (box.top - box.bottom)] as const,
      );
      polyline(sheet, rates, dashes[0]);
      for (const point of rates) mark(sheet, point, 0);
      const style = plain(kit);
      for (const percent of [0, 25, 50, 75, 100]) {
        const baseline = box.bottom + (percent / 100) * (box.top - box.bottom) - 2.5;
        write(sheet, `${percent} %`, { x: kit.paper.width - kit.paper.right, baseline, align: 'right' }, style);
      }
      under(sheet, kit, { names: bars.map(({ label }) => label), at, y: box.bottom - 10, isEach: true });
    },
  };
}

/** Axis amounts have the same format as the bars' amounts: with two decimals where those have them. */
function shownAs(bars: readonly Bar[]): (value: number) => string {
  const isMoney = bars.some(({ shown }) => /\.\d\d$/.test(shown));
  return (value) => (isMoney ? Math.round(value / 100) : value).toLocaleString('en-US');
}

function plotBox({ paper }: Kit, top: number, right = 0): Box {
  return {
    left: paper.left + 64,
    right: paper.width - paper.right - right - 6,
    top: top - 4,
    bottom: top - 4 - plotHeight,
  };
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function heightOf(value: number, { from, to }: Axis, { top, bottom }: Box): number {
  return bottom + ((value - from) / (to - from)) * (top - bottom);
}

function horizontals(
  sheet: Sheet,
  kit: Kit,
  { box, axis, show }: { readonly box: Box; readonly axis: Axis; show(value: number): string },
): void {
  const style = plain(kit);
  for (let value = axis.from; value <= axis.to + axis.step / 2; value += axis.step) {
    const y = heightOf(value, axis, box);
    const isZero = Math.abs(value) < axis.step / 2;
    sheet.push(
      `${isZero ? black : grid} RG ${isZero ? 0.8 : 0.4} w [] 0 d ${place(box.left)} ${place(y)} m ${place(box.right)} ${place(y)} l S`,
    );
    write(sheet, show(Math.round(value)), { x: box.left - 6, baseline: y - 2.5, align: 'right' }, style);
  }
}

/** Names under an axis. All are shown if each is needed and there is room; otherwise only some. */
function under(
  sheet: Sheet,
  kit: Kit,
  {
    names,
    at,
    y,
    isEach = false,
  }: { readonly names: readonly string[]; at(index: number): number; readonly y: number; readonly isEach?: boolean },
): void {
  const style = plain(kit, size.foot);
  const room = names.length < 2 ? bodyWidthOf(kit.paper) : Math.abs(at(1) - at(0));
  const widest = Math.max(1, ...names.map((name) => style.font.width(style.font.printable(name), style.size)));
  const every = isEach ? 1 : Math.max(1, Math.ceil((widest + 8) / room));
  for (const [index, name] of names.entries()) {
    if (index % every !== 0) continue;
    const text = isEach ? fitted(name, room - 3, style) : name;
    const width = style.font.width(style.font.printable(text), style.size);
    const last = kit.paper.width - kit.paper.right - width;
    write(sheet, text, { x: Math.min(last, at(index) - width / 2), baseline: y }, style);
  }
}

function rectangle(
  sheet: Sheet,
  [x, y, width, height]: readonly [number, number, number, number],
  color: string,
): void {
  sheet.push(`${color} rg ${black} RG 0.5 w [] 0 d ${place(x)} ${place(y)} ${place(width)} ${place(height)} re B`);
}

function vertical(sheet: Sheet, x: number, from: number, to: number): void {
  sheet.push(`${black} RG 0.8 w [] 0 d ${place(x)} ${place(from)} m ${place(x)} ${place(to)} l S`);
}

function polyline(sheet: Sheet, points: readonly (readonly [number, number])[], dash: string): void {
  if (points.length < 2) return;
  const steps = points.map(([x, y], index) => `${place(x)} ${place(y)} ${index === 0 ? 'm' : 'l'}`);
  sheet.push(`${black} RG 1.2 w ${dash} ${steps.join(' ')} S [] 0 d`);
}

/** A point of a line: a filled square for the first line, a hollow one for the second. */
function mark(sheet: Sheet, [x, y]: readonly [number, number], order: number): void {
  const box = `${place(x - 2)} ${place(y - 2)} 4 4 re`;
  sheet.push(`${order === 0 ? black : '1 1 1'} rg ${black} RG 0.8 w [] 0 d ${box} B`);
}
