import { type Cents, sumCents } from '../money/cents.ts';
import { chargeOf } from '../practice/fee.ts';
import type { FeeSchedule } from '../practice/practice.ts';
import type { DraftLine, EncounterLine } from './encounter.ts';
import { parseQuantity } from './quantity.ts';

/** The coder's charge, or the fee schedule's for the units; undefined when it is wrong or missing. */
export function chargeOfLine(line: DraftLine, schedules: readonly FeeSchedule[]): Cents | undefined {
  const { chargeCents, procedure, units } = line;
  if (chargeCents !== undefined) return chargeCents;
  return procedure === undefined || !parseQuantity(units).ok ? undefined : chargeOf({ ...line, procedure }, schedules);
}

/** The lines with their charges. Undefined when a price is missing. */
export function pricedLines(
  lines: readonly DraftLine[],
  schedules: readonly FeeSchedule[],
): readonly EncounterLine[] | undefined {
  const priced: EncounterLine[] = [];
  for (const line of lines) {
    const chargeCents = chargeOfLine(line, schedules);
    if (chargeCents === undefined) return undefined;
    priced.push({ ...line, chargeCents } as EncounterLine);
  }
  return priced;
}

/** The sum of the lines' charges. */
export function totalCharge(lines: readonly EncounterLine[]): Cents {
  return sumCents(lines.map((line) => line.chargeCents));
}
