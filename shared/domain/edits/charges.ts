import { type DraftLine, type EncounterLine, splitIntoClaims } from '../encounter/encounter.ts';
import { formOfKind, linesPerClaim } from '../encounter/kinds.ts';
import { chargeOfLine } from '../encounter/line-charges.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What a line costs. */
export const chargeRules = {
  'charge-wrong': {
    checks: 'A charge is whole cents, from 0 to 99,999,999.99 dollars.',
    severity: 'error',
    source: '837P, loop 2400, charge',
  },
  'price-missing': {
    checks: 'A line has a charge, or the fee schedule of its day has its price.',
    severity: 'error',
    source: 'The office’s fee schedules',
  },
  'total-zero': {
    checks: 'The charges of a claim come to more than zero.',
    severity: 'error',
    source: '837P, loop 2300, total charge',
  },
} as const satisfies EditRules;

const finding = findingsOf(chargeRules);

/** The largest charge of a line, in cents: ten digits, as the paper form and most payers hold it. */
const largestChargeCents = 9_999_999_999;

function isAmount(value: EncounterLine['chargeCents']): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= largestChargeCents;
}

export const amountsAreRight: Edit = ({ lines }, { feeSchedules }) =>
  lines.flatMap((line, index): Finding[] => {
    const charge = chargeOfLine(line, feeSchedules);
    if (charge === undefined || isAmount(charge)) return [];
    const words = 'a charge is whole cents, from 0 to 99,999,999.99 dollars';
    return [finding('charge-wrong', `/lines/${index}/chargeCents`, words)];
  });

/** A charge comes from the coder or from the fee schedule of the day; a price is never guessed. */
export const chargesAreKnown: Edit = ({ lines }, { feeSchedules }) =>
  lines.flatMap((line, index): Finding[] => {
    if (chargeOfLine(line, feeSchedules) !== undefined) return [];
    const words = 'the fee schedule of the day has no price for this code and these units: give a charge';
    return [finding('price-missing', `/lines/${index}/chargeCents`, words)];
  });

/** A claim without any charge is not sent. */
export const totalsArePositive: Edit = ({ kind, lines }, { feeSchedules }) => {
  const form = formOfKind(kind);
  return splitIntoClaims<DraftLine>(lines, form).flatMap((claim, index): Finding[] => {
    if (claim.some((line) => chargeOfLine(line, feeSchedules) !== 0)) return [];
    const pointer = index === 0 ? '/lines' : `/lines/${index * linesPerClaim[form]}`;
    return [finding('total-zero', pointer, 'the charges of a claim come to more than zero')];
  });
};
