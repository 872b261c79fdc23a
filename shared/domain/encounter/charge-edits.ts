import { type Cents, sumCents } from '../money/cents.ts';
import { chargeOf } from '../practice/fee.ts';
import type { FeeSchedule } from '../practice/practice.ts';
import type { Edit, Finding } from './edit.ts';
import { type DraftLine, type EncounterLine, splitIntoClaims } from './encounter.ts';
import { formOfKind, linesPerClaim } from './kinds.ts';
import { parseQuantity } from './quantity.ts';

/** The largest charge of a line, in cents: ten digits, as the paper form and most payers hold it. */
const largestChargeCents = 9_999_999_999;

/** The coder's charge, or the fee schedule's for the units; undefined when it is wrong or missing. */
function chargeOfLine(line: DraftLine, schedules: readonly FeeSchedule[]): Cents | undefined {
  const { chargeCents, procedure, units } = line;
  if (chargeCents !== undefined) return chargeCents;
  return procedure === undefined || !parseQuantity(units).ok ? undefined : chargeOf({ ...line, procedure }, schedules);
}

function isAmount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= largestChargeCents;
}

/** Charges are whole cents; a free service may cost nothing. */
export const amountsAreRight: Edit = ({ lines }, { feeSchedules }) =>
  lines.flatMap((line, index): Finding[] => {
    const charge = chargeOfLine(line, feeSchedules);
    if (charge === undefined || isAmount(charge)) return [];
    const detail = 'a charge is whole cents, from 0 to 99,999,999.99 dollars';
    return [{ pointer: `/lines/${index}/chargeCents`, code: 'charge-wrong', detail }];
  });

/** A charge comes from the coder or from the fee schedule of the day; a price is never guessed. */
export const chargesAreKnown: Edit = ({ lines }, { feeSchedules }) =>
  lines.flatMap((line, index): Finding[] => {
    if (chargeOfLine(line, feeSchedules) !== undefined) return [];
    const detail = 'the fee schedule of the day has no price for this code and these units: give a charge';
    return [{ pointer: `/lines/${index}/chargeCents`, code: 'price-missing', detail }];
  });

/** A claim without any charge is not sent. */
export const totalsArePositive: Edit = ({ kind, lines }, { feeSchedules }) => {
  const form = formOfKind(kind);
  return splitIntoClaims<DraftLine>(lines, form).flatMap((claim, index): Finding[] => {
    if (claim.some((line) => chargeOfLine(line, feeSchedules) !== 0)) return [];
    const pointer = index === 0 ? '/lines' : `/lines/${index * linesPerClaim[form]}`;
    return [{ pointer, code: 'total-zero', detail: 'the charges of a claim come to more than zero' }];
  });
};

/** The lines with their charges, for an encounter without findings. Undefined when a price is missing. */
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
