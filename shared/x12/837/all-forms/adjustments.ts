import type { PriorAdjustment } from '../../../domain/claim/claim-detail.ts';
import { parseCents } from '../../../domain/money/cents.ts';
import type { Fields, ReadCells, WriteCells } from '../../loops/element-rules.ts';
import type { SpecialSlot } from '../../loops/loop-rules.ts';
import { amountText } from '../../loops/value-texts.ts';

/* CAS segments of another payer's decision, for a claim (2320) or a line (2430): a group, then up to six reductions. */

interface Adjusted {
  adjustments?: PriorAdjustment[];
}

const perSegment = 6;
/** The guides allow this many CAS segments in a loop. */
const segmentLimit = 5;

function read(cells: ReadCells, fields: Fields): void {
  const into = fields as Adjusted;
  const group = cells.element(1);
  if (group === '') cells.remark('element-required', '1');
  for (let at = 2; at <= 17; at += 3) {
    const [carc, amount, quantity] = [cells.element(at), cells.element(at + 1), cells.element(at + 2)];
    if (carc === '' && amount === '') continue;
    if (carc === '') cells.remark('element-required', String(at));
    const parsed = parseCents(amount);
    if (!parsed.ok) {
      cells.remark('element-unreadable', String(at + 1));
      continue;
    }
    into.adjustments ??= [];
    into.adjustments.push({ group, carc, cents: parsed.value, ...(quantity === '' ? {} : { quantity }) });
  }
}

/** Adjacent adjustments of the same group, at most six together, each with its place in the list. */
function runsOf(adjustments: readonly PriorAdjustment[]): (readonly [index: number, PriorAdjustment])[][] {
  const runs: (readonly [number, PriorAdjustment])[][] = [];
  for (const [index, adjustment] of adjustments.entries()) {
    const last = runs.at(-1);
    const shares = last !== undefined && last[0]?.[1].group === adjustment.group && last.length < perSegment;
    if (shares) last.push([index, adjustment]);
    else runs.push([[index, adjustment]]);
  }
  return runs;
}

/**
 * Reductions are written one after another, each with its reason and its amount. So no position before one is empty,
 * and a reason never occurs without its amount (CAS05 without CAS06), as X12 requires.
 */
function write(from: Fields, begin: (id: string) => WriteCells): void {
  const { adjustments = [] } = from as Adjusted;
  for (const [number, run] of runsOf(adjustments).entries()) {
    const cells = begin('CAS');
    if (number >= segmentLimit) cells.remark('too-many', 'adjustments');
    for (const [position, [index, { group, carc, cents, quantity }]] of run.entries()) {
      const at = 2 + 3 * position;
      const field = `adjustments/${index}`;
      if (position === 0) cells.put(1, group, `${field}/group`, { max: 2 });
      cells.put(at, carc, `${field}/carc`, { max: 5 });
      const amount = amountText(cents);
      if (amount === undefined) cells.remark('amount-invalid', `${field}/cents`);
      else cells.put(at + 1, amount, `${field}/cents`, { max: 19 });
      if (quantity !== undefined) cells.put(at + 2, quantity, `${field}/quantity`, { max: 15 });
    }
  }
}

export const adjustments: SpecialSlot = { kind: 'special', id: 'CAS', lists: ['adjustments'], read, write };
